"""Attendance lists in cells, as annexes print them: seat, member, substitute, party, came, left.

Where a column for substitutes stands beside that for members, a page may print the substitutes apart from their
rows. Then nobody can tell who of the two was there: such a page names nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.acts.cells import Line, TableHead, person, shown_lines, table_head, title_cue, titled_above
from corpus.acts.roll_rows import Page, Row, is_time, read_page
from corpus.records import Actor, Form

MAX_OTHER = 6  # lines in a row that are neither a time nor a name: page headers, party, seat
MIN_ROWS = 3  # fewer make no list
PAGE_BREAK = "\f"
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
        last = _last(lines, head)
        pages = list(_pages(text, lines, head, last, noise))
        if sum(page.ends for page in pages) >= MIN_ROWS:
            first = titled_above(lines, head.first, floor)
            found.append(Roll(lines[first].start, lines[last - 1].end, _entries(pages, head)))
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


def _entries(pages: list[Page], head: TableHead) -> list[Entry]:
    """Those whom the rows name: the substitute where a row has one, else the member."""
    stood_in = "substitute" in head.columns
    sure = [page for page in pages if page.whole or not stood_in]
    rows = [row for page in sure for row in page.rows if 1 <= len(row.names) <= (2 if stood_in else 1)]
    named = [_entry(row, -1, Form.SUBSTITUTE if len(row.names) > 1 else Form.PRESENT) for row in rows]
    read = {line for row in rows for line in row.lines}
    unread = "\n".join(line.text for page in pages for line in page.lines if line not in read)
    for row in rows:
        # Whoever has a row that could not be read may have been there for a while.
        if len(row.names) > 1 and not any(line.text in unread for line in row.names[0] if "," in line.text):
            named.append(_entry(row, 0, Form.ABSENT))
    entries: dict[Actor, Entry] = {}
    for entry in named:
        if entry is not None:
            entries.setdefault(entry.actor, entry)
    return sorted(entries.values(), key=lambda entry: entry.start)


def _entry(row: Row, which: int, form: Form) -> Entry | None:
    """The person of one of a row's names; None where it is no name."""
    name = row.names[which]
    actor = person(" ".join(line.text for line in name), row.party, True)
    last = row.end if row.names[-1] is name else name[-1].end
    return Entry(actor, form, name[0].start, last) if actor else None
