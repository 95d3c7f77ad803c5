"""Measures as functions of how often each question is drawn, so that a draw of questions costs a product of arrays.

Drawn once each, the questions give what `measures.measure` gives.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

import numpy as np

from evals.bootstrap import Counts, Values, draws, interval
from evals.metrics import faults
from evals.metrics.conciseness import score as extra_words
from evals.metrics.risk_coverage import confidence
from evals.metrics.support import told
from evals.record import Record
from evals.report.scores import PARTS, Part

Interval = tuple[float, float] | None


class Estimate(Protocol):
    """One measure over some questions."""

    def at(self, counts: Counts) -> Values:
        """The measure for each row of counts, shape (draws, questions) → (draws,); NaN where it says nothing."""
        ...


class Ratio:
    """The sum of scores divided by their number: means, and shares of what a question has several of."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._sums = np.array([total for total, _ in parts], dtype=np.float64)
        self._numbers = np.array([number for _, number in parts], dtype=np.float64)

    def at(self, counts: Counts) -> Values:
        """Σ count · sum / Σ count · number."""
        numbers = counts @ self._numbers
        with np.errstate(invalid="ignore"):
            return np.where(numbers > 0, (counts @ self._sums) / numbers, np.nan)


class Middle:
    """The nearest-rank percentile of the scores that there are, or their median (the mean of the middle two)."""

    def __init__(self, scores: Sequence[float | None], percent: float | None = None) -> None:
        held = [(score, place) for place, score in enumerate(scores) if score is not None]
        held.sort()
        self._scores = np.array([score for score, _ in held], dtype=np.float64)
        self._places = [place for _, place in held]
        self._percent = percent

    def at(self, counts: Counts) -> Values:
        """The score at the rank, among the scores as often as they are drawn."""
        if not self._places:
            return np.full(len(counts), np.nan)
        upto = np.cumsum(counts[:, self._places], axis=1)
        total = upto[:, -1]
        if self._percent is not None:
            return self._ranked(upto, np.ceil(total * self._percent / 100))
        return (self._ranked(upto, np.ceil(total / 2)) + self._ranked(upto, total // 2 + 1)) / 2

    def _ranked(self, upto: Counts, rank: Values) -> Values:
        found = (upto >= rank[:, None]).argmax(axis=1)
        return np.where(upto[:, -1] > 0, self._scores[found], np.nan)


class Area:
    """The area under risk over coverage."""

    def __init__(self, records: Sequence[Record]) -> None:
        answers = [(confidence(record), place) for place, record in enumerate(records) if told(record)]
        answers.sort(key=lambda answer: (answer[0] is None, -(answer[0] or 0.0)))
        self._places = [place for _, place in answers]
        self._wrong = np.array([bool(faults(records[place])) for place in self._places], dtype=np.float64)
        sure = [value for value, _ in answers]
        self._begins = [place for place, value in enumerate(sure) if place == 0 or value != sure[place - 1]]

    def at(self, counts: Counts) -> Values:
        """Σ over the groups of equal confidence of Σ (w + j · e / s) / (b + j), j = 1 … s, by the number of answers.

        As in `evals.metrics.risk_coverage`: b answers and w wrong ones before s with e wrong ones. With H the harmonic
        numbers the inner sum is e + (w − b · e / s) · (H(b + s) − H(b)).
        """
        if not self._places:
            return np.full(len(counts), np.nan)
        drawn = counts[:, self._places]
        s = np.add.reduceat(drawn, self._begins, axis=1).astype(np.int64)
        e = np.add.reduceat(drawn * self._wrong, self._begins, axis=1)
        b, w = np.cumsum(s, axis=1) - s, np.cumsum(e, axis=1) - e
        total = s.sum(axis=1)
        harmonic = np.concatenate([[0.0], np.cumsum(1 / np.arange(1, int(total.max(initial=0)) + 1))])
        rate = e / np.maximum(s, 1)
        areas = (e + (w - b * rate) * (harmonic[b + s] - harmonic[b])).sum(axis=1)
        return np.where(total > 0, areas / np.maximum(total, 1), np.nan)


def ratios(records: Iterable[Record]) -> dict[str, Estimate]:
    """The measures that are ratios, which have an interval in every group."""
    held = list(records)
    return {name: Ratio([part(record) for record in held]) for name, part in PARTS.items()}


def estimates(records: Sequence[Record]) -> dict[str, Estimate]:
    """Every measure but the cost of a model, by the names of `measures.measure`."""
    times = [record.ms for record in records]
    return {
        **ratios(records),
        "aurc": Area(records),
        "extra_words": Middle([extra_words(record) for record in records]),
        "p50_ms": Middle(times, 50),
        "p95_ms": Middle(times, 95),
    }


def intervals(found: dict[str, Estimate], n: int) -> dict[str, Interval]:
    """The 95 % interval of each measure over `n` questions; None where it says nothing."""
    if not n:
        return dict.fromkeys(found)
    drawn: dict[str, list[Values]] = {name: [] for name in found}
    for counts in draws(n):
        for name, estimate in found.items():
            drawn[name].append(estimate.at(counts))
    return {name: interval(np.concatenate(parts)) for name, parts in drawn.items()}
