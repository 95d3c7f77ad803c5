"""Attendance lists in cells, as annexes print them: seat, member, substitute, party, came, left.

Where a column for substitutes stands beside that for members, a page may print the substitutes apart from their
rows. Then nobody can tell from a row with one name who of the two was there: such a row names the member only
where a ballot of the same meeting shows that the member voted, else nobody. A row with both names is sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from corpus.acts.attendees import standing_in
from corpus.acts.cells import Line, TableHead, person, table_head, title_cue, titled_above
from corpus.acts.roll_rows import Page, Row, is_time, read_page
from corpus.acts.voters import Voters
from corpus.records import Actor, Form

MAX_OTHER = 6  # lines in a row that are neither a time nor a name: page headers, party, seat
MIN_ROWS = 3  # fewer make no list
PAGE_BREAK = "\f"
NOBODY = Voters()
_SURNAME_FIRST = re.compile(r"[A-ZÅÄÖ][\w’' -]+,(?: [A-ZÅÄÖ][\w -]*)?$")


@dataclass(frozen=True, slots=True)
class Entry:
    """One person who was there, or who was not, as `text[start:end]` says."""

    actor: Actor
    form: Form
    start: int
    end: int


@dataclass
class Roll:
    """An attendance list in cells and those it names, each once; a substitute once for every member stood in for."""

    start: int
    end: int
    entries: list[Entry] = field(default_factory=list)
    partial: bool = False  # it has rows or names that could not be read for certain


def rolls(text: str, lines: list[Line], noise: tuple[tuple[int, int], ...], voters: Voters = NOBODY) -> list[Roll]:
    """The attendance lists in cells of a text with these `lines` and `noise`; `voters` voted at the meeting."""
    found: list[Roll] = []
    i = floor = 0
    while i < len(lines):
        head = table_head(lines, i)
        if head is None or head.rows or "came" not in head.columns:
            i += 1
            continue
        last = _last(lines, head)
        pages = list(_pages(text, lines, head, last, noise))
        if sum(page.ends for page in pages) >= MIN_ROWS:
            first = titled_above(lines, head.first, floor)
            roll = Roll(lines[first].start, lines[last - 1].end)
            _read_rows(roll, pages, head, voters)
            found.append(roll)
            floor = last
        i = max(last, head.last)
    return found


def _last(lines: list[Line], head: TableHead) -> int:
    """The line after the last cell of the rows below a head, which later pages may repeat."""
    i = last = head.last
    while i < len(lines) and i - last <= MAX_OTHER and not _next_part(lines[i].text):
        again = table_head(lines, i)
        if again is not None and again.columns == head.columns:
            i = last = again.last
            continue
        cell = lines[i].text
        i += 1
        last = i if is_time(cell) or _SURNAME_FIRST.match(cell) else last
    return last


def _next_part(line: str) -> bool:
    return line.startswith("§") or bool(title_cue().search(line))


def _pages(
    text: str, lines: list[Line], head: TableHead, last: int, noise: tuple[tuple[int, int], ...]
) -> Iterator[Page]:
    """The rows below a head up to line `last`, page by page; page headers part what has no page breaks."""
    broken = PAGE_BREAK in text
    begin = head.last
    for i in range(head.last + 1, last + 1):
        a, b = lines[i - 1].end, lines[i].start if i < last else len(text)
        parted = PAGE_BREAK in text[a:b] if broken else any(a <= start < b for start, _ in noise)
        if i == last or parted:
            yield read_page(lines[begin:i], head)
            begin = i


def _read_rows(roll: Roll, pages: list[Page], head: TableHead, voters: Voters) -> None:
    """Notes those whom the rows name: the substitute where a row has one, else the member; and what is left out."""
    stood_in = "substitute" in head.columns
    named: list[Entry] = []
    rows: list[Row] = []
    for page in pages:
        for row in page.rows:
            entry = _serving(row, stood_in, page.whole, voters)
            named += [entry] if entry else []
            rows += [row] if entry else []
    read = {line for row in rows for line in row.lines}
    unread = [line.text for page in pages for line in page.lines if line not in read]
    for row in rows:
        # Whoever has a row that could not be read may have been there for a while.
        open_ = any(line.text in text for line in row.names[0] if "," in line.text for text in unread)
        absent = _entry(row, 0, Form.ABSENT, voters) if len(row.names) > 1 and not open_ else None
        named += [absent] if absent and not voters.was_member(absent.actor) else []
    entries: dict[Actor, Entry] = {}
    there = {_person(entry) for entry in named if entry.form is not Form.ABSENT}
    for entry in named:
        if entry.form is not Form.ABSENT or _person(entry) not in there:
            entries.setdefault(entry.actor, entry)
    roll.entries = sorted(entries.values(), key=lambda entry: entry.start)
    roll.partial = sum(page.ends for page in pages) > len(rows) or any(_SURNAME_FIRST.match(text) for text in unread)


def _person(entry: Entry) -> tuple[str, str | None]:
    return entry.actor.name, entry.actor.party


def _serving(row: Row, stood_in: bool, whole: bool, voters: Voters) -> Entry | None:
    """Who was there in a row's seat; None where that is open."""
    if not 1 <= len(row.names) <= (2 if stood_in else 1):
        return None
    if len(row.names) > 1:
        entry, member = _entry(row, -1, Form.SUBSTITUTE, voters), _entry(row, 0, Form.ABSENT, voters)
        if entry is None or member is None or voters.was_member(entry.actor):
            return None
        return replace(entry, actor=replace(entry.actor, role=standing_in(member.actor.name)))
    entry = _entry(row, 0, Form.PRESENT, voters)
    # The substitute of a row may stand elsewhere on the page; a member who voted was there in any case.
    sure = whole or not stood_in or (entry is not None and voters.was_member(entry.actor))
    return entry if sure else None


def _entry(row: Row, which: int, form: Form, voters: Voters) -> Entry | None:
    """The person of one of a row's names; None where it is no name."""
    name = row.names[which]
    actor = person(" ".join(line.text for line in name), row.party, True)
    last = row.end if row.names[-1] is name else name[-1].end
    return Entry(voters.spelled(actor), form, name[0].start, last) if actor else None
