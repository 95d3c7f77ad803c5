"""By when: the times that a sentence names, and the last day of each, counted from the day it was said."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from assistant.tables import table
from corpus import dates
from corpus.data import alternatives

FAR = 300  # days: a month without a year, and without "senast", that far away may as well be the last one
_YEAR = r"(?P<year>20\d{2})(?:/\d{2,4})?(?![\d–/-])"
_LEAD = 44  # characters before a time that may say what it is


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time in a text: `text[start:end]` with the words that lead to it, and its last day.

    `day` is None where the words give none, as "nästa sammanträde". `strong`: "senast", "före" and the like lead to it.
    """

    start: int
    end: int
    day: date | None
    strong: bool


@dataclass(frozen=True, slots=True)
class _Time:
    """A time without its lead: its first and last day; `sure` where the text itself gives the year."""

    start: int
    end: int
    first: date | None
    last: date | None
    sure: bool
    alone: bool = False  # a deadline without a word before it
    begins: date | None = None  # the last day before a term or season begins


def deadlines(text: str, said: date | None) -> list[Deadline]:
    """The deadlines that a sentence names, in order; those that were over when it was said are left out."""
    if not _any().search(text) or _pattern("recurring").search(text):
        return []
    found: list[Deadline] = []
    for time in sorted(_times(text, said), key=lambda t: (t.start, -t.end)):
        if found and time.start < found[-1].end:
            continue
        deadline = _led(text, time, said)
        if deadline is not None:
            found.append(deadline)
    return found


def _led(text: str, time: _Time, said: date | None) -> Deadline | None:
    before = text[max(0, time.start - _LEAD) : time.start]
    lead = _lead().search(before)
    start = time.start - len(lead[0]) if lead else time.start
    if _pattern("not_after").search(text[max(0, start - _LEAD) : start]):
        return None
    words = lead[0].casefold().split() if lead else []
    strong = bool(_strong().match(" ".join(words)))
    if not (words or time.alone):
        return None
    day = time.last
    if words and any(word in _words()["before"] for word in words) and time.first is not None:
        day = time.begins or time.first - timedelta(days=1)
    elif time.begins and words[-1:] == ["till"] and "termin" in text[time.start : time.end].casefold():
        day = time.begins  # "till sommaren" may be any day of it; a term has its first day
    if day is None:
        return Deadline(start, time.end, None, strong)
    if said is not None and (day < said or (not time.sure and not strong and (day - said).days > FAR)):
        return None
    return Deadline(start, time.end, day, strong)


def _times(text: str, said: date | None) -> Iterator[_Time]:
    for whole in dates.find(text):
        yield _Time(whole.start, whole.end, whole.value, whole.value, True)
    for match in _days().finditer(text):
        yield from _day(match, said)
    for match in _months().finditer(text):
        yield from _month(match, said)
    for match in _parts().finditer(text):
        yield from _part(match, said)
    for match in _seasons().finditer(text):
        yield from _season(match, said)
    for match in _years().finditer(text):
        yield from _year(match, said)
    for match in _within().finditer(text):
        yield from _in(match, said)
    for match in _pattern("meeting").finditer(text):
        yield _Time(*match.span(), None, None, False, alone=True)


def _day(match: re.Match[str], said: date | None) -> Iterator[_Time]:
    month = dates.months()[match["month"].casefold()]
    for year in (said.year, said.year + 1) if said else ():
        try:
            day = date(year, month, int(match["day"]))
        except ValueError:
            continue
        if said is not None and day >= said:
            yield _Time(*match.span(), day, day, False)
            return
    if said is None:
        yield _Time(*match.span(), None, None, False)


def _month(match: re.Match[str], said: date | None) -> Iterator[_Time]:
    month = dates.months()[match["month"].casefold()]
    yield from _span(match, month, month, said)


def _part(match: re.Match[str], said: date | None) -> Iterator[_Time]:
    """Quarters, half-years and the turn of the year."""
    if match["half"]:
        half = 1 if match["half"].casefold() in ("första", "1") else 2
        yield from _span(match, 6 * half - 5, 6 * half, said)
    elif match["middle"]:
        yield from _span(match, 1, 6, said)
    elif match["turn"]:
        yield from _span(match, 1, 12, said, turn=True)
    else:
        word = (match["quarter"] or match["which"] or match["q"]).casefold()
        quarter = _words()["quarters"].get(word)
        if quarter:
            yield from _span(match, 3 * quarter - 2, 3 * quarter, said, alone=True)


def _season(match: re.Match[str], said: date | None) -> Iterator[_Time]:
    name = match["season"].casefold()
    last = _words()["seasons"][name]
    begins = _words()["starts"].get(name)
    for time in _span(match, max(1, last - 3), last, said):
        start = None
        if begins and time.last:
            start = _end(time.last.year - (begins > last), begins)
        fresh = start if said is None or start is None or start >= said else None
        yield _Time(time.start, time.end, time.first, time.last, time.sure, begins=fresh)


def _year(match: re.Match[str], said: date | None) -> Iterator[_Time]:
    if match["year"]:
        year: int | None = int(match["year"])
    else:
        later = (match["which"] or "").casefold() in ("nästa", "kommande")
        year = said.year + later if said else None
    if year is None:
        yield _Time(*match.span(), None, None, False)
    else:
        yield _Time(*match.span(), date(year, 1, 1), date(year, 12, 31), True, alone=bool(match["which"]))


def _in(match: re.Match[str], said: date | None) -> Iterator[_Time]:
    """ "inom tre månader"."""
    n = int(match["n"]) if match["n"].isdigit() else _words()["numbers"][match["n"].casefold()]
    unit = match["unit"].casefold()
    if said is None or n > 60:
        yield _Time(*match.span(), None, None, False, alone=True)
        return
    if unit.startswith(("dag", "veck")):
        day = said + timedelta(days=n * (7 if unit.startswith("veck") else 1))
    else:
        months = said.month - 1 + n * (12 if unit == "år" else 1)
        year, month = said.year + months // 12, months % 12 + 1
        day = date(year, month, min(said.day, monthrange(year, month)[1]))
    yield _Time(*match.span(), day, day, True, alone=True)


def _span(
    match: re.Match[str], first: int, last: int, said: date | None, *, turn: bool = False, alone: bool = False
) -> Iterator[_Time]:
    """From the first of a month to the last day of another; without a year, of the first that is not over.

    The turn of a year is its last day, and may come before its time: "före årsskiftet" is that day too.
    """
    year = int(match["year"]) if match["year"] else None
    sure = year is not None
    if year is None and said is not None:
        year = said.year + (_end(said.year, last) < said)
    if year is None:
        yield _Time(*match.span(), None, None, False, alone)
        return
    end = _end(year, last)
    start = end + timedelta(days=1) if turn else date(year, first, 1)
    yield _Time(*match.span(), start, end, sure, alone)


def _end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


@cache
def _any() -> re.Pattern[str]:
    """What a text without a time has nowhere."""
    names = alternatives([*dates.months(), *_words()["seasons"]])
    return re.compile(rf"\d|kvartal|halvår|årsskift|årets|\bår(?:et)?\b|inom|nästa|kommande|{names}", re.IGNORECASE)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_words()[name], re.IGNORECASE)


@cache
def _words() -> dict[str, Any]:
    return table("due", "assistant.ledger")


@cache
def _lead() -> re.Pattern[str]:
    words = alternatives([re.escape(w) for w in (*_words()["strong"], *_words()["weak"], *_words()["before"])])
    edge = r"(?:(?:slutet|mitten|början|utgången|loppet)\s+av\s+)?(?:(?:år|månad|den|sista)\s+)?"
    return re.compile(rf"(?<!\w)(?:{words}\s+)+{edge}$", re.IGNORECASE)


@cache
def _strong() -> re.Pattern[str]:
    words = alternatives([re.escape(w) for w in (*_words()["strong"], *_words()["before"])])
    return re.compile(rf"(?:\w+ ){{0,2}}{words}(?!\w)", re.IGNORECASE)


@cache
def _month_names() -> str:
    return alternatives([name for name in dates.months() if len(name) > 2])


@cache
def _days() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\d/])(?P<day>\d{{1,2}})(?::?[ae])?\s+(?P<month>{_month_names()})\b(?!\s*,?\s*(?:19|20)\d\d)",
        re.IGNORECASE,
    )


@cache
def _months() -> re.Pattern[str]:
    full = alternatives([name for name in dates.months() if len(name) > 3 or name in ("maj",)])
    return re.compile(rf"(?<![\w-])(?P<month>{full})(?![\w-])(?:\s+månad)?(?:\s+{_YEAR})?", re.IGNORECASE)


@cache
def _parts() -> re.Pattern[str]:
    of = rf"(?:\s+(?:under\s+|av\s+|år\s+)?{_YEAR})?"
    which = alternatives(list(_words()["quarters"]))
    kinds = (
        rf"(?<!\w)(?P<quarter>{which})\s+kvartalet",
        rf"kvartal\s+(?P<which>{which})(?!\w)",
        r"(?<!\w)Q(?P<q>[1-4])(?!\w)",
        r"(?<!\w)(?P<half>första|andra)\s+halvåret",
        r"(?P<middle>halvårsskiftet)",
        r"(?P<turn>årsskiftet|årets\s+slut|årets\s+utgång|slutet\s+av\s+året|utgången\s+av\s+året)",
    )
    return re.compile(rf"(?:{'|'.join(kinds)}){of}", re.IGNORECASE)


@cache
def _seasons() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w-])(?P<season>{alternatives(list(_words()['seasons']))})(?![\w-])(?:\s+{_YEAR})?",
        re.IGNORECASE,
    )


@cache
def _years() -> re.Pattern[str]:
    named = r"(?<![\d/–§-])(?<!\d\s)(?P<year>20\d{2})(?![\d–/-]|\s*[–/]|\s*[:§])"
    told = r"(?<!\w)(?P<which>nästa|kommande|innevarande|i)\s+år(?!\w)|(?<=under\s)(?:året)(?!\s+\d)(?!\w)"
    return re.compile(rf"{named}|{told}", re.IGNORECASE)


@cache
def _within() -> re.Pattern[str]:
    numbers = alternatives(list(_words()["numbers"]))
    return re.compile(
        rf"(?<=inom\s)(?P<n>\d{{1,3}}|{numbers})\s+(?P<unit>dagar|veckor|vecka|månader|månad|år)(?!\w)", re.IGNORECASE
    )
