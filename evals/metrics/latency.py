"""Latency: how long does a question take?

p_n = the smallest time that at least n percent of the questions take no longer than    range 0 … ∞ ms

The nearest-rank percentile, over the time waited for each answer as seen from outside the system.
Source: Hyndman and Fan, "Sample Quantiles in Statistical Packages", 1996, definition 1.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from evals.record import Record


def percentile(records: Iterable[Record], n: float) -> float | None:
    """The nth percentile in milliseconds, 0 < n ≤ 100; None without questions."""
    return nearest_rank((record.ms for record in records), n)


def nearest_rank(times: Iterable[float], n: float) -> float | None:
    """The nth percentile of times of any unit, 0 < n ≤ 100; None without times."""
    held = sorted(times)
    return held[math.ceil(len(held) * n / 100) - 1] if held else None
