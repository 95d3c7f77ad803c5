"""Dates as Swedish documents write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from corpus.data import alternatives, load
from corpus.memo import remembered

_FIGURES = re.compile(r"\d{4}")  # no whole date is without


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A whole date (day, month and year) and where it stands."""

    value: date
    start: int
    end: int


@cache
def months() -> dict[str, int]:
    """Month name or its short form, lower case → 1–12."""
    table = load("dates")
    return {name: i % 12 + 1 for key in ("months", "months_en", "short_months") for i, name in enumerate(table[key])}


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    names = alternatives(list(months()))
    return (
        re.compile(r"(?<![\d/-])(?P<y>(?:19|20)\d{2})[-‑–](?P<m>\d{2})[-‑–](?P<d>\d{2})(?!\d|-(?!-))"),
        re.compile(
            rf"(?<!\d)(?P<d>\d{{1,2}})(?::?[ae])?\s+(?P<name>{names})\.?\s*,?\s+(?P<y>(?:19|20)\d{{2}})(?!\d)",
            re.IGNORECASE,
        ),
        re.compile(r"(?<![\d/])(?P<d>\d{1,2})/(?P<m>\d{1,2})[ -]+(?P<y>(?:19|20)\d{2})(?!\d)"),
        re.compile(r"(?<!\d)(?P<y>(?:19|20)\d{2})(?P<m>[01]\d)(?P<d>[0-3]\d)(?!\d)"),
        re.compile(r"(?<![\d/-])(?P<y>[012]\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?![\d-])"),
    )


@remembered
def find(text: str) -> list[FoundDate]:
    """Every whole date of a text, in order; impossible ones (2021-02-30) are left out."""
    found: list[FoundDate] = []
    if not _FIGURES.search(text):
        return found
    for pattern in _patterns():
        for m in pattern.finditer(text):
            groups = m.groupdict()
            month = int(groups["m"]) if groups.get("m") else months()[groups["name"].casefold()]
            year = int(groups["y"]) + (2000 if len(groups["y"]) == 2 else 0)
            try:
                value = date(year, month, int(groups["d"]))
            except ValueError:
                continue
            if not any(f.start < m.end() and m.start() < f.end for f in found):
                found.append(FoundDate(value, *m.span()))
    return sorted(found, key=lambda f: f.start)


def first(text: str) -> date | None:
    """The first whole date of a text."""
    found = find(text)
    return found[0].value if found else None
