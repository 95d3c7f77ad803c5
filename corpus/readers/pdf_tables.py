"""Ruled tables in a PDF page: found by pdfplumber, read from PDFium's characters, one row a line."""

from __future__ import annotations

import io
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from typing import Any

from corpus.readers.lines import row
from corpus.readers.pdf_lines import Line, join, split_lines, tidy

_WIDE = 100.0  # points: the least width of a grid
_THIN = 2.5  # points: a path no thicker than this is a rule
_NARROW = 12.0  # points: an empty cell no wider than this is a gap between columns
_LAYOUT = 1500  # characters: a "cell" with more text is a frame around a page part
_MANY = 20_000  # paths: a page with more is a drawing or a map

_Place = tuple[int, int]  # row, cell


@dataclass(frozen=True, slots=True)
class Table:
    """Cells in rows, top to bottom; a cell is (left, top, right, bottom) in points from the top left."""

    rows: tuple[tuple[tuple[float, float, float, float], ...], ...]

    @property
    def box(self) -> tuple[float, float, float, float]:
        """What surrounds all cells."""
        cells = [cell for line in self.rows for cell in line]
        lefts, tops, rights, bottoms = zip(*cells, strict=True)
        return min(lefts), min(tops), max(rights), max(bottoms)


def looks_ruled(page: Any) -> bool:
    """The cheap test, under the lock: whether a page has rules or boxes enough for two rows of two cells."""
    from pypdfium2 import raw

    flat = upright = boxes = 0
    for seen, item in enumerate(page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,), max_depth=3)):
        if seen >= _MANY:
            return False
        left, bottom, right, top = item.get_bounds()
        wide, high = right - left, top - bottom
        flat += high <= _THIN and wide > 20
        upright += wide <= _THIN and high > 8
        if wide > 20 and high > 8:
            # A whole grid may be drawn as one path.
            segments = raw.FPDFPath_CountSegments(item) if wide > _WIDE else 0
            boxes += max(1, segments // 2)
    return (flat >= 3 and upright >= 3) or boxes >= 6 or (boxes >= 1 and flat + upright >= 4)


class TableFinder:
    """Finds tables page by page; opens pdfplumber only when the first page asks for it."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._open: Any = None

    def tables(self, page: int) -> list[Table]:
        """The ruled tables of page `page` (0-based) with two rows and two columns at least."""
        import pdfplumber

        if self._open is None:
            self._open = pdfplumber.open(io.BytesIO(self._data))
        sheet = self._open.pages[page]
        dx, dy = sheet.bbox[0], sheet.bbox[1]
        found = []
        for table in sheet.find_tables():
            rows = tuple(
                tuple((c[0] - dx, c[1] - dy, c[2] - dx, c[3] - dy) for c in line.cells if c) for line in table.rows
            )
            rows = tuple(line for line in rows if line)
            if len(rows) > 1 and max(map(len, rows)) > 1:
                found.append(Table(rows))
        sheet.close()
        return found

    def close(self) -> None:
        """Lets go of the file."""
        if self._open is not None:
            self._open.close()
            self._open = None


def lift(
    raw: str, centres: list[tuple[float, float] | None], tables: list[Table]
) -> tuple[str, list[int], list[list[str]]]:
    """Takes the characters of tables out of a page's text.

    `centres[i]` is where `raw[i]` stands on the page (None for a blank that PDFium made up). Returns the
    text with one "\\ufdd0" on a line of its own where each table began, the index in `raw` of each character
    left, and the rows of each table as lines, in the order of their marks. A grid that is hardly filled is a
    chart, and left alone.
    """
    places = _places(centres, tables)
    texts: list[dict[_Place, list[str]]] = [{} for _ in tables]
    for character, place in zip(raw, places, strict=True):
        if place is not None:
            texts[place[0]].setdefault(place[1], []).append(character)
    content = [{cell: _cell_text("".join(found)) for cell, found in cells.items()} for cells in texts]
    real = {which for which, table in enumerate(tables) if _is_table(table, content[which])}
    order: list[int] = []
    kept: list[str] = []
    indices: list[int] = []
    for at, (character, place) in enumerate(zip(raw, places, strict=True)):
        if place is None or place[0] not in real:
            kept.append(character)
            indices.append(at)
        elif place[0] not in order:
            order.append(place[0])
            kept += ["\n", "\ufdd0", "\n"]
            indices += [at] * 3
    return "".join(kept), indices, [_rows(tables[which], content[which]) for which in order]


def _places(centres: list[tuple[float, float] | None], tables: list[Table]) -> list[tuple[int, _Place] | None]:
    """Table and cell of each character; a blank that PDFium made up goes with the character before it."""
    boxes = [table.box for table in tables]
    found: list[tuple[int, _Place] | None] = []
    last: tuple[int, _Place] | None = None
    for centre in centres:
        if centre is not None:
            last = _cell(centre, tables, boxes)
        found.append(last)
    return found


def _is_table(table: Table, content: dict[_Place, str]) -> bool:
    """Whether a grid holds rows of text: two rows with two filled cells, half of the cells that could be."""
    filled = Counter(line for (line, _), text in content.items() if text)
    cells = sum(right - left > _NARROW for line in table.rows for left, _, right, _ in line)
    if any(len(text) > _LAYOUT for text in content.values()):
        return False  # a frame around a part of the page
    return sum(count > 1 for count in filled.values()) > 1 and 2 * sum(filled.values()) >= cells


def _cell(
    centre: tuple[float, float], tables: list[Table], boxes: list[tuple[float, float, float, float]]
) -> tuple[int, _Place] | None:
    """Which table and (row, cell) a point lies in; the nearest cell to the left where it lies between two."""
    x, y = centre
    for which, (left, top, right, bottom) in enumerate(boxes):
        if not (left <= x <= right and top <= y <= bottom):
            continue
        rows = tables[which].rows
        for number, cells in enumerate(rows):
            for place, (x0, y0, x1, y1) in enumerate(cells):
                if x0 <= x <= x1 and y0 <= y <= y1:
                    return which, (number, place)
        number = max(0, bisect_right([min(cell[1] for cell in cells) for cells in rows], y) - 1)
        place = max(0, bisect_right([cell[0] for cell in rows[number]], x) - 1)
        return which, (number, place)
    return None


def _rows(table: Table, content: dict[_Place, str]) -> list[str]:
    """The lines of a table."""
    lines = []
    for number, cells in enumerate(table.rows):
        shown = []
        for place, (left, _, right, _) in enumerate(cells):
            text = content.get((number, place), "")
            if text or right - left > _NARROW:
                shown.append(text)
        line = row(shown)
        if line:
            lines.append(line)
    return lines


def _cell_text(raw: str) -> str:
    """The text of one cell on one line; words that were cut at its line ends are joined."""
    lines = join([Line(tidy(text)) for _, text in split_lines(raw)])
    return " ".join(line.text for line in lines)
