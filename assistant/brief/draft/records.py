"""The draft of an answer, before it becomes a Word document: paragraphs of parts, and what they rest on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assistant.brief.records import Person, Source


@dataclass(frozen=True, slots=True)
class Part:
    """Some words of a paragraph: our own, a `quote` of a document, or the marker of a source (`note`, from 1)."""

    text: str = ""
    language: str = "sv"
    quote: bool = False
    note: int | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A cited sentence (`claim`), a marked gap, or a remark. `comment` is what staff noted about it."""

    kind: Literal["claim", "gap", "remark"]
    parts: tuple[Part, ...]
    comment: str = ""

    @property
    def text(self) -> str:
        """The paragraph as one line, markers as "[n]"."""
        return "".join(f"[{part.note}]" if part.note else part.text for part in self.parts)


@dataclass(frozen=True, slots=True)
class Answer:
    """A question, verbatim, with the answer that the documents give, what was answered before and what was promised."""

    n: int
    question: str
    paragraphs: tuple[Paragraph, ...]
    before: tuple[Paragraph, ...] = ()
    promises: tuple[Paragraph, ...] = ()
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A source; `number` is that of its marker, `questions` are those that it is used for, 0 the opening."""

    number: int
    source: Source
    questions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """A stretch of a document with what is cited in it: `pieces` are its words in order, and whether they are cited."""

    sources: tuple[Shown, ...]
    pieces: tuple[tuple[str, bool], ...]

    @property
    def questions(self) -> tuple[int, ...]:
        """The questions that its sources are used for."""
        return tuple(sorted({n for shown in self.sources for n in shown.questions}))


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the coverage matrix, as texts."""

    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """What is written into the document. `facts` are names with values, `opening` an answer that there is already."""

    title: str
    language: str
    facts: tuple[tuple[str, str], ...]
    greeting: str
    opening: tuple[Paragraph, ...]
    answers: tuple[Answer, ...]
    signers: tuple[Person, ...]
    matrix: tuple[Row, ...]
    sources: tuple[Shown, ...]
    contexts: tuple[Context, ...]

    def heading(self, answer: Answer) -> str:
        """The question, with its number where there are several and it has none."""
        if len(self.answers) < 2 or re.match(r"\W*\d", answer.question):
            return answer.question
        return f"{answer.n}. {answer.question}"
