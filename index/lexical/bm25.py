"""BM25 as SQLite's FTS5 computes it, for indexes that keep their own counts.

For each term t of the question, with N entries of which n hold t, in an entry of D terms:

    idf(t) = ln((N − n + 0.5) / (n + 0.5)), or 1e-6 where that is not above 0
    score  = Σ_t  idf(t) · f · (k1 + 1) / (f + k1 · (1 − b + b · D / mean D))

where f is the sum over the fields of weight · occurrences. Source: Robertson and Zaragoza 2009, as FTS5 does it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.lexical.words import table

Numbers = NDArray[np.float64]
# What FTS5's tokenizer cuts at, as `index.lexical.fts` sets it up.
_CUT = re.compile(r'[\x00-\x20"\\\x7f]+')
_CAPITALS = {ord(letter): letter.lower() for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}


def words(field: str) -> list[str]:
    """The words of a field or a term, as FTS5 would keep them."""
    return [word for word in _CUT.split(field.translate(_CAPITALS)) if word]


@dataclass(frozen=True)
class Occurrences:
    """Where one word or phrase stands: the entries by row, how often in each field, shape (n, 3), and their lengths.

    `total` is in how many entries of all it stands.
    """

    rows: NDArray[np.int64]
    counts: Numbers
    sizes: Numbers
    total: int


def rank(found: Sequence[Occurrences], entries: int, words_held: int) -> list[tuple[int, float]]:
    """(row, score) of every entry that holds something of it, best first; of equals, the one written first."""
    settings: Mapping[str, float] = table("bm25")
    weights = np.array([settings["text"], settings["context"], settings["around"]])
    k1, b = settings["k1"], settings["b"]
    rows = np.unique(np.concatenate([each.rows for each in found])) if found else np.empty(0, dtype=np.int64)
    if not len(rows):
        return []
    mean = words_held / entries
    scores = np.zeros(len(rows))
    for each in found:
        idf = math.log((entries - each.total + 0.5) / (each.total + 0.5))
        f = each.counts @ weights
        part = (f * (k1 + 1.0)) / (f + k1 * (1.0 - b + b * each.sizes / mean))
        scores[np.searchsorted(rows, each.rows)] += (idf if idf > 0 else 1e-6) * part
    order = np.lexsort((rows, -scores))
    return [(int(rows[at]), float(scores[at])) for at in order]
