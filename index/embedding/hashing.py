"""An embedder without a model: words and parts of words, hashed. For tests and for machines without one."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index.embedding.base import Vectors

_DIMENSION = 256
_WORD = re.compile(r"\w+")
_PART = 4  # letters in a part of a word
_PART_WEIGHT = 0.4


class HashEmbedder:
    """Ranks texts by the words, and the parts of words, that they share with the question.

    A word counts for its length, so that "och" says little; its parts of four letters let "jobbcentrums" find
    "jobbcentrum". The same text has the same vector on every machine.
    """

    name = "hashing 1"
    dimension = _DIMENSION

    def prepare(self) -> None:
        """Nothing has to be loaded."""

    def embed_query(self, text: str) -> Vectors:
        """The vector of one question, shape (256,)."""
        return _embed(text)

    def embed_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """The vectors of passages, shape (n, 256), in order."""
        vectors: Vectors = np.empty((len(texts), _DIMENSION), dtype=np.float32)
        for row, text in enumerate(texts):
            vectors[row] = _embed(text)
            if progress is not None:
                progress(1)
        return vectors


def _embed(text: str) -> Vectors:
    total = np.zeros(_DIMENSION, dtype=np.float64)
    for word, count in Counter(_WORD.findall(text.casefold())).items():
        total += (1.0 + np.log(count)) * _word(word)
    norm = float(np.linalg.norm(total))
    if norm == 0.0:
        total[0] = norm = 1.0  # a text without words: a vector all the same
    vector: Vectors = (total / norm).astype(np.float32)
    return vector


@lru_cache(maxsize=50_000)
def _word(word: str) -> NDArray[np.float64]:
    """The sum of the signed unit vectors of a word and its parts, weighted by the word's length."""
    vector = np.zeros(_DIMENSION, dtype=np.float64)
    framed = f"^{word}$"
    parts = [framed[at : at + _PART] for at in range(len(framed) - _PART + 1)]
    for feature, weight in [(word, 1.0), *((f"#{part}", _PART_WEIGHT) for part in parts)]:
        value = zlib.crc32(feature.encode("utf-8", "replace"))
        vector[value % _DIMENSION] += weight if value >> 31 else -weight
    return vector * (min(len(word), 8) / 8.0) ** 2
