"""Periods that a question names: a day, a month, a season or a year."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache

from assistant.tables import table
from corpus import dates


@dataclass(frozen=True, slots=True)
class Period:
    """From and to, both inclusive; None leaves that side open. `start:end` is where it stands in the question."""

    first: date | None
    last: date | None
    start: int
    end: int

    def holds(self, day: date | None) -> bool:
        """Whether a day lies in the period; an unknown day does not."""
        return day is not None and (self.first is None or day >= self.first) and (self.last is None or day <= self.last)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    cues = table("periods", "assistant.understanding")
    seasons = "|".join(cues["seasons"])
    names = "|".join(sorted(cues["months"], key=len, reverse=True))
    since, until = "|".join(cues["since"]), "|".join(cues["until"])
    lead = "|".join(cues["within"])
    return (
        re.compile(rf"(?<!\w)(?P<season>{seasons})\w*\s+(?P<y>20\d\d)(?!\d)", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?P<month>{names})\s+(?P<y>20\d\d)(?!\d)", re.IGNORECASE),
        re.compile(
            rf"(?<!\w)(?P<dir>(?P<since>{since})|(?P<until>{until}))\s+(?:den\s+)?(?P<y>20\d\d)(?![\d/-])",
            re.IGNORECASE,
        ),
        re.compile(rf"(?<!\w)(?:{lead})\s+(?P<y>20\d\d)(?![\d/-])", re.IGNORECASE),
    )


def find(question: str) -> Period | None:
    """The first period of a question; "i budget 2024" is none, "under 2024" is."""
    whole = dates.find(question)
    if whole:
        return Period(whole[0].value, whole[0].value, whole[0].start, whole[0].end)
    season, month, open_ended, within = _patterns()
    match = season.search(question)
    if match:
        first, last = table("periods", "assistant.understanding")["seasons"][match["season"].casefold()]
        return _months(int(match["y"]), first, last, match)
    match = month.search(question)
    if match:
        number = table("periods", "assistant.understanding")["months"][match["month"].casefold()]
        return _months(int(match["y"]), number, number, match)
    match = open_ended.search(question)
    if match:
        year = int(match["y"])
        since = date(year, 1, 1) if match["since"] else None
        until = date(year - 1, 12, 31) if match["until"] else None
        return Period(since, until, *match.span())
    match = within.search(question)
    return _months(int(match["y"]), 1, 12, match) if match else None


def _months(year: int, first: int, last: int, match: re.Match[str]) -> Period:
    return Period(date(year, first, 1), date(year, last, monthrange(year, last)[1]), *match.span())
