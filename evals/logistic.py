"""A small logistic regression: numpy only, deterministic."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]

_STEPS = 100
_SMALL = 1e-10


@dataclass(frozen=True)
class Logistic:
    """P(yes) = 1 / (1 + exp(−(bias + weights · x))), for features on their own scale."""

    weights: Matrix
    bias: float

    def probability(self, features: Matrix) -> Matrix:
        """P(yes) of each row of `features`, shape (n, d)."""
        scores = np.clip(features @ self.weights + self.bias, -500, 500)
        return np.asarray(1 / (1 + np.exp(-scores)), dtype=np.float64)


def fit(features: Matrix, labels: Matrix, strength: float = 1.0) -> Logistic:
    """Fits by Newton's method; `features` has shape (n, d), `labels` n zeros and ones, both present.

    minimises  Σ_i w_i · log loss_i  +  strength/2 · ‖weights of standardised features‖²

    w_i makes the two classes weigh the same; the bias is not shrunk. Source: Hastie, Tibshirani and
    Friedman, "The Elements of Statistical Learning", 4.4.1.
    """
    mean, scale = features.mean(axis=0), features.std(axis=0)
    scale = np.where(scale > 0, scale, 1.0)
    rows = np.column_stack([np.ones(len(labels)), (features - mean) / scale])
    share = labels.mean()
    weight = np.where(labels > 0, 0.5 / share, 0.5 / (1 - share))
    shrink = strength * np.diag([0.0, *np.ones(features.shape[1])])
    found = np.zeros(rows.shape[1])
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-np.clip(rows @ found, -500, 500)))
        slope = rows.T @ (weight * (chance - labels)) + shrink @ found
        curve = rows.T @ (rows * (weight * chance * (1 - chance))[:, None]) + shrink
        step = np.linalg.solve(curve + _SMALL * np.eye(len(found)), slope)
        found = found - step
        if float(np.abs(step).max()) < _SMALL:
            break
    weights = found[1:] / scale
    return Logistic(weights, float(found[0] - weights @ mean))
