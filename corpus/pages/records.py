"""What the page viewer gives back, and what it refuses."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.errors import ReadError


class NoSuchPage(ReadError):
    """The document has no page of that number."""


class PageTooLarge(ReadError):
    """The page is drawn on a sheet of a size that no screen shows."""


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height of a page as it is shown (turned and cropped), in points."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Rectangle:
    """Words on one line of a page. Fractions (0–1) of the page as it is shown, from its top left; `page` from 1."""

    page: int
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Placed:
    """Where some characters stand, in reading order.

    `complete` is False where a part of them could not be found on the page for certain: that part has no
    rectangle, for a mark on nearly the right words is worse than none.
    """

    rectangles: tuple[Rectangle, ...] = ()
    complete: bool = False

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages that have a rectangle, in order."""
        return tuple(sorted({rectangle.page for rectangle in self.rectangles}))
