"""Bars in the rows of a table: the table is the plot, and has its numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

WIDTH = 100.0  # of a row's drawing, in its own units; it is stretched to the width that there is


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: a value as it is written and how far its bar reaches, 0 … 100, with the ends of its whisker.

    `note` is a sentence below the name; `n` is what the value is over.
    """

    name: str
    text: str
    to: float | None = None
    low: float | None = None
    high: float | None = None
    between: str = ""
    n: str = ""
    note: str = ""
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Bars:
    """A table with bars. `title` is its caption, `says` tells how to read it and `first` heads the names."""

    title: str
    first: str
    value: str
    rows: Sequence[Bar]
    says: str = ""
    counted: bool = False
    whiskers: bool = False
    ticks: Sequence[float] = field(default=(25.0, 50.0, 75.0))


def bar(
    name: str,
    value: float | None,
    form: str = "{:.2f}",
    *,
    most: float = 1.0,
    interval: Sequence[float] | None = None,
    n: int | None = None,
    note: str = "",
    drawn: bool = True,
    lead: bool = False,
) -> Bar:
    """A row of a value between 0 and `most`; without a value a dash. One that is not `drawn` has numbers alone.

    An interval of no width is left out: where all questions came out alike, drawing them again tells nothing.
    """
    if value is None:
        return Bar(name, "–", n="" if n is None else str(n), note=note, lead=lead)
    low, high = interval if interval and interval[0] < interval[1] else (None, None)
    between = "" if low is None else f"{form.format(low)}–{form.format(high)}"
    place = (_place(value, most), _place(low, most), _place(high, most)) if drawn else (None, None, None)
    return Bar(name, form.format(value), *place, between, "" if n is None else str(n), note, lead)


def _place(value: float | None, most: float) -> float | None:
    return None if value is None or most <= 0 else round(WIDTH * min(max(value / most, 0.0), 1.0), 2)


@dataclass(frozen=True, slots=True)
class Change:
    """One row of a difference: both values, second − first, and its interval around 0 in the middle (50)."""

    name: str
    first: str
    second: str
    value: str
    between: str
    verdict: str
    p: str
    at: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def kind(self) -> str:
        """The class that colours the row."""
        return self.verdict if self.verdict in ("better", "worse") else "open"


def around(value: float | None, most: float) -> float | None:
    """Where a difference stands when 0 is in the middle and ± `most` at the edges."""
    return None if value is None or most <= 0 else round(WIDTH / 2 * (1 + min(max(value / most, -1.0), 1.0)), 2)


def widest(values: Iterable[float | None]) -> float:
    """The largest distance from 0, at least a hundredth."""
    return max((abs(value) for value in values if value is not None), default=0.0) or 0.01
