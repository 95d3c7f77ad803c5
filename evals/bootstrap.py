"""Confidence in figures that were measured on a sample of questions, and in differences between two systems.

The percentile bootstrap: the questions are drawn with replacement many times, and a figure is worked out of each
draw. The middle 95 % of these figures are the interval. Drawn with a fixed seed: the same scores give the same
interval. Source: Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, 13.3 (interval) and 16.4 (level of
significance); paired as in Sakai, SIGIR 2006.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

DRAWS = 10_000
SEED = 20_260_101
LEVEL = 0.95
DIGITS = 6  # of what is stored: sums may differ in the last digits from machine to machine
_CELLS = 4_000_000  # counts held at once

Values: TypeAlias = NDArray[np.float64]
Counts: TypeAlias = NDArray[np.float64]  # whole numbers, ready to be multiplied


@dataclass(frozen=True, slots=True)
class Gain:
    """The mean difference over `n` questions, and the interval that holds it with 95 % confidence."""

    mean: float
    low: float
    high: float
    n: int

    @property
    def shown(self) -> bool:
        """Whether the interval lies above 0."""
        return self.low > 0

    @property
    def loss(self) -> bool:
        """Whether the interval lies below 0."""
        return self.high < 0


def paired(with_it: Sequence[float], without: Sequence[float]) -> Gain:
    """mean(with − without), with the interval of 10,000 draws. Without questions everything is 0."""
    difference = np.asarray(with_it, dtype=np.float64) - np.asarray(without, dtype=np.float64)
    if not len(difference):
        return Gain(0.0, 0.0, 0.0, 0)
    # Only how often each value is drawn counts, and there are few values.
    values, counts = np.unique(difference, return_counts=True)
    drawn = np.random.default_rng(SEED).multinomial(len(difference), counts / len(difference), DRAWS)
    means = drawn @ values / len(difference)
    low, high = np.quantile(means, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Gain(float(difference.mean()), float(low), float(high), len(difference))


def draws(n: int, many: int = DRAWS) -> Iterator[Counts]:
    """How often each of `n` > 0 questions is drawn: arrays of shape (draws, n), `many` rows in all."""
    rng = np.random.default_rng(SEED)
    at_once = max(1, _CELLS // n)
    for start in range(0, many, at_once):
        yield rng.multinomial(n, np.full(n, 1 / n), min(at_once, many - start)).astype(np.float64)


def interval(figures: Values) -> tuple[float, float] | None:
    """The middle 95 % of the figures of all draws; None where more than half of the draws have none (NaN)."""
    held = figures[~np.isnan(figures)]
    if 2 * len(held) <= len(figures):
        return None
    low, high = np.quantile(held, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return round(float(low), DIGITS), round(float(high), DIGITS)


def significance(differences: Values) -> float | None:
    """The two-sided p of "there is no difference", 0 < p ≤ 1: twice the share of draws on the rarer side of 0.

    p = 2 · min(draws ≤ 0, draws ≥ 0) / draws, each count and the draws one larger, so that no p is 0 for want of
    draws. None as for `interval`.
    """
    held = differences[~np.isnan(differences)]
    if 2 * len(held) <= len(differences):
        return None
    rarer = min(int((held <= 0).sum()), int((held >= 0).sum()))
    return round(min(1.0, 2 * (rarer + 1) / (len(held) + 1)), DIGITS)
