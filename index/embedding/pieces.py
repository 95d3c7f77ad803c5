"""Cuts text into the pieces of the E5 model, in plain Python.

The model's Unigram vocabulary gives each piece a log probability; a word is cut where the sum is greatest
(Viterbi; Kudo 2018, "Subword Regularization"). Loads in a fraction of the time that a tokenizer library takes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index.embedding.packed import Vocabulary

SPACE = "▁"
_UNKNOWN_COST = 10.0  # below the rarest piece, as in SentencePiece
_INVISIBLE = re.compile(r"[\u200b-\u200f\u2028\u2029\ufeff\x00-\x1f\x7f\u0085]")
_CACHE = 50_000

Numbers = NDArray[np.float32]


class Pieces:
    """The pieces of a vocabulary. Safe to share."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.begin, self.end, self._unknown = vocabulary.begin, vocabulary.end, vocabulary.unknown
        self._texts, scores = vocabulary.texts, vocabulary.scores
        self._ids = dict(zip(self._texts, range(len(self._texts)), strict=True))
        self._scores: list[float] = scores.tolist()
        self._rarity: Numbers = (np.clip(-scores - 4, 0.5, 14) / 10).astype(np.float32)
        self._floor = float(scores.min()) - _UNKNOWN_COST
        self._longest = max(map(len, self._texts))
        self._word = lru_cache(maxsize=_CACHE)(self._cut)

    def ids(self, text: str) -> list[int]:
        """The ids of the pieces of a text, without the marks of beginning and end."""
        plain = _INVISIBLE.sub(" ", unicodedata.normalize("NFKC", _INVISIBLE.sub(" ", text)))
        return [i for word in plain.split() for i in self._word(SPACE + word)]

    def marked(self, ids: Sequence[int], limit: int) -> NDArray[np.int64]:
        """Ids between the marks of beginning and end, at most `limit` in all; what is longer is cut off."""
        return np.array([self.begin, *ids[: limit - 2], self.end], dtype=np.int64)

    def rarity(self, ids: NDArray[np.int64]) -> Numbers:
        """How much each piece tells, from 0.05 (everywhere) to 1.4 (rare)."""
        found: Numbers = self._rarity[ids]
        return found

    def marks(self, ids: NDArray[np.int64]) -> Numbers:
        """Shape (n, 3): whether a piece holds a digit, begins with a capital, begins a word."""
        bare = [self._texts[i].strip(SPACE) for i in ids]
        return np.array(
            [
                (any(c.isdigit() for c in piece), piece[:1].isupper(), self._texts[i].startswith(SPACE))
                for i, piece in zip(ids, bare, strict=True)
            ],
            dtype=np.float32,
        ).reshape(len(ids), 3)

    def _cut(self, word: str) -> tuple[int, ...]:
        size = len(word)
        best = [0.0, *([-1e30] * size)]
        back = [(0, self._unknown)] * (size + 1)
        for start in range(size):
            for stop in range(start + 1, min(size, start + self._longest) + 1):
                piece = self._ids.get(word[start:stop])
                if piece is None and stop > start + 1:
                    continue
                total = best[start] + (self._floor if piece is None else self._scores[piece])
                if total > best[stop]:
                    best[stop], back[stop] = total, (start, self._unknown if piece is None else piece)
        cut: list[int] = []
        at = size
        while at > 0:
            at, found = back[at]
            if not (found == self._unknown and cut and cut[-1] == self._unknown):  # neighbours become one
                cut.append(found)
        return tuple(reversed(cut))
