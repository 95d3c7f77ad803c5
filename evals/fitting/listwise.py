"""Fits weights that rank: a softmax over the alternatives of each question, signs fixed where they are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evals.logistic import Matrix

Flags = NDArray[np.bool_]

STEPS = 300
RATE = 0.05


@dataclass(frozen=True)
class Alternatives:
    """What could answer one question: features, shape (n, d), and which of the n are right."""

    features: Matrix
    right: Flags


def fit(questions: Sequence[Alternatives], signs: Sequence[int], shrink: float = 0.02, steps: int = STEPS) -> Matrix:
    """One weight a feature, on the features' own scale; only questions with a right alternative count.

    minimises  −1/Q · Σ_q ln Σ_{i right} softmax(X_q w)_i  +  shrink/2 · ‖w of standardised features‖²

    `signs` are 1 where a weight must not be negative, −1 where it must not be positive, 0 where it is free; without
    any question all weights are 0. Source: ListNet (Cao et al. 2007) with several right ones, by Adam (Kingma and
    Ba 2015) projected on the signs. Deterministic.
    """
    told = [one for one in questions if one.right.any()]
    sign = np.asarray(signs)
    if not told:
        return np.zeros(len(sign))
    rows = np.concatenate([one.features for one in told])
    scale = rows.std(axis=0) + 1e-9
    # The mean of a feature moves all alternatives of a question alike: taking it away changes the numbers' size only.
    rows = (rows - rows.mean(axis=0)) / scale
    right = np.concatenate([one.right for one in told]).astype(np.float64)
    sizes = [len(one.right) for one in told]
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    question = np.repeat(np.arange(len(sizes)), sizes)
    weights, speed, spread = np.zeros(len(sign)), np.zeros(len(sign)), np.zeros(len(sign))
    for step in range(1, steps + 1):
        scores = rows @ weights
        chance = _softmax(scores, starts, question)
        wanted = chance * right
        wanted /= np.maximum(np.add.reduceat(wanted, starts), 1e-12)[question]
        slope = shrink * weights - rows.T @ (wanted - chance) / len(told)
        speed = 0.9 * speed + 0.1 * slope
        spread = 0.99 * spread + 0.01 * slope * slope
        weights = weights - RATE * (speed / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
        weights = np.where(sign > 0, np.maximum(weights, 0), np.where(sign < 0, np.minimum(weights, 0), weights))
    return np.asarray(weights / scale, dtype=np.float64)


def ranks(questions: Sequence[Alternatives], weights: Matrix) -> list[int | None]:
    """The rank, from 1, of the first right alternative of each question; None where none is right."""
    found: list[int | None] = []
    for one in questions:
        order = np.argsort(-(one.features @ weights), kind="stable")
        at = np.flatnonzero(one.right[order])
        found.append(int(at[0]) + 1 if len(at) else None)
    return found


def hit_at(found: Sequence[int | None], k: int) -> float:
    """The share of the ranks that are k or better; 0 without any."""
    return sum(rank is not None and rank <= k for rank in found) / len(found) if found else 0.0


def _softmax(scores: Matrix, starts: NDArray[np.int_], question: NDArray[np.int_]) -> Matrix:
    risen = np.exp(scores - np.maximum.reduceat(scores, starts)[question])
    return np.asarray(risen / np.add.reduceat(risen, starts)[question], dtype=np.float64)
