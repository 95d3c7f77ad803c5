"""The order in which a page with tables is read: the reader moves a table's text into rows, cell by cell."""

from __future__ import annotations

from bisect import bisect_right

from corpus.readers.pdf_tables import Table, lift

_MARK = "\n\ufdd0\n"  # what `lift` puts where it took a table out

_Centre = tuple[float, float]
_Place = tuple[int, int, int]  # table, row, cell


def reading_order(text: str, centres: list[_Centre | None], tables: list[Table]) -> list[int]:
    """The indices of all characters in the order of the canonical text. `centres` as in `lift`."""
    kept, indices, _ = lift(text, centres, tables)
    order: list[int] = []  # -1 − n where the table of character n goes
    at = 0
    while at < len(kept):
        mark = kept.startswith(_MARK, at)
        order.append(-1 - indices[at] if mark else indices[at])
        at += len(_MARK) if mark else 1
    cells = _cells(sorted(set(range(len(text))) - set(order)), centres, tables)
    whole: list[int] = []
    for index in order:
        whole += [index] if index >= 0 else cells.pop(_table(centres[-1 - index], tables), [])
    return whole


def _cells(lifted: list[int], centres: list[_Centre | None], tables: list[Table]) -> dict[int, list[int]]:
    """The characters of each table, row by row and cell by cell."""
    groups: dict[int, list[tuple[_Place, int]]] = {}
    place: _Place | None = None
    for index in lifted:
        centre = centres[index]
        place = _place(centre, tables) if centre is not None else place  # a blank goes with what stands before it
        if place is not None:
            groups.setdefault(place[0], []).append((place, index))
    return {table: [index for _, index in sorted(found)] for table, found in groups.items()}


def _table(centre: _Centre | None, tables: list[Table]) -> int:
    place = _place(centre, tables) if centre is not None else None
    return place[0] if place is not None else -1


def _place(centre: _Centre, tables: list[Table]) -> _Place | None:
    """Table, row and cell of a point, by the reader's rule: the nearest cell to the left between two."""
    x, y = centre
    for which, table in enumerate(tables):
        left, top, right, bottom = table.box
        if not (left <= x <= right and top <= y <= bottom):
            continue
        for number, cells in enumerate(table.rows):
            for cell, (x0, y0, x1, y1) in enumerate(cells):
                if x0 <= x <= x1 and y0 <= y <= y1:
                    return which, number, cell
        number = max(0, bisect_right([min(cell[1] for cell in cells) for cells in table.rows], y) - 1)
        return which, number, max(0, bisect_right([cell[0] for cell in table.rows[number]], x) - 1)
    return None
