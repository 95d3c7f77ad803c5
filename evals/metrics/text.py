"""How a wording is looked for in a text."""

from __future__ import annotations

import re
from functools import cache

_MARKERS = re.compile(r"\s*\[\d+\]")


def without_markers(answer: str) -> str:
    """The answer without its `[n]`."""
    return _MARKERS.sub("", answer)


def holds(text: str, wording: str) -> bool:
    """Whether a wording stands in a text, whatever the case and the kind and number of blanks.

    A digit at the edge of the wording must be the edge of a number: "34" does not stand in "134" or "34,5".
    Letters may go on ("bordlagd" stands in "bordlagda"), as words are inflected.
    """
    return _pattern(wording).search(text) is not None


def spans(text: str, wording: str) -> list[tuple[int, int]]:
    """Where a wording stands in a text (start, end), as `holds` looks for it; those that overlap are found once."""
    return [match.span() for match in _pattern(wording).finditer(text)]


@cache
def _pattern(wording: str) -> re.Pattern[str]:
    words = wording.split()
    body = r"\s+".join(re.escape(word) for word in words)
    before = r"(?<!\d)(?<!\d[.,])" if words and words[0][0].isdigit() else ""
    after = r"(?!\d)(?![.,]\d)" if words and words[-1][-1].isdigit() else ""
    return re.compile(before + body + after, re.IGNORECASE)
