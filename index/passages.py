"""Cuts a document into passages: along sections, then at acts, then into windows of sentences.

Offsets named `a`, `b`, `start`, `end` inside this module count characters of the reading view; a passage's
span counts characters of the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from corpus.records import ActKind, Document, Section
from corpus.sentences import sentences
from corpus.view import ReadingView
from index.context import context, table_header
from index.records import Passage

TARGET_WORDS = 90  # a window is closed before it grows beyond this …
FEW_WORDS = 60  # … unless it is still shorter than this
MAX_WORDS = 120
LEAD_IN_WORDS = 12  # a heading or "Svar:" this short belongs to what follows it
LEAD_IN_CHARACTERS = 60  # … and so does one of these after a heading that stands alone
NUMBERING_WORDS = 8  # "§ 12", a case number: what a heading may hold beyond its title
TAIL_WORDS = 30  # a shorter end of a piece is joined to the window before it

OWN_PASSAGE = frozenset(
    {
        ActKind.QUESTION,
        ActKind.ANSWER,
        ActKind.PROPOSAL,
        ActKind.MOTION,
        ActKind.DECISION,
        ActKind.DISSENT,
    }
)
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    words: int
    lead_in: bool  # too little to stand alone


def passages(document: Document) -> list[Passage]:
    """The passages of a document, in order.

    They do not overlap, none crosses the edge of a section (but a heading that stands alone goes with the
    section below it), each holds at most `MAX_WORDS` words, and together they hold everything of the text but
    page noise.
    """
    view = ReadingView.of(document)
    text = view.text
    acts = [(view.at(a.span.start), view.at(a.span.end)) for a in document.acts if a.kind in OWN_PASSAGE]
    edges, headings = _sections(document, view)
    found = []
    for a, b in _between(edges, len(text)):
        inside = [(max(a, s), min(b, e)) for s, e in acts if s < b and e > a]
        for piece in _joined(list(_pieces(text, a, b, inside, headings))):
            for start, end in _windows(text, piece.start, piece.end):
                found.append(_passage(document, view, start, end))
    return found


def embedded_text(passage: Passage) -> str:
    """What the embedder reads of a passage: its context, then its text."""
    return f"{passage.context}\n{passage.text}" if passage.context else passage.text


def _passage(document: Document, view: ReadingView, start: int, end: int) -> Passage:
    span = document.span(*view.span(start, end))
    acts = [act for act in document.acts if act.span.overlaps(span)]
    section = section_at(document, span.end - 1)
    return Passage(
        span=span,
        text=view.text[start:end],
        context=context(document, section, acts, table_header(view.text, start)),
        acts=tuple(act.id for act in acts),
        section=section,
    )


def section_at(document: Document, offset: int) -> int | None:
    """Position of the innermost section that holds a document offset: the one that starts last."""
    holding = [
        (section.span.start, len(section.heading), i)
        for i, section in enumerate(document.sections)
        if section.span.start <= offset < section.span.end
    ]
    return max(holding)[2] if holding else None


def _sections(document: Document, view: ReadingView) -> tuple[list[int], list[tuple[int, int]]]:
    """Where sections begin and end, and the stretches that are only the heading of the section below them."""
    edges: list[int] = []
    headings: list[tuple[int, int]] = []
    for section, below in zip_longest(document.sections, document.sections[1:]):
        start, end = view.at(section.span.start), view.at(section.span.end)
        if not headings or headings[-1][1] != start:
            edges.append(start)
        if below and _only_heading(section, below, view.text[start:end]):
            headings.append((start, view.at(below.span.start)))
        else:
            edges.append(end)
    return sorted(set(edges)), headings


def _only_heading(section: Section, below: Section, text: str) -> bool:
    depth = len(section.heading)
    opens = 0 < depth < len(below.heading) and below.heading[:depth] == section.heading
    return opens and len(text.split()) <= len(section.heading[-1].split()) + NUMBERING_WORDS


def _between(edges: list[int], length: int) -> Iterator[tuple[int, int]]:
    """The stretches of 0…length between edges; empty ones are left out."""
    points = [0, *(edge for edge in edges if 0 < edge < length), length]
    for a, b in pairwise(points):
        if a < b:
            yield a, b


def _pieces(
    text: str, a: int, b: int, acts: list[tuple[int, int]], headings: list[tuple[int, int]]
) -> Iterator[_Piece]:
    """Cuts `text[a:b]` where acts begin and end."""
    edges = sorted({edge - a for act in acts for edge in act})
    for begin, stop in _between(edges, b - a):
        start, end = _trimmed(text, begin + a, stop + a)
        if start < end:
            words = len(_WORD.findall(text, start, end))
            act = any(x <= start < y for x, y in acts)
            heading = any(x <= start and end <= y + LEAD_IN_CHARACTERS for x, y in headings)
            yield _Piece(start, end, words, lead_in=not act and (heading or words < LEAD_IN_WORDS))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _joined(pieces: list[_Piece]) -> list[_Piece]:
    """Joins what is too little to stand alone to the piece after it, or else to the one before it."""
    joined: list[_Piece] = []
    for piece in pieces:
        if joined and joined[-1].lead_in:
            piece = _and(joined.pop(), piece, piece.lead_in)
        joined.append(piece)
    if len(joined) > 1 and joined[-1].lead_in:
        last = joined.pop()
        joined.append(_and(joined.pop(), last, False))
    return joined


def _and(first: _Piece, second: _Piece, lead_in: bool) -> _Piece:
    return _Piece(first.start, second.end, first.words + second.words, lead_in)


def _windows(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Windows of whole sentences over `text[start:end]`: 60 to 90 words, never more than `MAX_WORDS`."""
    units = list(_units(text, start, end))
    windows: list[tuple[int, int, int]] = []
    for a, b, words in units:
        if windows:
            first, _, held = windows[-1]
            grown = held + words
            if grown <= TARGET_WORDS or (held < FEW_WORDS and grown <= MAX_WORDS):
                windows[-1] = (first, b, grown)
                continue
        windows.append((a, b, words))
    if len(windows) > 1 and windows[-1][2] < TAIL_WORDS and windows[-2][2] + windows[-1][2] <= MAX_WORDS:
        tail, before = windows.pop(), windows.pop()
        windows.append((before[0], tail[1], before[2] + tail[2]))
    for a, b, _ in windows:
        yield a, b


def _units(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """(start, end, words) of every sentence; one longer than `MAX_WORDS` is cut between words."""
    for a, b in sentences(text[start:end]):
        words = [match.span() for match in _WORD.finditer(text, start + a, start + b)]
        step = len(words) if len(words) <= MAX_WORDS else TARGET_WORDS
        for i in range(0, len(words), max(step, 1)):
            run = words[i : i + step]
            yield run[0][0], run[-1][1], len(run)
