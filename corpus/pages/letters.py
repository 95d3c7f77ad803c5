"""What two writings of the same words have in common: letters, without blanks, hyphens, ligatures and accents' forms.

A document's text and the characters of its PDF page differ only in these (see `corpus.readers.pdf_lines`), so
that both become the same string of letters, and each letter knows which character it came from.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from corpus.readers.words import words

HYPHENS = frozenset("-\u00ad\u2010\u2011\u0002\ufffe")
_SEPARATOR = "|"  # between the cells of a table row
_BULLET = "•"


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters of a text, and for each the index of its character."""

    text: str
    origins: tuple[int, ...]

    @classmethod
    def of(cls, characters: Iterable[str]) -> Letters:
        """The letters of a string, or of characters one by one."""
        parts: list[str] = []
        origins: list[int] = []
        for index, character in enumerate(characters):
            shown = letters(character)
            parts.append(shown)
            origins += [index] * len(shown)
        return cls("".join(parts), tuple(origins))

    def within(self, start: int, end: int) -> tuple[int, int]:
        """The letters that come from the characters `start` to `end`."""
        return bisect_left(self.origins, start), bisect_left(self.origins, end)


@lru_cache(maxsize=8192)
def letters(character: str) -> str:
    """The letters of one character; "" for what only separates or only shows at a line end."""
    if character in _bullets():
        return _BULLET
    if character in HYPHENS or character == _SEPARATOR:
        return ""
    spelt = unicodedata.normalize("NFKD", words()["ligatures"].get(character, character))
    return "".join(each for each in spelt if not each.isspace() and unicodedata.category(each) not in ("Cc", "Cf"))


@lru_cache(maxsize=1)
def _bullets() -> frozenset[str]:
    return frozenset(mark[0] for mark in words()["bullets"]["marks"])
