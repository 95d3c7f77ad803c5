"""Risk and coverage: would the system be wrong less often if it held its tongue when it is least sure?

The answers are ranked by confidence, highest first. After the first i of the m answers:
coverage_i = i / all questions
risk_i     = answers among the first i that are not correct (see `correct`) / i
AURC       = Σ risk_i / m over i = 1 … m                                range 0 … 1, lower is better

Silence (see `abstention`) is no answer and is not ranked: the curve ends at the coverage that the system chose, and the
area is divided by it. Answers of equal confidence are taken as in every order at once: with b answers and w wrong ones
before s equals with e wrong ones, the risk after j of them is (w + j · e / s) / (b + j).

The confidence is the best score of the passages in `retrieved`, since the answer object carries no confidence of its
own; an answer without passages comes last. A retrieval score is a weak stand-in: it tells how well passages match and
not whether they answer, its scale may differ from route to route, and a system that decides by something better
inside is ranked here by less than it knows. A system whose confidence says nothing has an AURC near its share of
wrong answers. Compare AURC only between systems that are about as often right and answer about as much.
Source: Geifman and El-Yaniv, "Selective Classification for Deep Neural Networks", 2017, for the curve; Geifman, Uziel
and El-Yaniv, "Bias-Reduced Uncertainty Estimation for Deep Neural Classifiers", 2019, for the area.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from evals.metrics.correct import faults
from evals.metrics.means import mean
from evals.metrics.support import told
from evals.record import Record

CONFIDENCE = "best retrieved score"  # what answers are ranked by, as a report names it


@dataclass(frozen=True, slots=True)
class Point:
    """The share of questions answered with at least this confidence, and how many of those answers are wrong.

    `confidence` is None for answers that carry none.
    """

    confidence: float | None
    coverage: float
    risk: float


def confidence(record: Record) -> float | None:
    """The best score of what was retrieved; None without passages, or where no score is a number."""
    retrieved = record.answer.retrieved if record.answer else ()
    return max((place.score for place in retrieved if math.isfinite(place.score)), default=None)


def curve(records: Sequence[Record]) -> list[Point]:
    """The points from the surest answers to all of them, one for each confidence; empty without answers."""
    points, seen, wrong = [], 0, 0
    for sure, errors in _ranked(records):
        seen, wrong = seen + len(errors), wrong + sum(errors)
        points.append(Point(sure, seen / len(records), wrong / seen))
    return points


def aurc(records: Iterable[Record]) -> float | None:
    """The area under the curve; None without answers."""
    risks: list[float] = []
    wrong = 0
    for _, errors in _ranked(records):
        share, before = sum(errors) / len(errors), len(risks)
        risks += [(wrong + j * share) / (before + j) for j in range(1, len(errors) + 1)]
        wrong += sum(errors)
    return mean(risks)


def _ranked(records: Iterable[Record]) -> list[tuple[float | None, list[bool]]]:
    """Each confidence, highest first and None last, with whether each answer of that confidence is wrong."""
    answers = [(confidence(record), bool(faults(record))) for record in records if told(record)]
    answers.sort(key=lambda answer: (answer[0] is None, -(answer[0] or 0.0)))
    return [(sure, [error for _, error in group]) for sure, group in groupby(answers, key=lambda answer: answer[0])]
