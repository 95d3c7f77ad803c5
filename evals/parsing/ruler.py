"""Offsets without what does not count: white space, list numerals and page noise."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

# A bullet or list numeral at the start of a line, or alone on it.
_NUMERAL = re.compile(r"(?:^|\f)[^\S\n]*([-–•*▪◦·]|\(?\d{1,3}[.)]|[a-zåäö]\))(?=\s|$)", re.MULTILINE)


class Ruler:
    """Measures stretches of one text in characters that count."""

    def __init__(self, text: str, noise: Iterable[tuple[int, int]] = ()) -> None:
        """`noise` are the spans of the text that do not count, in order and without overlap."""
        counts = [not character.isspace() for character in text]
        for start, end in [*noise, *(match.span(1) for match in _NUMERAL.finditer(text))]:
            counts[start:end] = [False] * (min(end, len(text)) - start)
        self._places = list(accumulate(counts, initial=0))

    def place(self, start: int, end: int) -> tuple[int, int]:
        """A stretch by the number of characters that count before its start and before its end."""
        last = len(self._places) - 1
        return self._places[min(start, last)], self._places[min(end, last)]

    def begin(self, start: int) -> int:
        """The offset of the first character that counts, at an offset or behind it."""
        return bisect_right(self._places, self.place(start, start)[0]) - 1
