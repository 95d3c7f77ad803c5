"""Moments that a text names: a day, a month, a season, a year, "i fjol", "förra mandatperioden"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from assistant.tables import table
from assistant.understanding import numbers
from corpus import dates

YEAR = r"(?P<y>20\d\d)(?![\d/:-])"
TWO_YEARS = r"(?P<y>20\d\d)\s?[/–—-]\s?(?:20)?(?P<z>\d\d)(?!\d)"
MONTHS_A_YEAR = 12
TERM_YEARS = 4
ELECTION = 2022  # one of the years with general elections
TERM_BEGINS = (10, 15)  # KL 5:8: the term begins on 15 October of the year of election


@dataclass(frozen=True, slots=True)
class Moment:
    """First and last day, both inclusive, and where the words stand.

    `bare` is a year alone, which is a period only where other words make it one. `yearless` is a month that
    takes its year from the moment behind it ("mellan mars och juni 2023").
    """

    first: date
    last: date
    start: int
    end: int
    bare: bool = False
    yearless: bool = False


def find(text: str, today: date) -> list[Moment]:
    """The moments of a text in order, the longest reading of each place. Case numbers are none."""
    for number in numbers.find(text):
        text = text[: number.start] + "#" * (number.end - number.start) + text[number.end :]
    found = [*_days(text), *_parts(text), *_terms(text), *_years(text), *_relative(text, today)]
    found.sort(key=lambda m: (m.start, -(m.end - m.start), m.bare))
    kept: list[Moment] = []
    for moment in found:
        if not kept or moment.start >= kept[-1].end:
            kept.append(moment)
        elif moment.end - moment.start > kept[-1].end - kept[-1].start:
            kept[-1] = moment
    return kept


def months(year: int, first: int, last: int) -> tuple[date, date]:
    """The first day of one month and the last day of another in a year."""
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


@cache
def _words() -> dict[str, Any]:
    return table("periods", "assistant.understanding")


def _any(words: Any) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    words = _words()
    names, relative = _any(words["months"]), words["relative"]
    patterns = {
        "season": rf"(?<!\w)(?P<name>{_any(words['seasons'])})\s+(?:år\s+|the year\s+)?{YEAR}",
        "month": rf"(?<!\w)(?P<name>{names})\s+(?:of\s+)?{YEAR}",
        "month_alone": rf"(?<!\w)(?P<name>{names})(?=\s+(?:och|and|till|to|until|t\.o\.m\.)\s|\s?[-–]\s?[a-z])",
        "english_day": rf"(?<!\w)(?P<name>{names})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>20\d\d)(?!\d)",
        "ordinal_day": rf"(?<!\w)(?P<d>\d{{1,2}})(?:st|nd|rd|th)\s+(?:of\s+)?(?P<name>{names}),?\s+(?P<y>20\d\d)(?!\d)",
        "year": r"(?<![\d/.:\w-])(?P<y>20\d\d)(?![\d/:\w]|-\d)(?!\s+års\b)",
        "years": r"(?<![\d/.:\w-])(?P<y>20\d\d)\s?[-–—]\s?(?P<z>20\d\d)(?![\d/:\w-])",
        "school": rf"(?<!\w)(?:{_any(words['spans']['school'])})\s+{TWO_YEARS}",
        "parliament": rf"(?<!\w)(?:{_any(words['spans']['parliament'])})\s+{TWO_YEARS}",
        "term": rf"(?<!\w)(?:{_any(words['spans']['term'])})\s+{TWO_YEARS}",
        "calendar": rf"(?<!\w)(?P<name>{_any(relative['years'])})(?!\w)(?!\s+20\d\d)",
        "past_season": rf"(?<!\w)(?P<name>{_any(relative['seasons'])})(?!\w)(?!\s+20\d\d)",
        "past_month": rf"(?<!\w)(?P<name>{_any(relative['months'])})(?!\w)",
        "latest": rf"(?<!\w)(?:{_any(relative['latest']['words'])})\s+"
        rf"(?:(?P<n>\d{{1,2}}|{_any(relative['numerals'])})\s+)?"
        rf"(?P<unit>{_any(relative['latest']['units'])})(?!\w)",
    }
    return re.compile(patterns[name], re.IGNORECASE)


def _days(text: str) -> Iterator[Moment]:
    for day in dates.find(text):
        yield Moment(day.value, day.value, day.start, day.end)
    for name in ("english_day", "ordinal_day"):
        for match in _pattern(name).finditer(text):
            try:
                day_ = date(int(match["y"]), _words()["months"][match["name"].casefold()], int(match["d"]))
            except ValueError:
                continue
            yield Moment(day_, day_, *match.span())


def _parts(text: str) -> Iterator[Moment]:
    """Parts of a year: months, seasons, halves and quarters."""
    for match in _pattern("season").finditer(text):
        first, last = _words()["seasons"][match["name"].casefold()]
        yield Moment(*months(int(match["y"]), first, last), *match.span())
    for match in _pattern("month").finditer(text):
        number = _words()["months"][match["name"].casefold()]
        yield Moment(*months(int(match["y"]), number, number), *match.span())
    for match in _pattern("month_alone").finditer(text):
        number = _words()["months"][match["name"].casefold()]
        yield Moment(*months(2000, number, number), *match.span(), yearless=True)


def _terms(text: str) -> Iterator[Moment]:
    """Years that do not begin in January: a school year, a year of parliament, a term of office."""
    for match in _pattern("school").finditer(text):
        yield Moment(date(int(match["y"]), 8, 1), date(2000 + int(match["z"]), 6, 30), *match.span())
    for match in _pattern("parliament").finditer(text):
        yield Moment(date(int(match["y"]), 9, 1), date(2000 + int(match["z"]), 8, 31), *match.span())
    for match in _pattern("term").finditer(text):
        first, last = date(int(match["y"]), *TERM_BEGINS), date(2000 + int(match["z"]), *TERM_BEGINS)
        if first < last:
            yield Moment(first, last - timedelta(days=1), *match.span())


def _years(text: str) -> Iterator[Moment]:
    for match in _pattern("years").finditer(text):
        if int(match["y"]) < int(match["z"]):
            yield Moment(date(int(match["y"]), 1, 1), date(int(match["z"]), 12, 31), *match.span(), bare=True)
    for match in _pattern("year").finditer(text):
        yield Moment(*months(int(match["y"]), 1, 12), *match.span(), bare=True)


def _relative(text: str, today: date) -> Iterator[Moment]:
    """What is counted from today."""
    relative = _words()["relative"]
    for match in _pattern("calendar").finditer(text):
        back, until = relative["years"][match["name"].casefold()]
        yield Moment(date(today.year - back, 1, 1), date(today.year - until, 12, 31), *match.span())
    for match in _pattern("past_season").finditer(text):
        first, last = _words()["seasons"][relative["seasons"][match["name"].casefold()]]
        year = today.year if today.month > last else today.year - 1
        yield Moment(*months(year, first, last), *match.span())
    for match in _pattern("past_month").finditer(text):
        count = today.year * MONTHS_A_YEAR + today.month - 1 - relative["months"][match["name"].casefold()]
        year, month = divmod(count, MONTHS_A_YEAR)
        yield Moment(*months(year, month + 1, month + 1), *match.span())
    for match in _pattern("latest").finditer(text):
        yield Moment(_months_before(today, _length(match)), today, *match.span())
    for words, back in relative["terms"].items():
        for match in re.finditer(rf"(?<!\w)(?:{words})(?!\w)(?!\s+20\d\d)", text, re.IGNORECASE):
            year = _election_before(today) - TERM_YEARS * back
            begins, ends = date(year, *TERM_BEGINS), date(year + TERM_YEARS, *TERM_BEGINS)
            yield Moment(begins, ends - timedelta(days=1), *match.span())


def _length(match: re.Match[str]) -> int:
    """How many months "de senaste två åren" spans."""
    relative = _words()["relative"]
    written = (match["n"] or "1").casefold()
    number = int(written) if written.isdigit() else relative["numerals"][written]
    unit = next(n for u, n in relative["latest"]["units"].items() if re.fullmatch(u, match["unit"], re.IGNORECASE))
    return int(number * unit)


def _months_before(day: date, number: int) -> date:
    year, month = divmod(day.year * MONTHS_A_YEAR + day.month - 1 - number, MONTHS_A_YEAR)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last)) + timedelta(days=1)


def _election_before(day: date) -> int:
    """The year in which the term of office that holds a day began."""
    year = day.year - (day.year - ELECTION) % TERM_YEARS
    return year if day >= date(year, *TERM_BEGINS) else year - TERM_YEARS
