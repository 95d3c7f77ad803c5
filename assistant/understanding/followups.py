"""Follow-ups: what a question leaves out is taken from the one before it."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.contract import Language
from assistant.understanding import listing, periods
from assistant.understanding.intents import any_of
from assistant.understanding.periods import Period
from assistant.understanding.said import Said

if TYPE_CHECKING:
    from assistant.understanding.question import Understanding

SHORT = 4  # words of "och under 2022?"
LEANING = 9  # words of a follow-up; a longer question stands alone although it says "it"
_YEAR = re.compile(r"(?<![\d/:.-])20\d\d(?![\d/:-])")


def leans_on(text: str, history: Sequence[str], language: Language) -> str | None:
    """The earlier question that a follow-up leans on, or None for one that stands alone."""
    if not history or not re.search(r"\w", history[-1]):
        return None
    if not re.search(any_of("followup", language), text, re.IGNORECASE):
        return None
    return history[-1] if len(text.split()) <= LEANING else None


def following(found: Understanding, follows: str, before: Understanding) -> Understanding:
    """A follow-up with what it leaves out taken from the question before it."""
    own = found.topic if len(found.topic.split()) > 1 else ""
    earlier, about = before.question, before.topic
    year = _year_meant(found.question, earlier)
    if year is not None:
        earlier, about, own = _YEAR.sub(str(year), earlier), _YEAR.sub(str(year), about), ""
    found, goes_on = _going_on(found, before, year)
    own = "" if goes_on else own
    return replace(
        found,
        follows=follows,
        topic=f"{about} {own}".strip(),
        search=f"{earlier} {found.question}",
        named=found.named if found.named.persons or found.named.parties else before.named,
        case_numbers=found.case_numbers or before.case_numbers,
    )


def _going_on(found: Understanding, before: Understanding, year: int | None) -> tuple[Understanding, bool]:
    """ "Och under 2022?", "och Anna Ek?", "och vilka är obesvarade?": the same question about something else."""
    status = listing.status_asked(found.question)
    period = found.period or _in_year(before.period, year)
    new = status is not None or (period is not None and period != before.period)
    if found.intent or found.listing or not (new or found.said):
        return found, False
    if not re.match(r"(?:och|and|men|but|vilka|which|hur många|how many)\b", found.question, re.IGNORECASE):
        return found, False
    own = [one for one in found.said if one.field != "period"]
    fields = {"period", *(one.field for one in own)}
    fields |= {"person", "party"} if fields & {"person", "party"} else set()
    kept = [replace(one, start=0, end=0) for one in before.said if one.field not in fields]
    period = period or before.period
    if period is not None and (before.intent or before.listing or before.catalogue):
        stands = (period.start, period.end) if found.period else (0, 0)
        own.append(Said("period", period.value, *stands))
    listed = before.listing
    if listed is not None and status is not None:
        listed = replace(listed, unanswered=status, tell_status=False, counted=listing.counts(found.question))
    said_ = tuple(sorted((*own, *kept), key=lambda one: (one.start, one.end)))
    return replace(
        found, intent=before.intent, listing=listed, period=period, said=said_, catalogue=before.catalogue
    ), True


def _in_year(period: Period | None, year: int | None) -> Period | None:
    """The same part of another year; None for a period that is open or spans several."""
    if period is None or year is None or period.first is None or period.last is None:
        return None
    if period.first.year != period.last.year:
        return None
    last = monthrange(year, period.last.month)[1]
    return Period(
        period.first.replace(year=year, day=min(period.first.day, monthrange(year, period.first.month)[1])),
        period.last.replace(year=year, day=min(period.last.day, last)),
        0,
        0,
    )


def _year_meant(question: str, earlier: str) -> int | None:
    """The year that a follow-up puts in the place of the one year of the question before it."""
    years = set(_YEAR.findall(earlier))
    if len(years) != 1:
        return None
    own = set(_YEAR.findall(question))
    if len(own) == 1 and own != years and len(question.split()) <= SHORT:
        return int(own.pop())
    step = periods.moved_year(question)
    return int(years.pop()) + step if step is not None else None
