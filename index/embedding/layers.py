"""Layers of E5's transformer, in numpy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float32]
_ROOT = np.float32(np.sqrt(2 / np.pi))


@dataclass(frozen=True, slots=True)
class Layer:
    """Weight and bias of each part; weights stand as (in, out), ready to multiply from the right."""

    qkv: tuple[Numbers, Numbers]
    out: tuple[Numbers, Numbers]
    norm: tuple[Numbers, Numbers]
    wide: tuple[Numbers, Numbers]
    narrow: tuple[Numbers, Numbers]
    last: tuple[Numbers, Numbers]


class Through(Protocol):
    """Some layers, one after the other."""

    def through(self, x: Numbers, edges: Sequence[int]) -> list[Numbers]:
        """The states after each layer, shape (pieces, hidden); pieces from one edge to the next see one another."""
        ...


Stack = Callable[[Sequence[Layer], int, float], Through]
"""Makes layers, given with the number of heads and epsilon, ready to compute."""


class Layers:
    """Layers in float32; safe to share."""

    def __init__(self, layers: Sequence[Layer], heads: int, epsilon: float) -> None:
        self._layers, self._heads, self._epsilon = layers, heads, np.float32(epsilon)

    def through(self, x: Numbers, edges: Sequence[int]) -> list[Numbers]:
        """As `Through.through`."""
        states = []
        for layer in self._layers:
            mixed = self._attend(x @ layer.qkv[0] + layer.qkv[1], edges)
            x = normed(x + mixed @ layer.out[0] + layer.out[1], layer.norm, self._epsilon)
            wide = gelu(x @ layer.wide[0] + layer.wide[1])
            x = normed(x + wide @ layer.narrow[0] + layer.narrow[1], layer.last, self._epsilon)
            states.append(x)
        return states

    def _attend(self, qkv: Numbers, edges: Sequence[int]) -> Numbers:
        hidden = qkv.shape[1] // 3
        size = hidden // self._heads
        mixed = np.empty((len(qkv), hidden), dtype=np.float32)
        for a, b in pairwise(edges):
            part = qkv[a:b].reshape(b - a, 3, self._heads, size).transpose(1, 2, 0, 3)
            weights = part[0] @ part[1].transpose(0, 2, 1) * np.float32(size**-0.5)
            weights = np.exp(weights - weights.max(axis=-1, keepdims=True))
            weights /= weights.sum(axis=-1, keepdims=True)
            mixed[a:b] = (weights @ part[2]).transpose(1, 0, 2).reshape(b - a, hidden)
        return mixed


def normed(x: Numbers, norm: tuple[Numbers, Numbers], epsilon: np.float32) -> Numbers:
    """Each row with mean 0 and deviation 1, times and plus `norm`."""
    x = x - x.mean(axis=1, keepdims=True)
    spread = np.sqrt(np.einsum("ij,ij->i", x, x)[:, None] / np.float32(x.shape[1]) + epsilon)
    found: Numbers = x / spread * norm[0] + norm[1]
    return found


def gelu(x: Numbers) -> Numbers:
    """x · Φ(x) by the tanh approximation, at most 0.001 off (Hendrycks and Gimpel 2016)."""
    found: Numbers = np.float32(0.5) * x * (1 + np.tanh(_ROOT * (x + np.float32(0.044715) * x * x * x)))
    return found
