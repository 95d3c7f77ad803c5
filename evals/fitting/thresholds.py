"""From which probability on something is told, chosen on what models said of collections that they did not see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evals.fitting.gather import Case
from evals.fitting.models import Models

KEPT = 0.85  # share of the answerable questions that must still be answered
GRID = tuple(round(0.05 * step, 2) for step in range(1, 20))
QUOTED = 2  # sentences of an answer, one of which must be right


@dataclass(frozen=True, slots=True)
class Judged:
    """A question with its right status, what models made of it, and whether what would be told is right."""

    collection: str
    status: str
    told: float
    asked: float
    right: bool


@dataclass(frozen=True, slots=True)
class Thresholds:
    """`told`: from here on the best sentence is told. `sure`, `likely`: from here on a question in the documents is,
    before a sentence that would be told, and where there is none."""

    told: float
    sure: float
    likely: float

    def status(self, judged: Judged) -> str:
        """What would be said."""
        if judged.asked >= self.sure:
            return "asked_not_answered"
        if judged.told >= self.told:
            return "answered"
        return "asked_not_answered" if judged.asked >= self.likely else "not_found"


def judge(models: Models, cases: Sequence[Case]) -> list[Judged]:
    """What models make of the cases that sentences answer."""
    return [
        Judged(
            case.collection,
            case.status,
            models.told_chance(case),
            models.asked_chance(case),
            any(case.right(sentence) for sentence in models.ranked(case)[:QUOTED]),
        )
        for case in cases
        if case.by_sentences and case.status in ("answered", "not_found", "asked_not_answered")
    ]


def decided(judged: Sequence[Judged], thresholds: Thresholds) -> float:
    """The share of questions with the right status and, when answered, a right sentence; 0 without any."""
    right = [
        thresholds.status(one) == one.status and (one.right or one.status != "answered") for one in judged
    ]  # fmt: skip
    return sum(right) / len(right) if right else 0.0


def choose(judged: Sequence[Judged]) -> Thresholds:
    """The highest `told` that keeps `KEPT` of the answerable; then `sure` and `likely` that decide best.

    Of equally good ones the highest, which tells least.
    """
    told = max((t for t in GRID if shares(judged, t)[0] >= KEPT), default=GRID[0])
    tried = [Thresholds(told, sure, likely) for sure in GRID[9:] for likely in GRID[5:] if likely <= sure]
    return max(tried, key=lambda one: (round(decided(judged, one), 9), one.sure, one.likely))


def shares(judged: Sequence[Judged], threshold: float) -> tuple[float, float]:
    """The share of the answerable that is answered at a threshold, and of the unanswerable that is refused."""
    answerable = [one.told for one in judged if one.status == "answered"]
    unanswerable = [one.told for one in judged if one.status == "not_found"]
    return (
        sum(chance >= threshold for chance in answerable) / max(1, len(answerable)),
        sum(chance < threshold for chance in unanswerable) / max(1, len(unanswerable)),
    )


def auc(judged: Sequence[Judged]) -> float:
    """The share of couples, answerable and unanswerable, in which the first has the higher chance; NaN without any."""
    yes = np.array([one.told for one in judged if one.status == "answered"])
    no = np.array([one.told for one in judged if one.status == "not_found"])
    if not len(yes) or not len(no):
        return float("nan")
    return float((yes[:, None] > no).mean() + (yes[:, None] == no).mean() / 2)
