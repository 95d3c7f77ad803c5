"""Tables in a document's own lines: the heads of ballot lists and attendance lists, in cells or in rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from corpus import parties
from corpus.acts.people import name_at, people
from corpus.cues import Cue
from corpus.data import load
from corpus.records import Actor

COLUMNS = (
    "name", "party", "seat", "role", "vote", "substitute", "came", "left", "yes", "no", "abstained", "absent",
)  # fmt: skip
MAX_ABOVE = 14  # lines between the title of an annex and the head of its table
MAX_COLUMN = 40  # characters; no column's name is longer
MAX_LABEL = 100  # characters of a line that stands there
_CLOCK = re.compile(r"\d{1,2}:\d{2}")
_LINE = re.compile(r"[^\n\f]+")
_CODE = re.compile(r"[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,3}|-")
_SEPARATOR = re.compile(r"\s*[|\t]\s*|\s{2,}")


class Line(NamedTuple):
    """A line without its outer blanks; `text[start:end]` is it."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class TableHead:
    """The column names of a table: which column is what, from line `first` to before line `last`."""

    columns: tuple[str, ...]
    first: int
    last: int
    rows: bool  # one row a line; otherwise one cell a line


def shown_lines(text: str, noise: tuple[tuple[int, int], ...]) -> list[Line]:
    """The lines of a text in order, blank ones and those that are noise left out."""
    found: list[Line] = []
    ahead = 0
    for match in _LINE.finditer(text):
        start, end = match.span()
        while ahead < len(noise) and noise[ahead][1] <= start:
            ahead += 1
        # What is left of a line that is noise in part is too little to be a cell.
        if ahead < len(noise) and noise[ahead][0] < end:
            continue
        line = match.group()
        shown = line.strip()
        if shown:
            start += len(line) - len(line.lstrip())
            found.append(Line(start, start + len(shown), shown))
    return found


def split_cells(line: str) -> list[str]:
    """The cells of a row on one line; empty cells between bars are kept."""
    return [cell.strip() for cell in (line.split("|") if "|" in line else _SEPARATOR.split(line))]


@cache
def _columns() -> dict[str, str]:
    table = load("votes")["lists"]
    return {word: column for column in COLUMNS for word in table[column]}


def column(cell: str) -> str | None:
    """Which column a cell heads, or None."""
    word = cell.strip(" :.*")
    return _columns().get(word.casefold()) if len(word) <= MAX_COLUMN else None


@cache
def _openers() -> frozenset[str]:
    return frozenset(word.split()[0] for word in _columns()) | {""}


def _may_head(line: str) -> bool:
    """Whether a line is a row of cells, or begins with the name of a column: few do, and no other is a head."""
    if "|" in line or "  " in line or not line.isprintable():
        return True
    return line.partition(" ")[0].strip(":.*").casefold() in _openers()


def table_head(lines: list[Line], i: int) -> TableHead | None:
    """The head of a ballot or attendance list that begins at line `i`."""
    if not _may_head(lines[i].text):
        return None
    cells = split_cells(lines[i].text)
    if len(cells) > 1:
        named = [column(cell) or "" for cell in cells]
        return TableHead(tuple(named), i, i + 1, True) if _is_head(named) else None
    words = lines[i].text.split()
    if len(words) > 2 and column(words[0]):
        named = [column(word) or "" for word in words]
        if all(named):
            return TableHead(tuple(named), i, i + 1, False) if _is_head(named) else None
    columns: list[str] = []
    j = i
    while j < len(lines):
        found = column(lines[j].text)
        if found is None and not (columns and lines[j].text.isdigit() and column(_text(lines, j + 1))):
            break
        if found in columns:
            break
        columns += [found] if found else []
        j += 1
    return TableHead(tuple(columns), i, j, False) if _is_head(columns) else None


def _text(lines: list[Line], i: int) -> str:
    return lines[i].text if i < len(lines) else ""


def _is_head(columns: list[str]) -> bool:
    held = set(columns)
    if "name" not in held:
        return False
    return bool(held & {"vote"}) or {"yes", "no"} <= held or {"came", "left"} <= held


@cache
def title_cue() -> Cue:
    """What a line of the title of an annex holds."""
    return Cue(load("votes")["lists"]["title"], re.IGNORECASE)


@cache
def _label() -> re.Pattern[str]:
    return re.compile(load("votes")["lists"]["label"], re.IGNORECASE)


def is_past_cells(line: str) -> bool:
    """Whether a line can be no cell of a list: the next §, annex or label, or running text."""
    label = ":" in line[3:] and not _CLOCK.search(line)
    return line.startswith("§") or len(line) > MAX_LABEL or bool(title_cue().search(line)) or label


def titled_above(lines: list[Line], first: int, floor: int) -> int:
    """The line where the annex begins whose table has its head at line `first`; `first` where it has no title."""
    begin = first
    for i in range(first - 1, max(floor, first - MAX_ABOVE) - 1, -1):
        line = lines[i].text
        if line.startswith("§") or len(line) > MAX_LABEL or line.endswith((".", "?", "”", '"')):
            break
        if title_cue().search(line):
            begin = i
        elif begin != first and not _label().search(line):
            break
    return begin


def party_code(cell: str) -> str | None:
    """The party that a cell of the party column names; "-" is kept for "of no party"."""
    if not _CODE.fullmatch(cell):
        return None
    return cell if cell == "-" else parties.canonical(cell) or cell


@cache
def _roles() -> re.Pattern[str]:
    return re.compile(load("votes")["lists"]["roles"], re.IGNORECASE)


@lru_cache(maxsize=1024)
def is_seat_role(cell: str) -> bool:
    """Whether a cell says in what capacity a member sits: "Ledamot", "2:e v Ordf"."""
    return bool(_roles().fullmatch(cell))


@cache
def _capacity(name: str) -> re.Pattern[str]:
    return re.compile(load("votes")["lists"][name], re.IGNORECASE)


@lru_cache(maxsize=1024)
def is_member(cell: str) -> bool | None:
    """Whether a cell says that a member sits there; False for a substitute, None where it leaves that open."""
    said = " ".join(word for word in cell.split() if not word.isdigit())
    if _capacity("member").fullmatch(said):
        return True
    return False if _capacity("substituting").fullmatch(said) else None


def person(written: str, party: str | None, surname_first: bool = False) -> Actor | None:
    """The person that a cell names, with the party of another cell; None where it is no name."""
    bracketed = people(written)
    if bracketed:
        actor = bracketed[0].actor
        return Actor(name=actor.name, party=actor.party) if len(bracketed) == 1 and not bracketed[0].start else None
    if party is None:
        return None
    name, _, rest = (piece.strip() for piece in written.partition(","))
    # Behind the comma stands a first name, or the place that tells namesakes apart.
    if rest and surname_first:
        name = f"{rest} {name}"
    found = name_at(name)
    if found is None or found.start or found.end < len(name) or column(name) or is_seat_role(name):
        return None
    return Actor(name=found.actor.name, party=None if party == "-" else party)
