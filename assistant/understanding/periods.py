"""Periods that a question names: a moment, an open side of one, or what lies between two."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from assistant.tables import table
from assistant.understanding import moments
from assistant.understanding.moments import Moment

DAY = timedelta(days=1)


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

    @property
    def value(self) -> str:
        """As "2023-09-01/2023-11-30", an open side left empty."""
        first, last = (side.isoformat() if side else "" for side in (self.first, self.last))
        return f"{first}/{last}"


def find(question: str, today: date | None = None) -> Period | None:
    """The first period of a question; "i budget 2024" is none, "under 2024" is.

    `today` is what "i fjol" and "senaste året" are counted from.
    """
    found = moments.find(question, today or date.today())
    for i, moment in enumerate(found):
        period = _between(question, moment, found[i + 1]) if i + 1 < len(found) else None
        period = period or _directed(question, moment)
        if period is not None:
            return period
    return None


def bare_year(
    question: str, small: Callable[[str], bool], ends: Collection[int] = (), today: date | None = None
) -> Period | None:
    """The year of a question that lists things: "motioner 2023", "Vilka frågor ställdes 2023?".

    A year alone is a period behind one of the places that are `ends` of other readings, or behind a `small`
    word; "motioner om budget 2023" has none, nor has "the 2023 budget".
    """
    for moment in moments.find(question, today or date.today()):
        before = question[: moment.start].rstrip()
        word = re.search(r"\w+$", before)
        behind = re.match(r"\s+(\w+)", question[moment.end :])
        if word and word.group().casefold() == "the" and behind and not small(behind[1]):
            continue
        if moment.bare and (len(before) in ends or (word is not None and small(word.group()))):
            return Period(moment.first, moment.last, moment.start, moment.end)
    return None


def moved_year(question: str) -> int | None:
    """How many years a follow-up moves: 1 for "och året efter?", -1 for "the year before"; None for others."""
    for words, step in table("periods", "assistant.understanding")["moved"].items():
        if re.search(rf"(?<!\w)(?:{words})\W*$", question, re.IGNORECASE):
            return int(step)
    return None


@cache
def _behind(group: str) -> re.Pattern[str]:
    """Words of a group that end right where a moment begins."""
    words = "|".join(table("periods", "assistant.understanding")[group])
    # "since the autumn of 2023", but "in the 2022 election" is no "in 2022".
    small = "" if group == "within" else r"(?:(?:den|det|the|i|år|året|in|of)\s+){0,2}"
    return re.compile(rf"(?<!\w)(?:{words})\s+{small}$", re.IGNORECASE)


@cache
def _joint(group: str) -> re.Pattern[str]:
    words = "|".join(table("periods", "assistant.understanding")[group])
    return re.compile(rf"\s*(?:{words})\s*(?:(?:den|i|år|in)\s+)?", re.IGNORECASE)


def _between(question: str, one: Moment, other: Moment) -> Period | None:
    """ "mellan mars och juni 2023", "from 2021 to 2023", "under 2021 och 2022"."""
    if not _joint("joints").fullmatch(question, one.end, other.start) or other.yearless:
        return None
    if one.yearless:
        one = replace(one, first=one.first.replace(year=other.first.year))
    if one.first > other.last:
        return None
    lead = _behind("between").search(question[: one.start])
    plain = _joint("either").fullmatch(question, one.end, other.start)
    if plain and not lead:
        # Two years in a row are one period; "maj 2022 och maj 2023" are two.
        within = _behind("within").search(question[: one.start])
        if not (within and one.bare and other.bare and one.last + DAY == other.first):
            return None
        lead = within
    if one.bare and not lead:
        return None
    return Period(one.first, other.last, lead.start() if lead else one.start, other.end)


def _directed(question: str, moment: Moment) -> Period | None:
    """A moment, or all before or after it, as the words in front of it say."""
    if moment.yearless:
        return None
    before = question[: moment.start]
    for group, sides in (
        ("through", (None, moment.last)),
        ("until", (None, moment.first - DAY)),
        ("after", (moment.last + DAY, None)),
        ("since", (moment.first, None)),
    ):
        match = _behind("through_plain" if group == "through" and moment.bare else group).search(before)
        if match and not (group == "since" and _is_source(question, match, moment)):
            return Period(sides[0], sides[1], match.start(), moment.end)
    if not moment.bare:
        return Period(moment.first, moment.last, moment.start, moment.end)
    match = _behind("within").search(before)
    if match is None and (source := _behind("since").search(before)) and _is_source(question, source, moment):
        match = source
    return Period(moment.first, moment.last, match.start(), moment.end) if match else None


def _is_source(question: str, match: re.Match[str], moment: Moment) -> bool:
    """ "Protokollet från den 12 juni 2024", "motions from 2023": of that day or year, not since it."""
    plain = re.match(r"(?:från|from)\s", match.group(), re.IGNORECASE) and "och med" not in match.group().casefold()
    goes_on = "|".join(table("periods", "assistant.understanding")["onwards"])
    return bool(plain) and re.match(rf"\s*(?:{goes_on})(?!\w)", question[moment.end :], re.IGNORECASE) is None
