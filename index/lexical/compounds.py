"""Splits Swedish compounds with the compound flags of the hunspell lexicon `sv_SE`.

The lexicon marks which words open a compound (flag X, or U inside one), which linking form they take (v, f:
an added -s; u, i: -es; w: -u; z, g: the vowel dropped …; see `sv_SE.aff`) and which close it (flag Y). A word
is split where an opening form meets a closing word; "tidsplanen" is `tids` + `planen`, so `tid` and `plan`.
Precision comes first: what the flags do not allow is not split.
"""

from __future__ import annotations

import site
import sys
import sysconfig
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from corpus.errors import CouncilError
from index.lexical.stems import stem
from index.lexical.words import table

# The list with few ready-made compounds loads faster and splits as well; Debian ships the other one only.
LEXICON_FILES = ("sv_SE_expanded.dic", "sv_SE.dic")
MAX_WORD = 40
CACHE = 200_000
_MARKED = frozenset({"X", "Y", "Z"})  # the last flag of every word that takes part in compounds
_LAST = "\U0010ffff"

# flag → (what the opening form ends with, what the lexicon word ends with instead)
_LINKS: tuple[tuple[str, str, str], ...] = (
    ("vf", "s", ""),
    ("vf", "s", "a"),
    ("ui", "es", ""),
    ("ui", "es", "a"),
    ("ui", "s", "e"),
    ("w", "u", "a"),
    ("zg", "", "a"),
    ("zg", "", "e"),
    ("yh", "e", "a"),
    ("yh", "e", ""),
    ("x", "o", "a"),
    ("x", "o", "e"),
    ("s", "", ""),
    ("t", "el", "la"),
    ("t", "er", "ra"),
)


class MissingLexiconError(CouncilError):
    """The Swedish word list is not installed."""


def lexicon_path() -> Path:
    """Where the hunspell word list lies; raises `MissingLexiconError` where it is not installed."""
    roots = [sysconfig.get_path("data"), sys.prefix, site.getuserbase(), "/usr", "/usr/local"]
    for name in LEXICON_FILES:
        for root in roots:
            path = Path(root) / "share" / "hunspell" / name
            if path.is_file():
                return path
    raise MissingLexiconError("the Swedish word list sv_SE.dic was not found; install the package hunspell-sv")


class CompoundSplitter:
    """Splits words, with a cache. The lexicon is read (about 0.1 s) when the first word asks for it."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._lines: list[str] = []
        self._flags: dict[str, str] = {}
        self._ends: dict[str, frozenset[str]] = {}  # first three letters → stems of closing words
        rules = table("compounds")
        self._short: frozenset[str] = frozenset(rules["short_parts"])
        self._never_first: frozenset[str] = frozenset(rules["never_first"])
        self._never_last: frozenset[str] = frozenset(rules["never_last"])
        self._whole: frozenset[str] = frozenset(stem(word) for word in rules["whole"])
        self._extra: dict[str, str] = rules["openings"]
        self.split = lru_cache(maxsize=CACHE)(self._split)

    def knows(self, word: str) -> bool:
        """Whether the lower-case word is a form of an ordinary word that takes part in compounds."""
        self._load()
        return word in self._flags or stem(word) in self._bucket(word[:3])

    def _load(self) -> None:
        if self._lines:
            return
        lines = (self._path or lexicon_path()).read_text("utf-8").split("\n")
        lines = [line for line in lines if line[-1:] in _MARKED]
        lines.sort(reverse=True)  # of two entries of one word the one with more flags stays
        self._flags = {(parts := line.partition("/"))[0]: parts[2] for line in lines}
        lines.reverse()
        self._lines = lines

    def _bucket(self, start: str) -> frozenset[str]:
        """The stems of the closing words that begin with these three letters."""
        found = self._ends.get(start)
        if found is None:
            low, high = bisect_left(self._lines, start), bisect_left(self._lines, start + _LAST)
            entries = (line.partition("/") for line in self._lines[low:high])
            found = self._ends[start] = frozenset(stem(word) for word, _, marks in entries if "Y" in marks)
        return found

    def _split(self, word: str) -> tuple[str, ...]:
        """The parts of a lower-case word in base form, outermost last; () for what is no compound.

        A part that is itself a compound comes whole, followed by its own parts: "arbetsmarknadsnämnden" gives
        arbetsmarknad, arbete, marknad, nämnden.
        """
        if not 6 <= len(word) <= MAX_WORD or not word.isalpha():
            return ()
        self._load()
        if stem(word) in self._whole:
            return ()
        best: tuple[int, str, str] | None = None
        for at in range(3, len(word) - 2):
            last = word[at:]
            if not self._closes(last):
                continue
            for first in self._openings(word[:at]):
                balance = at * len(last)
                if best is None or balance > best[0]:
                    best = (balance, first, last)
        if best is None:
            return self._peel(word)
        _, first, last = best
        return (first, *self.split(first), last, *self.split(last))

    def _peel(self, word: str) -> tuple[str, ...]:
        """Three parts and more: the longest closing word whose remainder is itself a compound of openings."""
        for at in range(6, len(word) - 2):
            last = word[at:]
            if not self._closes(last):
                continue
            head = word[:at]
            for middle in range(3, at - 2):
                firsts = list(self._openings(head[:middle]))
                seconds = list(self._openings(head[middle:]))
                if firsts and seconds:
                    return (firsts[0], seconds[0], last)
        return ()

    def _closes(self, part: str) -> bool:
        """Whether the part is a form of a word that may end a compound."""
        root = stem(part)
        if root in self._never_last or part in self._never_last:
            return False
        return (len(part) >= 5 or len(root) >= 4 or root in self._short) and root in self._bucket(part[:3])

    def _openings(self, part: str) -> Iterator[str]:
        """The base forms of a part that may begin a compound, best first."""
        if part in self._never_first or (len(part) < 4 and part not in self._short):
            return
        if part in self._extra:
            yield self._extra[part]
        marks = self._flags.get(part)
        if marks and ("X" in marks or "U" in marks):
            yield part
        for letters, ending, instead in _LINKS:
            if not part.endswith(ending):
                continue
            base = part[: len(part) - len(ending)] + instead
            marks = self._flags.get(base)
            if marks and base not in self._never_first and any(letter in marks for letter in letters):
                yield base
