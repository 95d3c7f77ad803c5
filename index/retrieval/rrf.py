"""Reciprocal rank fusion."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

K = 60


def rrf(
    rankings: Mapping[str, Sequence[str]], weights: Mapping[str, float] | None = None, k: int = K
) -> dict[str, float]:
    """Fuses rankings by rank alone.

        score(p) = Σ_source  weight / (k + rank of p in the source)     the best has rank 1

    `rankings` are ids, best first, by source; `weights` default to 1. A source that did not find
    a passage adds 0. Source: Cormack, Clarke and Buettcher 2009.
    """
    fused: dict[str, float] = {}
    for source, ids in rankings.items():
        weight = 1.0 if weights is None else weights.get(source, 1.0)
        for rank, key in enumerate(ids, start=1):
            fused[key] = fused.get(key, 0.0) + weight / (k + rank)
    return fused
