"""The mean of scores, where there are any."""

from __future__ import annotations

from collections.abc import Iterable


def mean(scores: Iterable[float | None]) -> float | None:
    """The mean of the scores that are not None; None when there are none."""
    held = [score for score in scores if score is not None]
    return sum(held) / len(held) if held else None
