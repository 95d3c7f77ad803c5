"""Ballot lists (voteringslistor): the tables and annexes of minutes that say how each member voted.

They are read from the document's own lines, before the reading view is made, and are then left out of it:
a list of one cell a line says nothing that a search should find. Offsets are those of the document's text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from corpus.acts.cells import (
    Line,
    TableHead,
    column,
    is_member,
    is_past_cells,
    is_seat_role,
    party_code,
    person,
    split_cells,
    table_head,
    title_cue,
    titled_above,
)
from corpus.acts.counts import Counts, find_counts
from corpus.cues import Cue
from corpus.data import load
from corpus.records import Actor, Choice

MAX_CELLS = 8  # of a row that has one cell a line
_GLUED = re.compile(r"(?P<code>[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,3})\d{1,3}")
CHOICES = {"yes": Choice.YES, "no": Choice.NO, "abstained": Choice.ABSTAINED, "absent": Choice.ABSENT}


@dataclass(frozen=True, slots=True)
class Row:
    """How one member voted, as `text[start:end]` says."""

    actor: Actor
    choice: Choice
    start: int
    end: int
    member: bool | None = None  # False for a substitute; None where the list does not say


@dataclass
class BallotList:
    """A table of ballots from its title to its last line, and what the title says it belongs to."""

    start: int
    end: int
    rows: list[Row] = field(default_factory=list)
    complete: bool = True  # every row could be read
    counts: Counts | None = None
    annex: int | None = None
    paragraph: str | None = None
    titled: bool = False

    def counted(self) -> Counts | None:
        """The result by counting the rows, where all of them could be read."""
        if not self.complete or not self.rows:
            return None
        n = [sum(1 for row in self.rows if row.choice is choice) for choice in CHOICES.values()]
        return Counts(self.start, self.end, *n)


def ballot_lists(text: str, lines: list[Line]) -> list[BallotList]:
    """The ballot lists of a text whose `lines` these are, in order."""
    found: list[BallotList] = []
    i = floor = 0
    while i < len(lines):
        head = table_head(lines, i)
        if head is None or "came" in head.columns:
            i += 1
            continue
        read = _read(lines, head)
        if read is None:
            i = head.last
            continue
        ballots, last = read
        first = titled_above(lines, head.first, floor)
        _note_title(lines[first : head.first], ballots)
        above = text[lines[first].start : lines[head.first].start]
        last = _totals(lines, last, ballots, above, head.columns)
        ballots.start, ballots.end = lines[first].start, lines[last - 1].end
        _check(ballots)
        found.append(ballots)
        i = floor = last
    return found


def _read(lines: list[Line], head: TableHead) -> tuple[BallotList, int] | None:
    """The rows below a head and the line after them; most names with a comma are surname first."""
    reader = _rows if head.rows else _cells
    read = reader(lines, head, False)
    if read is None:
        return None
    commas = sum(line.text.count(",") for line in lines[head.last : read[1]])
    return reader(lines, head, True) if 2 * commas > len(read[0].rows) else read


@cache
def _choices() -> dict[str, str]:
    table = load("votes")["lists"]
    return {word: side for side in (*CHOICES, "other") for word in table[side]}


def _choice(cell: str) -> str | None:
    return _choices().get(cell.casefold().strip(' *”"'))


def _is_mark(cell: str) -> bool:
    return cell.casefold() in load("votes")["lists"]["marks"]


def _rows(lines: list[Line], head: TableHead, surname_first: bool) -> tuple[BallotList, int] | None:
    """The rows of a table that has one row a line, and the line after the last of them."""
    ballots = BallotList(0, 0)
    i = head.last
    while i < len(lines):
        cells = split_cells(lines[i].text)
        if len(cells) < 2 and "|" not in lines[i].text:
            break
        if _pattern("totals").search(cells[0]):
            break
        named = [column(cell) or "" for cell in cells]
        if tuple(named) != head.columns:
            row = _row(lines[i], cells, head.columns, surname_first)
            ballots.rows += [row] if row else []
            ballots.complete = ballots.complete and (row is not None or not any(cells))
        i += 1
    return (ballots, i) if ballots.rows and 2 * len(ballots.rows) >= i - head.last else None


def _row(line: Line, cells: list[str], columns: tuple[str, ...], surname_first: bool) -> Row | None:
    if len(cells) > len(columns):
        return None
    held = dict(zip(columns, cells, strict=False))
    actor = person(held.get("name", ""), party_code(held.get("party", "")), surname_first)
    if "vote" in columns:
        side = _choice(held.get("vote", ""))
    else:
        marked = [c for c, cell in held.items() if c in CHOICES and (_is_mark(cell) or _choice(cell) == c)]
        side = marked[0] if len(marked) == 1 else None
    if actor is None or side not in CHOICES:
        return None
    return Row(actor, CHOICES[side], line.start, line.end, is_member(held.get("role", "")))


def _cells(lines: list[Line], head: TableHead, surname_first: bool) -> tuple[BallotList, int] | None:
    """The rows of a table that has one cell a line: each ends with the cell that says the choice."""
    if "vote" not in head.columns:
        return _marks(lines, head)
    ballots = BallotList(0, 0)
    row: list[Line] = []
    i = last = head.last
    while i < len(lines) and len(row) < MAX_CELLS and not is_past_cells(lines[i].text):
        again = table_head(lines, i)
        if again is not None and again.columns == head.columns:
            i = again.last
            continue
        row.append(lines[i])
        i += 1
        side = _choice(row[-1].text.split()[-1])
        if side is not None:
            read = _cell_row(row, head.columns, side, surname_first)
            ballots.rows += [read] if read else []
            ballots.complete = ballots.complete and (read is not None or side == "other")
            row, last = [], i
    return (ballots, last) if ballots.rows else None


def _cell_row(lines: list[Line], columns: tuple[str, ...], side: str, surname_first: bool) -> Row | None:
    """A row from its cells, some of which may share a line: "Anna Ek S12", "Ledamot Ja"."""
    words = " ".join(line.text for line in lines).split()[:-1]
    shown = words[1:] if words[:1] and words[0].isdigit() else words
    words = _without_seat(shown)
    member = is_member(" ".join(shown[len(words) :]))
    party = None
    if "party" in columns and len(words) > 1:
        first = columns.index("party") < columns.index("name")
        glued = _GLUED.fullmatch(words[-1])
        code = words.pop(0 if first else -1) if glued is None or first else (words.pop(), glued["code"])[1]
        party = party_code(code)
    if side not in CHOICES:
        return None
    actor = person(" ".join(words), party, surname_first)
    return Row(actor, CHOICES[side], lines[0].start, lines[-1].end, member) if actor else None


def _without_seat(words: list[str]) -> list[str]:
    """A row's words without the number of the seat and the capacity at its end."""
    while words:
        size = next((n for n in (3, 2, 1) if len(words) > n and is_seat_role(" ".join(words[-n:]))), 0)
        if not size and words[-1].isdigit():
            size = 1
        if not size:
            break
        words = words[:-size]
    return words


def _marks(lines: list[Line], head: TableHead) -> tuple[BallotList, int] | None:
    """A table of crosses that lost its columns: it is known for one, and says nobody's choice."""
    ballots = BallotList(0, 0, complete=False)
    i = last = head.last
    while i < len(lines):
        again = table_head(lines, i)
        if again is not None and again.columns == head.columns:
            i = again.last
            continue
        named = person(lines[i].text, None)
        if not _is_mark(lines[i].text) and named is None:
            break
        last = i + 1 if _is_mark(lines[i].text) else last
        i += 1
    return (ballots, last) if last > head.last else None


@cache
def _pattern(name: str) -> Cue:
    return Cue(load("votes")["lists"][name], re.IGNORECASE)


def _note_title(lines: list[Line], ballots: BallotList) -> None:
    """Notes the number and the § that the lines of a title give."""
    for line in lines:
        if title_cue().search(line.text):
            annex, paragraph = _pattern("annex").search(line.text), _pattern("paragraph").search(line.text)
            ballots.annex = int(annex["number"]) if annex else ballots.annex
            ballots.paragraph = ballots.paragraph or (paragraph["number"] if paragraph else None)
            ballots.titled = True


def _columned(cells: list[str], columns: tuple[str, ...]) -> list[Counts]:
    """The result in a last row "Summa | 6 | 5 | 0" below columns for Ja and Nej."""
    given = {c: int(cell) for c, cell in zip(columns, cells, strict=False) if c in CHOICES and cell.isdigit()}
    if "yes" not in given or "no" not in given:
        return []
    return [Counts(0, 0, given["yes"], given["no"], given.get("abstained"), given.get("absent"))]


def _totals(lines: list[Line], last: int, ballots: BallotList, above: str, columns: tuple[str, ...]) -> int:
    """Notes the result that stands above or right below the table; the line after it is given back."""
    given = find_counts(above)
    below = last
    if last < len(lines) and _pattern("totals").search(lines[last].text):
        given = find_counts(lines[last].text) or _columned(split_cells(lines[last].text), columns) or given
        below = last + 1
    ballots.counts = given[0] if len(given) == 1 else None
    return below


def _check(ballots: BallotList) -> None:
    """Drops rows that cannot all be right: more of a kind than the list's own result says."""
    counts = ballots.counts
    if counts is None:
        return
    stated = {Choice.YES: counts.yes, Choice.NO: counts.no, Choice.ABSTAINED: counts.abstained}
    for choice, most in stated.items():
        if most is not None and sum(1 for row in ballots.rows if row.choice is choice) > most:
            ballots.rows, ballots.complete = [], False
            return
