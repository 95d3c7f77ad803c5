"""The paragraphs of a reading view, each with what its layout says about it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from corpus.structure.headings import block_heading, run_in
from corpus.view import ReadingView

_BULLET = re.compile(r"(?:[-–•*▪◦·]\s+|\(?\d{1,3}[.)]\s+|[a-zåäö]\)\s+)")
_BOLD_LINE = re.compile(r"\s*(?:[-–•]\s+)?(?:#{1,6}\s+)?\*{2,3}[^*]+\*{2,3}:?\s*$")
# A row of people that goes on below: "A Ek (M), B Lo (D)," | "C Ask (L) och D Berg (KD) yrkar bifall".
_ROW_TORN = re.compile(r"\([A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,3}\)[^.;:]*\([A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,3}\),$")
_ROW_END = re.compile(
    r"(?:tjänstgörande ersättaren |ordföranden )?[A-ZÅÄÖÉ][\wé-]+ [^.;:]{2,160}"
    r"\([A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,3}\) (?!och |samt |tjänst)[a-zåäö]{3,}"
)
_HASHES = re.compile(r"\s{0,3}(#{1,6})\s+\S")
# Between two columns of print: three blanks or more, or tabs.
_GAP = re.compile(r"(?<=\S)(?:[ \u00a0]{3,}|[ \u00a0]*\t\s*?)(?=\S)")
_PIECE = re.compile(r"\S+(?:[ \u00a0]{1,2}\S+)*")
MAX_LETTERHEAD = 400  # characters of a paragraph whose columns are lines of a letterhead


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of a paragraph that is set in columns: view offsets, and the place on its line where it begins."""

    start: int
    end: int
    column: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: view offsets, text and layout. `level` is a Markdown or format heading level, or 0."""

    start: int
    end: int
    text: str
    level: int = 0
    bold: bool = False
    run_in: bool = False  # whether the heading of its block stands before it on its line
    column: int = 0  # the place on its first line where it begins
    cells: tuple[Cell, ...] = ()  # its pieces, line by line, where it is set in columns

    @property
    def marker(self) -> int:
        """Length of the bullet or list number at the start, 0 for none."""
        match = _BULLET.match(self.text)
        return match.end() if match else 0

    @property
    def content(self) -> str:
        """The text behind the bullet or list number."""
        return self.text[self.marker :]

    @property
    def content_start(self) -> int:
        """Where the content starts in the view."""
        return self.start + self.marker

    @property
    def block(self) -> str | None:
        """The lower-case heading word when the paragraph is the heading of a known block ("Beslut")."""
        return block_heading(self.text)


def _whole_rows(view: ReadingView) -> list[tuple[int, int]]:
    """The paragraphs of a view; a row of people that a line break tore is one with the sentence that it opens."""
    found: list[tuple[int, int]] = []
    for start, end in view.paragraphs():
        if found and _ROW_TORN.search(view.text[slice(*found[-1])]) and _ROW_END.match(view.text[start:end]):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def paragraphs(view: ReadingView, text: str, headings: dict[int, int] | None = None) -> list[Paragraph]:
    """The paragraphs of a view. `headings` are levels of format-marked headings by document offset."""
    marked = headings or {}
    found = []
    for start, end, run in (span for row in _whole_rows(view) for span in _headed(view, *row)):
        a, b = view.span(start, end)
        line_start = max(text.rfind("\n", 0, a), text.rfind("\f", 0, a)) + 1
        raw = text[line_start:b]
        hashes = _HASHES.match(raw)
        level = (
            len(hashes.group(1)) if hashes else next((marked[o] for o in range(line_start, a + 1) if o in marked), 0)
        )
        line_end = text.find("\n", a)
        tail = text[line_start : line_end if line_end >= 0 else len(text)]
        line = view.text[start:end].replace("\n", " ")  # as long as before: offsets hold
        cells = _cells(view, text, a, b) if _GAP.search(text, a, b) else ()
        found.append(Paragraph(start, end, line, level, bool(_BOLD_LINE.match(tail)), run, a - line_start, cells))
    return found


def _headed(view: ReadingView, start: int, end: int) -> list[tuple[int, int, bool]]:
    """A paragraph, cut behind the heading of a block that it begins with; True for what stands behind one."""
    at = start + run_in(view.text[start:end])
    if at == start:
        return [(start, end, False)]
    return [(start, start + len(view.text[start:at].rstrip()), False), (at, end, True)]


def _cells(view: ReadingView, text: str, a: int, b: int) -> tuple[Cell, ...]:
    """The pieces between two document offsets that wide gaps and ends of lines part; noise is none."""
    found = []
    for piece in _PIECE.finditer(text, a, b):
        start, end = view.at(piece.start()), view.at(piece.end() - 1) + 1
        if start < end and view.source[start] == piece.start():
            found.append(Cell(start, end, piece.start() - text.rfind("\n", 0, piece.start()) - 1))
    return tuple(found) if len(found) > 1 else ()


def spread(lines: list[Paragraph]) -> list[Paragraph]:
    """The lines, those of a letterhead in columns taken apart: each cell is a line that keeps its row's `cells`."""
    found: list[Paragraph] = []
    for line in lines:
        if not line.cells or len(line.text) > MAX_LETTERHEAD:
            found.append(line)
            continue
        for cell in line.cells:
            words = line.text[cell.start - line.start : cell.end - line.start]
            found.append(replace(line, start=cell.start, end=cell.end, text=words, column=cell.column))
    return found
