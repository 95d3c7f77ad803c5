"""A case with its parts, and a question with its answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from corpus.records import Act, Actor, Document, Genre, Section, Span

OPEN = "open"
ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class CasePart:
    """A document, or an item of minutes (its first section), that belongs to a case.

    Of a list of new papers ("Nya motioner") one line belongs to it: `line` is its span, `acts` are those that the
    line lies in, and `date` is the day on which the paper was handed in, where it stands with the line.
    `certainty` is 1.0 where the part carries the case's number, less where it is tied by `why`: "questions"
    (the same questions of the same asker), "title" (the same asker, kind of paper and topic), "topic".
    """

    document: Document
    section: Section | None
    date: date | None
    certainty: float
    why: str
    acts: tuple[Act, ...]
    line: Span | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A case (ärende): `number` in normal form, or None where no part carries one. `parts` in date order.

    `kind` is the paper that it is about, if any; `askers` and `addressees` are its people. `status` is
    "answered", "open", or the form of its latest decision ("adjourned", "approved" …).
    """

    id: str
    number: str | None
    kind: Genre | None
    title: str
    askers: tuple[Actor, ...]
    addressees: tuple[Actor, ...]
    first: date | None
    last: date | None
    status: str
    related: tuple[str, ...]
    parts: tuple[CasePart, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionThread:
    """One question: where it was first put, its other prints, and what answers it.

    `replies` are (answer, certainty): 1.0 where the answer stands with the question, 0.9 where it stands with
    another print of it, less where the same case only has an answer by the one who was asked.
    """

    question: Act
    copies: tuple[Act, ...]
    replies: tuple[tuple[Act, float], ...]
    case_id: str | None
