"""Dense candidates, planned as a database would: few passages are scored one by one, many by what is made for many."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Protocol, runtime_checkable

import numpy as np

from index.away import trying
from index.embedding.base import Vectors
from index.retrieval.part import Part
from index.retrieval.seams import Searchable
from index.vectors.near import Near

NOTHING: list[tuple[str, float]] = []


@runtime_checkable
class Sampling(Protocol):
    """A catalogue that gives an even sample of its vectors without reading them all."""

    def sampled(self, number: int) -> Vectors:
        """About `number` vectors, shape (n, dimension)."""
        ...


def _even(matrix: Vectors, number: int) -> Vectors:
    return matrix[:: max(1, len(matrix) // number)]


def nearest(
    index: Searchable,
    vector: Vectors,
    limit: int,
    within: Collection[str] | None,
    size: int,
    limits: Mapping[str, int],
    near: Near | None = None,
) -> list[tuple[str, float]]:
    """The `limit` nearest passages as (id, cosine), best first; none without a vector.

    An index, or a filtered part of it, of at most `limits["exact_scoring"]` passages is scored exactly over
    the catalogue's vectors. A larger one is scored by `near` where that is given; else the vector store is asked for
    more than needed and what the filter keeps out is dropped: where too little is left, the part is scored exactly
    after all. `size` counts all passages.
    """
    if not len(vector):
        return []
    if near is not None:
        return near.nearest(vector, limit, within.mask if isinstance(within, Part) else None)
    if (size if within is None else len(within)) <= limits["exact_scoring"]:
        return exact(index, vector, limit, within)
    if within is None:
        return _compared(index, vector, trying(lambda: index.vectors.query(vector, limit), NOTHING))
    allowed = set(within)
    found = trying(lambda: index.vectors.query(vector, limit * limits["over_fetch"]), NOTHING)
    kept = _compared(index, vector, [(key, cosine) for key, cosine in found if key in allowed][:limit])
    few = len(within) <= limits["exact_scoring"]
    return exact(index, vector, limit, within) if few and len(kept) < limit else kept


def _compared(index: Searchable, vector: Vectors, found: list[tuple[str, float]]) -> list[tuple[str, float]]:
    """What a store found, by the vectors of the catalogue: each store rounds in its own way."""
    held = cosines(index, vector, [key for key, _ in found])
    return sorted(held.items(), key=lambda pair: (-pair[1], pair[0]))


def exact(index: Searchable, vector: Vectors, limit: int, within: Collection[str] | None) -> list[tuple[str, float]]:
    """The nearest passages by the cosine of every one of them."""
    rows = index.catalogue.vectors(within)
    if not len(rows.ids):
        return []
    cosines = rows.matrix @ vector
    count = min(limit, len(cosines))
    top = np.argpartition(-cosines, count - 1)[:count]
    ordered = top[np.argsort(-cosines[top], kind="stable")]
    return [(rows.ids[int(at)], float(cosines[at])) for at in ordered]


def cosines(index: Searchable, vector: Vectors, ids: Collection[str], near: Near | None = None) -> dict[str, float]:
    """The cosine of certain passages; none without a vector."""
    if not len(vector) or not ids:
        return {}
    wanted = list(ids)
    if near is not None:
        at = near.rows(wanted)
        held = [key for key, row in zip(wanted, at, strict=True) if row >= 0]
        return dict(zip(held, map(float, near.cosines(vector, at[at >= 0])), strict=True))
    rows = index.catalogue.vectors(wanted)
    if not len(rows.ids):
        return {}
    found = rows.matrix @ vector
    return {key: float(cosine) for key, cosine in zip(rows.ids, found, strict=True)}


def standing(index: Searchable, vector: Vectors, cosine: float, sample: int, near: Near | None = None) -> float:
    """How many standard deviations a cosine lies above the mean over a fixed, even sample of vectors."""
    if not len(vector):
        return 0.0
    if near is None:
        catalogue = index.catalogue
        matrix = (
            catalogue.sampled(sample) if isinstance(catalogue, Sampling) else _even(catalogue.vectors().matrix, sample)
        )
        ordinary = matrix @ vector if len(matrix) > 1 else np.empty(0)
    else:
        ordinary = near.cosines(vector, np.arange(0, len(near), max(1, len(near) // sample)))
    if len(ordinary) < 2:
        return 0.0
    spread = float(ordinary.std())
    return (cosine - float(ordinary.mean())) / spread if spread > 1e-9 else 0.0
