"""The rows of an attendance list that stands one cell a line: seat, member, perhaps a substitute, party, times.

What a row says is only known where every cell of its page stands in some row's order: a page that prints a name
apart from its row leaves open whose row it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from corpus import parties
from corpus.acts.cells import Line, TableHead, party_code, table_head

_TIME = re.compile(r"(?:kl\.?\s*)?\d{1,2}[:.]\d{2}")
_SEAT = re.compile(r"\d{1,3}")
_ROW = re.compile(r"s?w+tt")
MAX_NAMES = 2  # of a row: the member and the one who served instead


@dataclass(frozen=True, slots=True)
class Row:
    """The names of a row, each in one or more lines, and its party; no names where they cannot be told apart."""

    names: tuple[tuple[Line, ...], ...]
    party: str
    end: int  # offset behind the party
    lines: tuple[Line, ...]


@dataclass
class Page:
    """The rows of one page; it is `whole` where nothing stands outside them."""

    lines: list[Line]
    rows: list[Row] = field(default_factory=list)
    ends: int = 0  # how many rows end here, read or not
    whole: bool = True


def is_time(cell: str) -> bool:
    """Whether a cell is a time of day: "17:04"."""
    return bool(_TIME.fullmatch(cell))


def read_page(lines: list[Line], head: TableHead) -> Page:
    """The rows of a page's lines below the head of the list, which later pages may repeat."""
    page = Page(lines)
    cells: list[Line] = []
    i = 0
    while i < len(lines):
        again = table_head(lines, i)
        if again is not None and again.columns == head.columns:
            i = again.last
            continue
        cells.append(lines[i])
        i += 1
        if _kinds(cells[-2:]) == "tt":
            page.ends += 1
            row = _row(cells, "seat" in head.columns)
            page.rows += [row] if row else []
            page.whole = page.whole and row is not None
            cells = []
    page.whole = page.whole and not cells
    return page


def _kinds(cells: list[Line]) -> str:
    """A letter a cell: "t" for a time, "s" for a seat, "w" for words."""
    return "".join("t" if is_time(c.text) else "s" if _SEAT.fullmatch(c.text) else "w" for c in cells)


def _row(cells: list[Line], seated: bool) -> Row | None:
    """The row that the cells are; None where a cell of theirs is out of order, or may be another row's."""
    kinds = _kinds(cells)
    if not _ROW.fullmatch(kinds):
        return None
    words = [cell for cell, kind in zip(cells, kinds, strict=True) if kind == "w"]
    ended = _party(words)
    if ended is None:
        return None
    named, party = ended
    # A seat may stand in the head above, or be taken for a page number; nothing then tells where its row begins.
    most = 1 if seated and kinds[0] == "w" else MAX_NAMES
    if not 1 <= sum(line.text.count(",") for line in named) <= most:
        return None
    return Row(tuple(tuple(name) for name in _names(named)), party, words[-1].end, tuple(cells))


def _party(words: list[Line]) -> tuple[list[Line], str] | None:
    """The cells of the names and the party, in a cell of its own or at the end of the last name's."""
    last = words[-1]
    code = party_code(last.text)
    if len(words) > 1 and code and (last.text == "-" or last.text.isupper() or parties.canonical(last.text)):
        return words[:-1], code
    name, _, end = last.text.rpartition(" ")
    if not name or parties.canonical(end) != end:
        return None
    return [*words[:-1], Line(last.start, last.start + len(name), name)], end


def _names(cells: list[Line]) -> list[list[Line]]:
    """The names "Surname, Given" in the cells; a name may go on in the line below. Empty where that is unclear."""
    names: list[list[Line]] = []
    loose: list[Line] = []  # lines whose name is still to be seen
    for cell in cells:
        commas = cell.text.count(",")
        if commas > 1 or (commas and names and (loose or not _is_full(names[-1]))):
            return []
        if commas:
            names.append([*loose, cell])
            loose = []
        elif names and not _is_full(names[-1]):
            names[-1].append(cell)
        else:
            loose.append(cell)
    if not names or len(loose) > 1:
        return []
    names[-1] += loose
    return names if _is_full(names[-1]) else []


def _is_full(name: list[Line]) -> bool:
    """Whether a given name stands behind the comma."""
    return not name[-1].text.endswith(",")
