"""The rules that read one sentence: assignments, duties, promises and predictions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from assistant.ledger.due import Deadline, deadlines
from assistant.ledger.records import Kind
from assistant.ledger.sentences import Sentence
from assistant.ledger.who import in_full, somebody, speaker
from assistant.tables import table
from corpus.records import Act, ActKind, Document, Genre

SHORT = 3  # characters of something undertaken that says nothing
TOLD = (ActKind.ANSWER, ActKind.INFORMATION)
_WHO = r"(?P<who>[^;:?!\n]{2,190}?)"
_WHAT = r"(?P<what>.+?)"
_AND = re.compile(r"^att,\s+|[,;]?\s+(?:samt|och)\.?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """A commitment where it stands: `text[start:end]` of the document; `due` is its last day, if the words give one.

    `point` is the number of the item of a decision.
    """

    kind: Kind
    start: int
    end: int
    who: str
    what: str
    due: date | None
    due_text: str | None
    said: date | None
    section: int | None
    act: Act | None
    point: int | None


def assignment(sentence: Sentence, document: Document) -> Found | None:
    """ "Förvaltningen får i uppdrag att …", "uppdrar åt nämnden att …"."""
    text = without_lead(sentence.text)
    for pattern in patterns("assignment"):
        match = pattern.search(text)
        who = somebody(match["who"]) if match else None
        if match and who and len(match["what"]) > SHORT:
            if quoted(text, match.start("what")):
                return None
            return _made(Kind.ASSIGNMENT, sentence, document, who, match["what"])
    return None


def duty(sentence: Sentence, document: Document, last: Found | None) -> Found | None:
    """ "Förvaltningen ska redovisa …" in a decision, or with a time set to it.

    In a decision something that "ska redovisas senast i maj" is up to whom the point before it was given (`last`),
    else to the one who decides.
    """
    text = without_lead(sentence.text)
    decided = sentence.act is not None
    time = first_time(text, said_on(sentence.act, document))
    for pattern in patterns("duty"):
        match = pattern.match(text)
        who = somebody(match["who"]) if match else None
        if not match or not who or quoted(text, match.end("who")):
            continue
        what = match.groupdict().get("what") or match["what2"]
        if (time and time.strong) or (decided and (time or cue("duty", "reports").search(what))):
            return _made(Kind.ASSIGNMENT, sentence, document, who, what)
        return None
    passive = cue("duty", "passive").search(text)
    if not decided or time is None or passive is None or quoted(text, passive.start()):
        return None
    given = last is not None and last.kind is Kind.ASSIGNMENT and last.section == sentence.section
    if not given and cue("assignment", "follows").match(text):
        return None  # whose it is stands in words that were not understood
    whose = last.who if last is not None and given else speaker(sentence.act, document)
    return _made(Kind.ASSIGNMENT, sentence, document, None, text, whose, passive.start())


def promise(sentence: Sentence, document: Document) -> Found | None:
    """ "Vi kommer att …", "förvaltningen återkommer …", "ska vara klar den …"."""
    text = without_lead(sentence.text)
    for pattern in patterns("promise"):
        match = pattern.match(text)
        who = somebody(match["who"], introduced=text != sentence.text) if match else None
        if match and who:
            return None if quoted(text, match.end("who")) else _promised(match, who, text, sentence, document)
    passive = cue("duty", "passive").search(text)
    time = first_time(text, said_on(sentence.act, document))
    if sentence.act and time and passive and not quoted(text, passive.start()):
        whose = speaker(sentence.act, document)
        return _made(Kind.PROMISE, sentence, document, None, text, whose, passive.start())
    return None


def _promised(match: re.Match[str], who: str, text: str, sentence: Sentence, document: Document) -> Found | None:
    verb, what = " ".join(match["verb"].split()).casefold(), match["what"]
    told = sentence.act is not None or document.genre is Genre.OFFICER_REPORT
    back = verb.startswith("åter") or what.startswith("åter")
    time = first_time(text, said_on(sentence.act, document))
    if cue("promise", "nothing").search(what) or (verb in _cues()["promise"]["needs_time"] and not back and not time):
        return None
    if cue("promise", "state").match(what) and not back:
        if not sentence.act or time is None:
            return None
        return _made(Kind.FORECAST, sentence, document, who, text, place=match.start("verb"))
    if not told and not back:
        return None
    whole = f"{verb} {what}".strip() if verb.startswith("åter") else what
    return _made(Kind.PROMISE, sentence, document, who, whole, place=match.start("verb"))


def forecast(sentence: Sentence, document: Document) -> Found | None:
    """ "Arbetet beräknas vara klart i maj": a prediction of whoever tells it, and only with a time."""
    text = sentence.text
    time = first_time(text, said_on(sentence.act, document))
    if sentence.act is None or sentence.act.kind not in TOLD or time is None or time.day is None:
        return None
    who = speaker(sentence.act, document)
    for pattern in patterns("forecast"):
        match = pattern.search(text)
        if match and who and not quoted(text, match.start()):
            place = max(0, match.start() - (len(text) - len(without_lead(text))))
            return _made(Kind.FORECAST, sentence, document, None, text, who, place)
    return None


def item(sentence: Sentence, who: str, document: Document) -> Found | None:
    """A point of a list that is given to somebody: "Nämnden får i uppdrag att" and lines below it."""
    what = re.sub(r"^(?:att|dels att|samt att|och att)\s+", "", sentence.text, flags=re.IGNORECASE)
    return _made(Kind.ASSIGNMENT, sentence, document, None, what, who) if len(what) > SHORT else None


def _made(
    kind: Kind,
    sentence: Sentence,
    document: Document,
    named: str | None,
    what: str,
    otherwise: str = "",
    place: int = 0,
) -> Found | None:
    """A commitment of `named`, put in full, or of `otherwise`; `place` is where the text, its lead cut off, commits."""
    who = in_full(named, document, sentence.section, sentence.act) if named else otherwise
    if not who:
        return None
    text = sentence.text
    said = said_on(sentence.act, document)
    time = first_time(text, said, place + len(text) - len(without_lead(text)))
    return Found(
        kind, sentence.start, sentence.end, who, _AND.sub("", what).strip(" .,"), time.day if time else None,
        text[time.start : time.end] if time else None, said, sentence.section, sentence.act, sentence.point,
    )  # fmt: skip


def said_on(act: Act | None, document: Document) -> date | None:
    """The day of an act, else of its document."""
    return (act.date if act else None) or document.date


def first_time(text: str, said: date | None, place: int = 0) -> Deadline | None:
    """The deadline of a sentence that commits at `place`: one with "senast" or the like first, then what follows."""
    found = deadlines(text, said)
    ranked = sorted(found, key=lambda d: (not d.strong, d.start < place, d.day is None, d.start))
    return ranked[0] if ranked else None


def without_lead(text: str) -> str:
    """Without "Nämnden beslutar att", "Förvaltningen svarade att": what is decided or said itself."""
    lead = re.match(table("cues", "assistant.ledger")["who"]["lead"], text, re.IGNORECASE)
    return text[lead.end() :] if lead else text


def quoted(text: str, place: int) -> bool:
    """Whether a place lies inside quotation marks."""
    return bool(re.search(_cues()["not"]["quoted"], text[:place]) and re.search(r'[”“"»«]', text[place:])) or (
        sum(text[:place].count(mark) for mark in '”“"') % 2 == 1
    )


def commits_to_nothing(text: str) -> bool:
    """Whether a sentence is a question, a wish, a negation or a report of what was done."""
    return any(pattern.search(text) for pattern in _not())


@cache
def patterns(group: str) -> tuple[re.Pattern[str], ...]:
    """The patterns of a group of `cues.toml`."""
    given = _cues()[group]["patterns"]
    who = _cues()["who"]
    parts = {"WHO": _WHO, "WHAT": _WHAT, "OPENING": who["opening"], "BOARD": who["board"]}
    filled = (re.sub("|".join(parts), lambda part: parts[part[0]], each) for each in given)
    return tuple(
        re.compile(each.rstrip("$") + (r"\s*$" if each.endswith("$") else ""), re.IGNORECASE) for each in filled
    )


@cache
def cue(group: str, name: str) -> re.Pattern[str]:
    """A single pattern of `cues.toml`."""
    return re.compile(_cues()[group][name], re.IGNORECASE)


@cache
def _not() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(each, re.IGNORECASE) for each in _cues()["not"]["sentence"])


def _cues() -> dict[str, Any]:
    return table("cues", "assistant.ledger")
