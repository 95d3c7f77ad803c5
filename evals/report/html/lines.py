"""A curve on two axes, as the coordinates that a template draws."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 400, 250  # of the whole drawing; text in it is 13 units high
LEFT, RIGHT, TOP, BOTTOM = 44, 12, 22, 44  # margins around the plane


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis: its place in the drawing and its number."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Curve:
    """A line through points in the drawing ("x,y x,y"); `kind` is its class, `name` stands in the legend."""

    points: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Mark:
    """An upright line at a value that matters, with its label; one that is near the right edge is written before it."""

    at: float
    text: str
    before: bool


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawing with its table: `head` and `rows` have the numbers that are drawn, as text."""

    name: str
    title: str
    says: str
    x: Sequence[Tick]
    y: Sequence[Tick]
    x_label: str
    y_label: str
    curves: Sequence[Curve]
    marks: Sequence[Mark]
    head: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Plane:
    """The plane from 0 to `x` and from 0 to `y`, both above 0."""

    x: float
    y: float

    def across(self, value: float) -> float:
        """Where a value stands from left to right."""
        return round(LEFT + (WIDTH - LEFT - RIGHT) * min(value / self.x, 1.0), 1)

    def up(self, value: float) -> float:
        """Where a value stands from the top down."""
        return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * min(value / self.y, 1.0), 1)

    def points(self, values: Sequence[tuple[float, float]]) -> str:
        """The points of a line."""
        return " ".join(f"{self.across(x)},{self.up(y)}" for x, y in values)

    def mark(self, value: float, text: str) -> Mark:
        """An upright line at a value of x."""
        at = self.across(value)
        return Mark(at, text, before=at > WIDTH * 0.6)


def ceiling(value: float) -> float:
    """The next number of 1, 2, 2.5, 4, 5, 8 or 10 times a power of ten; 1 for nothing."""
    if value <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in (1, 2, 2.5, 4, 5, 8, 10) if step * power >= value * (1 - 1e-9))


def ticks(plane: Plane, axis: str, form: str, scale: float = 1.0, parts: int = 4) -> list[Tick]:
    """Marks at equal steps along the axis "x" or "y"; numbers are multiplied by `scale` before they are written."""
    end, place = (plane.x, plane.across) if axis == "x" else (plane.y, plane.up)
    steps = (end * step / parts for step in range(parts + 1))
    return [Tick(place(value), form.format(value * scale)) for value in steps]
