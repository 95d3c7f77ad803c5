"""Weighted sum of normalised scores."""

from __future__ import annotations

from collections.abc import Mapping


def normalised(scores: Mapping[str, float]) -> dict[str, float]:
    """Scores between 0 and 1.

    n(p) = (s(p) − min) / (max − min)        1 for all when they are equal
    """
    if not scores:
        return {}
    low, high = min(scores.values()), max(scores.values())
    if high == low:
        return dict.fromkeys(scores, 1.0)
    return {key: (score - low) / (high - low) for key, score in scores.items()}


def weighted(scores: Mapping[str, Mapping[str, float]], weights: Mapping[str, float]) -> dict[str, float]:
    """Fuses scores by source.

        score(p) = Σ_source  weight · n_source(p)        a missing source adds 0

    `scores` are raw scores by source and id. Source: convex combination, Bruch, Gai and Ingber 2023.
    """
    fused: dict[str, float] = {}
    for source, found in scores.items():
        for key, value in normalised(found).items():
            fused[key] = fused.get(key, 0.0) + weights.get(source, 0.0) * value
    return fused
