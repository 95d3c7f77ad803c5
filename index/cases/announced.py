"""Lists of new papers in minutes: each line "Motion av A (S) om X" is a matter of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from corpus import case_numbers, dates
from corpus.data import alternatives, load
from corpus.matters import Matter, read_matter, without_references
from corpus.records import Genre

MOST_LINES = 8  # of one entry
LONGEST_WAIT = timedelta(days=400)  # between the day beside an entry and the meeting
_WITHOUT_ASKER = (Genre.CITIZEN_PROPOSAL,)  # kinds whose lines need not say who put them


@dataclass(frozen=True, slots=True)
class Announcement:
    """One entry of a list, `start` and `end` in the text that was read; `number` is the case's, if it tells it.

    `new` where the list tells of papers that have come in, not of those that wait for an answer. `date` is the
    day on which the paper was handed in, where it stands with the entry.
    """

    matter: Matter
    title: str
    start: int
    end: int
    number: str | None
    date: date | None
    new: bool
    withdrawn: bool


def announcements(heading: str, text: str, municipality: str | None, meeting: date | None) -> list[Announcement]:
    """The entries of an item of minutes, page headers in `text` blanked out; () where it is no such list."""
    entries = list(_entries(text))
    if not entries:
        return []
    lead = " ".join(f"{heading}: {text}".split())
    listed = bool(_cue("list").search(lead))
    waiting = bool(_cue("waiting").search(heading) or _cue("waiting").search(text[: entries[0][0]]))
    found = [_read(text, start, end, municipality, meeting, listed, waiting) for start, end in entries]
    return [entry for entry in found if entry is not None]


def _read(
    text: str, start: int, end: int, municipality: str | None, meeting: date | None, listed: bool, waiting: bool
) -> Announcement | None:
    said = " ".join(text[start:end].split())
    number = next((n for n in case_numbers.find(said) if not n.normal.startswith("NR ")), None)
    fate = _cue("fate").search(said)
    if not listed and fate is None and number is None:
        return None
    stop = min(fate.start() if fate else len(said), number.start if number else len(said))
    title = without_references(said[:stop]).strip(" .,;(–-")
    matter = read_matter(title, municipality)
    if matter is None or not matter.topic or not (matter.actors or matter.kind in _WITHOUT_ASKER):
        return None
    withdrawn = bool(_cue("withdrawn").search(said))
    day = _day(text, start, said[stop:], meeting)
    normal = number.normal if number else None
    return Announcement(matter, title, start, end, normal, day, not waiting, withdrawn)


def _entries(text: str) -> Iterator[tuple[int, int]]:
    """Where each entry begins and ends: from its kind of paper to a blank line or the next entry."""
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]*", text) if m.start() < len(text) or m.group()]
    for i, (begin, end) in enumerate(lines):
        first = _first().match(text, begin, end)
        if first is None:
            continue
        last = end
        for next_begin, next_end in lines[i + 1 : i + MOST_LINES]:
            line = text[next_begin:next_end].strip()
            if not line:
                continue
            blank_between = text[last:next_begin].count("\n") > 1
            if _stops(line) or (blank_between and not line[0].islower()):
                break
            last = next_end
        while last > first.start("entry") and text[last - 1].isspace():
            last -= 1
        yield first.start("entry"), last


def _stops(line: str) -> bool:
    return bool(_first().match(line) or re.match(r"(?:\d{1,2}[.)]|[-–•*§])\s*\S|\d{4}-\d{2}-\d{2}$", line))


@cache
def _first() -> re.Pattern[str]:
    """The first line of an entry, its numeral and its date before it."""
    kinds = alternatives([f"(?:{words})" for words in load("matters")["kinds"].values()])
    return re.compile(
        rf"[ \t]*(?:(?:\d{{1,2}}|[a-zåäö])[.)]|[-–•*·])?[ \t]*(?:\d{{4}}-\d{{2}}-\d{{2}}[ \t]+)?"
        rf"(?P<entry>(?i:{kinds})[^\n]*\S[^\n]*)"
    )


@cache
def _cue(name: str) -> re.Pattern[str]:
    return re.compile(load("matters")["announced"][name], re.IGNORECASE)


def _day(text: str, start: int, tail: str, meeting: date | None) -> date | None:
    """The day right before an entry, or behind it with "inkom den"; never one after the meeting."""
    above = text[max(0, start - 40) : start].rstrip().rsplit("\n", 1)[-1]
    stood = re.fullmatch(r"\s*(?:(?:\d{1,2}|[a-zåäö])[.)]\s*)?(\d{4}-\d{2}-\d{2})", above)
    came = _cue("came").search(tail)
    found = dates.first(stood[1]) if stood else dates.first(tail[came.end() :][:30]) if came else None
    if found is None or (meeting is not None and not meeting - LONGEST_WAIT <= found <= meeting):
        return None
    return found
