"""One turn of a conversation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import uuid4

from assistant.contract import Answer, FilterSpec
from assistant.streaming import ClaimReady, Understood
from index.levels import Level


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and what came of it: an answer, an error line ("" = unforeseen), or nothing yet.

    `kind` is the class of the error. `fresh`: asked without the turns before it. `understood` and `ready` are what
    has come of the answer so far; `cut`: nothing more will come. `verdict` is what the user said of the answer;
    `level` what it was answered from.
    """

    question: str
    answer: Answer | None = None
    error: str | None = None
    kind: str = ""
    id: str = field(default_factory=lambda: uuid4().hex)
    filters: FilterSpec = field(default_factory=FilterSpec)
    fresh: bool = False
    understood: Understood | None = None
    ready: tuple[ClaimReady, ...] = ()
    cut: bool = False
    verdict: str = ""
    level: Level = Level.PUBLIC

    @property
    def waiting(self) -> bool:
        """Whether the answer is still to come."""
        return self.answer is None and self.error is None and not self.cut


def narrowed(
    bodies: Sequence[str] | None, genres: Sequence[str] | None, year_from: str | None, year_to: str | None
) -> FilterSpec:
    """The filter that the page's fields make; a reversed pair of years is put right."""
    years = [int(year) if year else None for year in (year_from, year_to)]
    if years[0] and years[1] and years[0] > years[1]:
        years.reverse()
    return FilterSpec(
        body=list(bodies or []),
        genre=list(genres or []),
        date_from=date(years[0], 1, 1) if years[0] else None,
        date_to=date(years[1], 12, 31) if years[1] else None,
    )


def fields_of(filters: FilterSpec) -> tuple[list[str], list[str], str, str]:
    """What the page's fields hold when they make the filter."""
    first, last = filters.date_from, filters.date_to
    return list(filters.body), list(filters.genre), str(first.year) if first else "", str(last.year) if last else ""


def without_filter(filters: FilterSpec, name: str) -> FilterSpec:
    """The filter without one of its values, which is named "body-0", "genre-1" or "period"."""
    if name == "period":
        return filters.model_copy(update={"date_from": None, "date_to": None})
    field_name, _, number = name.partition("-")
    if field_name not in ("body", "genre") or not number.isdigit():
        return filters
    values = [value for index, value in enumerate(getattr(filters, field_name)) if index != int(number)]
    return filters.model_copy(update={field_name: values})
