"""What documents report of things undertaken before: done, moved, not done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from assistant.brief.records import Fate
from assistant.ledger.rules import commits_to_nothing, quoted
from assistant.ledger.sentences import Sentence, sentences_of
from assistant.tables import table
from corpus import dates
from corpus.records import Act, ActKind, Document, Genre
from corpus.view import ReadingView
from index.lexical.stems import stem

MEMBERS = (
    Genre.INTERPELLATION, Genre.SIMPLE_QUESTION, Genre.MOTION, Genre.CITIZEN_PROPOSAL, Genre.LETTER,
    Genre.MEMBER_INITIATIVE, Genre.EMAIL, Genre.CONSULTATION_RESPONSE,
)  # fmt: skip
_CLAIMS = (ActKind.QUESTION, ActKind.MOTION, ActKind.DISSENT)
_AWAY = 60  # characters between the day and the § of a decision that is referred to
_WORD = re.compile(r"[a-zåäöé]+(?:-[a-zåäöé]+)*")


@dataclass(frozen=True, slots=True)
class Reference:
    """A decision as a later one names it: its day, the number of its §, and of its point, if that is told."""

    day: date
    paragraph: str
    point: int | None


@dataclass(frozen=True, slots=True)
class Report:
    """A sentence that reports on something: `deeds` are the kinds of deed it tells as done, "" where any is.

    `words` are the stems of its own words, `heading` those of the headings above it.

    `references` name the decisions that it closes; then it is about those alone. A proposal to close them decides
    nothing: its fate is SILENT.
    """

    start: int
    end: int
    day: date | None
    section: int | None
    fate: Fate
    deeds: frozenset[str]
    words: frozenset[str]
    heading: frozenset[str]
    references: tuple[Reference, ...]
    act: Act | None = None


def reports(document: Document, view: ReadingView) -> list[Report]:
    """The reports of a document, in order; what members claim in their papers and speeches is none."""
    if document.genre in MEMBERS and not any(act.kind is ActKind.ANSWER for act in document.acts):
        return []
    return [report for sentence in sentences_of(document, view) for report in _read(sentence, document)]


def words_of(text: str) -> frozenset[str]:
    """The stems of the words that tell what a text is about."""
    given = _given()["matching"]
    found = (word for word in _WORD.findall(text.casefold()) if len(word) >= given["shortest"])
    return frozenset(stem(word) for word in found) - _common()


def deeds_of(text: str) -> frozenset[str]:
    """The kinds of deed that a promise is about."""
    return frozenset(name for name in _given()["deeds"] if _deed(name, "promised").search(text))


def _read(sentence: Sentence, document: Document) -> Iterator[Report]:
    text = sentence.text
    if not _may_report(text):
        return
    act = sentence.act
    if (act is not None and act.kind in _CLAIMS) or (act is None and document.genre in MEMBERS):
        return
    drafted = act is not None and act.kind is ActKind.PROPOSAL
    told = _fate(text, act is not None and act.kind is ActKind.DECISION)
    if told is None or (drafted and "" not in told[1]):
        return
    fate, deeds = told
    fate = Fate.SILENT if drafted else fate
    references = tuple(_references(text)) if "" in deeds else ()
    if "" in deeds and not references:
        return  # "Uppdraget förklaras fullgjort": which one, its words do not tell
    day = (act.date if act else None) or document.date
    heading = document.sections[sentence.section].heading if sentence.section is not None else ()
    words, above = words_of(text), words_of(" ".join(heading))
    yield Report(sentence.start, sentence.end, day, sentence.section, fate, deeds, words, above, references, act)


def _fate(text: str, decided: bool) -> tuple[Fate, frozenset[str]] | None:
    closing = frozenset({""})
    if _pattern("not_closed").search(text):
        return Fate.BROKEN, closing
    if _pattern("closed").search(text):
        return Fate.KEPT, closing
    if decided and _pattern("dropped").search(text):
        return Fate.BROKEN, closing
    broken = _pattern("broken").search(text)
    if broken and not quoted(text, broken.start()):
        return Fate.BROKEN, _deeds(text) or frozenset(_given()["deeds"])
    if _pattern("not").search(text):
        return None
    moved = _pattern("moved").search(text)
    if moved and not quoted(text, moved.start()):
        return Fate.MOVED, frozenset(_given()["deeds"])
    deeds = _deeds(text)
    if decided:
        deeds |= {name for name in _given()["deeds"] if _deed(name, "decided").search(text)}
    return (Fate.KEPT, deeds) if deeds and not commits_to_nothing(text) else None


def _deeds(text: str) -> frozenset[str]:
    return frozenset(name for name in _given()["deeds"] if _deed(name, "told").search(text))


def _references(text: str) -> Iterator[Reference]:
    days = dates.find(text)
    for match in _pattern("reference").finditer(text):
        before = [day for day in days if 0 <= match.start() - day.end <= _AWAY]
        if before:
            point = int(match["point"]) if match["point"] else None
            yield Reference(before[-1].value, match["number"].replace(" ", ""), point)


def _may_report(text: str) -> bool:
    """Whether a sentence has a word of any pattern: most have none, and need no more looks."""
    whole, begun = _hints()
    return any(word in whole or word.startswith(begun) for word in re.findall(r"\w+", text.casefold()))


@cache
def _hints() -> tuple[frozenset[str], tuple[str, ...]]:
    """The words of the patterns, and the beginnings of those that are cut there."""
    kinds = [_given()[kind] for kind in ("closed", "not_closed", "moved", "broken", "dropped")]
    told = " ".join((*kinds, *(deed[which] for deed in _given()["deeds"].values() for which in ("told", "decided"))))
    words = re.findall(r"(?<!\\)[a-zåäö]{4,}(?!\\)", told)
    return frozenset(words), tuple({each[0] for each in re.finditer(r"[a-zåäö]{4,}(?=\\w)", told)})


@cache
def _pattern(name: str) -> re.Pattern[str]:
    done = "(?:" + "|".join(_given()["deeds"][each]["told"] for each in _given()["deeds"]) + ")"
    return re.compile(_given()[name].replace("DONE", done), re.IGNORECASE)


@cache
def _deed(name: str, which: str) -> re.Pattern[str]:
    return re.compile(_given()["deeds"][name][which], re.IGNORECASE)


@cache
def _common() -> frozenset[str]:
    return frozenset(stem(word) for word in _given()["matching"]["common"])


def _given() -> dict[str, Any]:
    return table("fates", "assistant.ledger")
