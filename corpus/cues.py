"""Patterns that are tried only where they can match at all.

Most cues of the word lists stand in few of the lines that they are looked for in, and a search that ignores letter
case tries every place of every line. A look for the words that a cue cannot do without costs a hundredth of that.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import lru_cache

from corpus.literals import literals

# `re` takes these for i and s when it ignores case, and `lower` does not.
_ODD = ("ı", "ſ", "\u0307")


class Cue:
    """A compiled pattern; what it finds is exactly what `re` finds."""

    __slots__ = ("_fold", "_search", "_words", "fullmatch", "match", "pattern", "sub")

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = re.compile(pattern, flags)
        self._words = literals(self.pattern)
        self._fold = bool(self.pattern.flags & re.IGNORECASE)
        self._search = self.pattern.search
        # Tried at one place only, a pattern is cheap.
        self.match = self.pattern.match
        self.fullmatch = self.pattern.fullmatch
        self.sub = self.pattern.sub

    def possible(self, text: str) -> bool:
        """False only where the pattern matches nowhere in the text."""
        if not self._words:
            return True
        folded = fold(text) if self._fold else text
        return folded is None or any(map(folded.__contains__, self._words))

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        if start or end < len(text):
            return self._search(text, start, end) if self._within(text, start, end) else None
        if self._words:
            folded = fold(text) if self._fold else text
            if folded is not None and not any(map(folded.__contains__, self._words)):
                return None
        return self._search(text)

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """As `re.Pattern.finditer`."""
        possible = self._within(text, start, end) if start or end < len(text) else self.possible(text)
        return self.pattern.finditer(text, start, end) if possible else iter(())

    def _within(self, text: str, start: int, end: int) -> bool:
        if not self._words:
            return True
        folded = fold(text) if self._fold else text
        if folded is None or len(folded) != len(text):
            return True
        return any(folded.find(word, start, end) >= 0 for word in self._words)


@lru_cache(maxsize=256)
def fold(text: str) -> str | None:
    """The text in lower case; None where that is not how `re` ignores case."""
    folded = text.lower()
    return None if any(odd in folded for odd in _ODD) else folded
