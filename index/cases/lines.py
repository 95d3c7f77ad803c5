"""The line of a list of new papers by which a document belongs to a case, found again in its text."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.records import Document, Span
from index.cases.announced import Announcement, announcements
from index.cases.records import Case
from index.cases.words import fold


def line_of(case: Case, document: Document, first: int) -> Span | None:
    """The span of the line, in the item of minutes that begins with a section; None where it is not there any more."""
    section = document.sections[first]
    end = max(s.span.end for s in document.sections[first:] if s.item == section.item)
    text = blanked(document.text, document.noise)[section.span.start : end]
    heading = section.heading[0] if section.heading else ""
    entries = announcements(heading, text, document.municipality, document.date)
    best = max(entries, key=lambda entry: _fit(entry, case), default=None)
    if best is None:
        return None
    return document.span(section.span.start + best.start, section.span.start + best.end)


def blanked(text: str, noise: Iterable[tuple[int, int]]) -> str:
    """The text with page headers as blanks, every offset kept."""
    pieces, at = [], 0
    for start, end in noise:
        pieces += [text[at:start], "".join(c if c == "\n" else " " for c in text[start:end])]
        at = end
    return "".join([*pieces, text[at:]])


def _fit(entry: Announcement, case: Case) -> tuple[bool, bool, float]:
    """How well an entry fits a case: by number, by kind of paper, by the words of its title."""
    number = entry.number is not None and entry.number == case.number
    words, title = set(fold(entry.title).split()), set(fold(case.title).split())
    return number, entry.matter.kind is case.kind, len(words & title) / (len(words | title) or 1)
