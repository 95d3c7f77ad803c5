"""Finds what commits: assignments in decisions, promises and predictions in answers and in what is told.

Precision before recall: questions, proposals, motions, dissents, quotations, rejected decisions and wishes are left
out, and so is a sentence whose subject is not clearly somebody.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from assistant.ledger import rules
from assistant.ledger.records import Kind
from assistant.ledger.rules import Found
from assistant.ledger.sentences import Sentence, sentences_of
from assistant.ledger.who import in_full, somebody
from assistant.tables import table
from corpus.records import ActKind, Document, Form, Genre
from corpus.view import ReadingView

LONG = 900  # characters of a sentence that is rather a list that was not cut
NEAR = 400  # characters behind an assignment in which its time may be told
_NOBODYS = (
    Genre.INTERPELLATION, Genre.SIMPLE_QUESTION, Genre.MOTION, Genre.CITIZEN_PROPOSAL, Genre.LETTER,
    Genre.MEMBER_INITIATIVE, Genre.AUDIT_REPORT, Genre.EMAIL, Genre.CONSULTATION_RESPONSE,
)  # fmt: skip
_MINUTES = (Genre.MINUTES, Genre.MINUTES_EXTRACT, Genre.UNION_MINUTES)
_UNDONE = (Form.REJECTED, Form.WITHDRAWN, Form.REFERRED_BACK, Form.ADJOURNED, Form.CONSIDERED_ANSWERED)


def found(document: Document, view: ReadingView) -> list[Found]:
    """Every commitment of a document, in order."""
    if not _may_commit(document):
        return []
    told: list[Found] = []
    given_to: str | None = None  # to whom the points of a list are given
    for sentence in sentences_of(document, view):
        one = None
        if not (given_to and sentence.item) and not _hint().search(sentence.text):
            given_to = None  # the most of all sentences: nothing else is asked of them
        elif not _speaks(sentence, document):
            given_to = None
        elif given_to and sentence.item:
            one = rules.item(sentence, given_to, document)
        else:
            given_to = _list_for(sentence, document)
            if given_to is None and not _told_its_time(told, sentence, document):
                one = _read(sentence, document, told[-1] if told else None)
        if one is not None:
            told.append(one)
    return told


def _may_commit(document: Document) -> bool:
    """Members' papers, letters and audits commit nobody, save by an answer in them; nor does a draft."""
    if document.genre is Genre.OTHER and "förslag" in document.title.casefold():
        return False
    if document.genre in _NOBODYS:
        return any(act.kind is ActKind.ANSWER for act in document.acts)
    return True


def _speaks(sentence: Sentence, document: Document) -> bool:
    """Whether a sentence may commit, by its act and its words."""
    act = sentence.act
    if act is None:
        if document.genre in _NOBODYS or sentence.text.startswith("att "):
            return False
    elif act.kind not in (ActKind.DECISION, *rules.TOLD) or act.form in _UNDONE:
        return False
    return len(sentence.text) <= LONG and not rules.commits_to_nothing(sentence.text)


def _read(sentence: Sentence, document: Document, last: Found | None) -> Found | None:
    act = sentence.act
    one = None
    # In minutes what stands outside the decision tells of others' decisions, or of what was proposed.
    if (act is None and document.genre not in _MINUTES) or (act and act.kind is ActKind.DECISION):
        one = rules.assignment(sentence, document) or rules.duty(sentence, document, last)
    if one is None and (act is None or act.kind in rules.TOLD):
        one = rules.promise(sentence, document) or rules.forecast(sentence, document)
    return one


def _list_for(sentence: Sentence, document: Document) -> str | None:
    """To whom the points below are given: "Nämnden får i uppdrag att", and nothing behind it."""
    match = re.match(
        r"(?P<who>.{3,170}?)\s+(?:får|ges)\s+(?:\w+\s+){0,2}?i\s+uppdrag(?:\s+att)?\s*:?\s*$",
        sentence.text,
        re.IGNORECASE,
    )
    if match is None:
        return None
    who = somebody(rules.without_lead(match["who"]))
    return in_full(who, document, sentence.section, sentence.act) if who else None


def _told_its_time(told: list[Found], sentence: Sentence, document: Document) -> bool:
    """Gives the last assignment the time that the sentence after it tells: "Uppdraget ska redovisas senast i maj"."""
    last = told[-1] if told else None
    if last is None or last.kind is not Kind.ASSIGNMENT or last.due_text or last.section != sentence.section:
        return False
    if sentence.start - last.end > NEAR or not rules.cue("assignment", "follows").match(sentence.text):
        return False
    if (last.act is None) != (sentence.act is None):
        return False
    time = rules.first_time(sentence.text, last.said)
    if time is None:
        return False
    when = sentence.text[time.start : time.end]
    told[-1] = replace(last, end=sentence.end, due=time.day, due_text=when)
    return True


@cache
def _hint() -> re.Pattern[str]:
    """Words of which every commitment has one."""
    return re.compile(table("cues", "assistant.ledger")["hint"], re.IGNORECASE)
