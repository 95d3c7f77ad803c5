"""Dates of a claim: each must be one that its sources give, as closely as they give it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from assistant.gate.failure import Failure
from assistant.tables import table

if TYPE_CHECKING:
    from assistant.gate.evidence import Evidence

_YEAR = r"(?:19|20)\d\d"


@dataclass(frozen=True, slots=True)
class When:
    """A year, a month, a day, as far as they are said; `season` are the first and last month of a part of a year."""

    year: int | None
    month: int | None
    day: int | None
    season: tuple[int, int] | None
    start: int
    end: int


def check(claim: str, evidence: Evidence) -> Failure | None:
    """The first date of the claim that is none of the evidence's."""
    for when in find(claim):
        if any((when.year, when.month, when.day) == (d.year, d.month, d.day) for d in evidence.days):
            continue  # mostly it is the day on record
        if not any(_same(when, told, evidence.years) for told in evidence.whens):
            return Failure("dates", claim[when.start : when.end])
    return None


def blanked(text: str) -> str:
    """The text with blanks for its dates, so that their figures are no numbers."""
    for when in find(text):
        text = text[: when.start] + " " * (when.end - when.start) + text[when.end :]
    return text


def of_day(day: date) -> When:
    """A whole date."""
    return When(day.year, day.month, day.day, None, 0, 0)


def find(text: str) -> list[When]:
    """The dates of a text, the longest reading of each place."""
    if not _hint().search(text):
        return []
    found = sorted(_all(text), key=lambda when: (when.start, -when.end))
    kept: list[When] = []
    for when in found:
        if not kept or when.start >= kept[-1].end:
            kept.append(when)
    return kept


def _same(claimed: When, told: When, years: set[int]) -> bool:
    """Whether what is claimed holds of what is told; a year left out is one of the document's."""
    if claimed.year is not None and claimed.year != told.year and (told.year is not None or claimed.year not in years):
        return False
    if claimed.season is not None:
        return told.season == claimed.season or (
            told.month is not None and claimed.season[0] <= told.month <= claimed.season[1]
        )
    if claimed.month is not None and claimed.month != told.month:
        return False
    return claimed.day is None or claimed.day == told.day


@cache
def _months() -> dict[str, int]:
    return dict(table("periods", "assistant.understanding")["months"])


@cache
def _seasons() -> dict[str, tuple[int, int]]:
    """Parts of a year; "early" and its like are left out, they say too little."""
    known = table("periods", "assistant.understanding")["seasons"]
    return {name: (span[0], span[1]) for name, span in known.items()}


@cache
def _hint() -> re.Pattern[str]:
    return re.compile(rf"(?:19|20)\d\d|\b(?:{'|'.join(_months())})\b|\d/\d", re.IGNORECASE)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    months = rf"(?P<name>{'|'.join(sorted(_months(), key=len, reverse=True))})"
    seasons = rf"(?P<season>{'|'.join(sorted(map(re.escape, _seasons()), key=len, reverse=True))})"
    year = rf"(?P<y>{_YEAR})(?!\d)"
    day = r"(?<![\d/.,-])(?P<d>[0-3]?\d)(?::?[ae]|st|nd|rd|th)?"
    return tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (
            rf"(?<![\d/-])(?P<y>{_YEAR})[-‑–](?P<m>[01]\d)[-‑–](?P<d>[0-3]\d)(?![\d-])",
            rf"(?<![\d/-])(?P<y>{_YEAR})(?P<m>[01]\d)(?P<d>[0-3]\d)(?!\d)",
            rf"{day}\s+(?:of\s+)?{months}\b(?:,?\s+{year})?",
            rf"\b{months}\s+(?P<d>[0-3]?\d)(?:st|nd|rd|th)?(?![\d:.])(?:,?\s+{year})?",
            rf"(?<![\d/])(?P<d>[0-3]?\d)/(?P<m>[01]?\d)[ -]+{year}",
            r"(?<=den )(?P<d>[0-3]?\d)/(?P<m>[01]?\d)(?![\d/])",
            rf"\b{months}\s+(?:of\s+)?(?:månad\s+)?{year}",
            rf"(?<!\w)(?:i|in)\s+{months}\b",
            rf"\b{seasons}\s+(?:of\s+|år\s+|the year\s+)?{year}",
            rf"(?<![\w/.:§-])(?P<y>{_YEAR})(?![\d/:%]|[.,]\d|-\d|\s*(?:kr|kronor|sek|procent|percent|tkr|mnkr)\b)",
        )
    )


def _all(text: str) -> Iterator[When]:
    for pattern in _patterns():
        for match in pattern.finditer(text):
            given = match.groupdict()
            month = int(given["m"]) if given.get("m") else _months().get((given.get("name") or "").casefold())
            day = int(given["d"]) if given.get("d") else None
            if (month is not None and not 1 <= month <= 12) or (day is not None and not 1 <= day <= 31):
                continue
            season = _seasons().get((given.get("season") or "").casefold())
            year = int(given["y"]) if given.get("y") else None
            yield When(year, month, day, season, *match.span())
