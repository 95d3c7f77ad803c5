"""Attendance lists in cells, as annexes print them: seat, member, party, came, left.

Where a column for substitutes stands beside that for members, a page may print the substitutes apart from their
rows. Then nobody can tell who of the two was there: such a list is known for one, and names nobody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from corpus.acts.cells import (
    Line,
    column,
    party_code,
    person,
    shown_lines,
    table_head,
    title_cue,
    titled_above,
)
from corpus.records import Actor, Form

MAX_OTHER = 6  # lines in a row that are neither a time nor a name: page headers, party, seat
MIN_ROWS = 3  # fewer make no list
_SURNAME_FIRST = re.compile(r"[A-ZÅÄÖ][\w’' -]+,(?: [A-ZÅÄÖ][\w -]*)?$")
_TIME = re.compile(r"(?:kl\.?\s*)?\d{1,2}[:.]\d{2}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One person who was there, as `text[start:end]` says."""

    actor: Actor
    form: Form
    start: int
    end: int


@dataclass
class Roll:
    """An attendance list in cells and those it names, each once."""

    start: int
    end: int
    entries: list[Entry] = field(default_factory=list)


def rolls(text: str, noise: tuple[tuple[int, int], ...]) -> list[Roll]:
    """The attendance lists in cells of a text whose `noise` is known, in order."""
    lines = shown_lines(text, noise)
    found: list[Roll] = []
    i = floor = 0
    while i < len(lines):
        head = table_head(lines, i)
        if head is None or head.rows or "came" not in head.columns:
            i += 1
            continue
        entries, last, rows = _entries(lines, head.last)
        if rows >= MIN_ROWS:
            first = titled_above(lines, head.first, floor)
            sure = "substitute" not in head.columns
            found.append(Roll(lines[first].start, lines[last - 1].end, entries if sure else []))
            floor = last
        i = max(last, head.last)
    return found


def _entries(lines: list[Line], first: int) -> tuple[list[Entry], int, int]:
    """The people of the rows from line `first` on, the line after the last cell, and how many rows there are."""
    entries: list[Entry] = []
    row: list[Line] = []
    i = last = first
    rows = 0
    while i < len(lines) and i - last <= MAX_OTHER and not _next_part(lines[i].text):
        line = lines[i]
        row.append(line)
        i += 1
        clock = bool(_TIME.fullmatch(line.text))
        last = i if clock or _SURNAME_FIRST.match(line.text) else last
        if clock and _ends_row(lines, i):
            entry = _entry(row)
            if entry is not None and all(entry.actor != known.actor for known in entries):
                entries.append(entry)
            rows += 1
            row = []
    return entries, last, rows


def _next_part(line: str) -> bool:
    return line.startswith("§") or bool(title_cue().search(line))


def _ends_row(lines: list[Line], i: int) -> bool:
    """Whether the cell before line `i` is a row's last: no second time follows it."""
    return i >= len(lines) or not _TIME.fullmatch(lines[i].text)


def _entry(row: list[Line]) -> Entry | None:
    """The person of a row; None where the row holds anything else."""
    cells = [line for line in row if not line.text.isdigit() and not _TIME.fullmatch(line.text)]
    cells = [line for line in cells if column(line.text) is None]
    if len(cells) < 2 or sum(line.text.count(",") for line in cells[:-1]) != 1:
        return None
    party = party_code(cells[-1].text)
    actor = person(" ".join(line.text for line in cells[:-1]), party, True) if party else None
    return Entry(actor, Form.PRESENT, cells[0].start, cells[-1].end) if actor else None
