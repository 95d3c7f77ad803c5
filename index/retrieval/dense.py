"""Dense candidates, planned as a database would: few passages are scored one by one, many by the store."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np

from index.embedding.base import Vectors
from index.retrieval.seams import Searchable


def nearest(
    index: Searchable,
    vector: Vectors,
    limit: int,
    within: Sequence[str] | None,
    size: int,
    limits: Mapping[str, int],
) -> list[tuple[str, float]]:
    """The `limit` nearest passages as (id, cosine), best first.

    An index, or a filtered part of it, of at most `limits["exact_scoring"]` passages is scored exactly over
    the catalogue's vectors. A larger one asks the vector store for more than needed and drops what the filter
    keeps out; where too little is left, the part is scored exactly after all. `size` counts all passages.
    """
    if (size if within is None else len(within)) <= limits["exact_scoring"]:
        return exact(index, vector, limit, within)
    if within is None:
        return index.vectors.query(vector, limit)
    allowed = set(within)
    found = index.vectors.query(vector, limit * limits["over_fetch"])
    kept = [(key, cosine) for key, cosine in found if key in allowed][:limit]
    return kept if len(kept) == limit else exact(index, vector, limit, within)


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


def cosines(index: Searchable, vector: Vectors, ids: Collection[str]) -> dict[str, float]:
    """The cosine of certain passages."""
    rows = index.catalogue.vectors(list(ids))
    if not len(rows.ids):
        return {}
    found = rows.matrix @ vector
    return {key: float(cosine) for key, cosine in zip(rows.ids, found, strict=True)}


def standing(index: Searchable, vector: Vectors, cosine: float, sample: int) -> float:
    """How many standard deviations a cosine lies above the mean over a fixed, even sample of vectors."""
    matrix = index.catalogue.vectors().matrix
    if len(matrix) < 2:
        return 0.0
    ordinary = matrix[:: max(1, len(matrix) // sample)] @ vector
    spread = float(ordinary.std())
    return (cosine - float(ordinary.mean())) / spread if spread > 1e-9 else 0.0
