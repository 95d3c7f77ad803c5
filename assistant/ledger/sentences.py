"""The sentences of a document with the act that each belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from corpus.records import Act, ActKind, Document
from corpus.sentences import sentences
from corpus.view import ReadingView

_APART = (ActKind.ATTENDANCE, ActKind.SIGNATURE)
MARK = re.compile(r"^\s*(?:[-–•*▪◦·]\s*|\(?(?P<point>\d{1,3})[.)]\s+|\(?[a-zåäö]\)\s+)")


@dataclass(frozen=True)
class Sentence:
    """A sentence of the reading view: `text` without its list mark, `point` the number of a numbered item.

    `start` and `end` are offsets into the document's text. `item`: a list mark stands before it.
    """

    document: Document
    text: str
    start: int
    end: int
    point: int | None
    item: bool

    @cached_property
    def act(self) -> Act | None:
        """The smallest act that it lies in."""
        middle = (self.start + self.end) // 2  # an act may begin behind "SVAR:"
        over = [a for a in self.document.acts if a.kind not in _APART and a.span.start <= middle < a.span.end]
        return min(over, key=lambda act: act.span.end - act.span.start, default=None)

    @cached_property
    def section(self) -> int | None:
        """The position of the innermost section that it lies in."""
        found = None
        for position, section in enumerate(self.document.sections):
            if section.span.start <= self.start < section.span.end:
                found = position
            elif section.span.start > self.start:
                break
        return found


def sentences_of(document: Document, view: ReadingView) -> Iterator[Sentence]:
    """Every sentence, in order."""
    for begin, end in sentences(view.text):
        text = view.text[begin:end]
        mark = MARK.match(text)
        lead = mark.end() if mark else 0
        if lead < len(text):
            point = int(mark["point"]) if mark and mark["point"] else None
            yield Sentence(document, text[lead:], *view.span(begin + lead, end), point, mark is not None)
