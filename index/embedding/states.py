"""The E5 transformer in numpy: what each piece of a text means where it stands.

Torch does the same sums in less time but takes seconds to import, which one question would pay for.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.embedding.environment import one_thread_a_product
from index.embedding.packed import PackedModel

Numbers = NDArray[np.float32]
MAX_WORKERS = 4
REMEMBERED = 64  # texts
SHOWN = (8, 12)
"""Layers, counted from 1, whose states are given side by side, the last one last: that one is made to tell what a text
is about, and an earlier one still tells who does what to whom."""
_ROOT = np.float32(np.sqrt(2 / np.pi))


class _Rows(PackedModel):
    """The packed model, of whose large tables single rows can be had."""

    def rows(self, name: str, ids: NDArray[np.int64], width: int) -> Numbers:
        """Rows of a 4-bit table, shape (n, width); layout as in `PackedModel.tensor`."""
        _, size, offset = self._tensors[name]
        blocks = width // 32
        raw = np.frombuffer(self._data, np.uint8, size // 32 * 18, offset).reshape(-1, blocks, 18)[ids]
        scale = raw[:, :, :2].copy().view("<f2").astype(np.float32)
        levels = np.concatenate([raw[:, :, 2:] & 0x0F, raw[:, :, 2:] >> 4], axis=2)
        return ((levels.astype(np.float32) - 8.0) * scale).reshape(len(ids), width)


@dataclass(frozen=True, slots=True)
class _Layer:
    """Weights stand as (in, out), ready to multiply from the right."""

    qkv: tuple[Numbers, Numbers]
    out: tuple[Numbers, Numbers]
    norm: tuple[Numbers, Numbers]
    wide: tuple[Numbers, Numbers]
    narrow: tuple[Numbers, Numbers]
    last: tuple[Numbers, Numbers]


class Encoder:
    """The transformer of a packed model file, in float32; safe to share. Takes 100 MB once it has seen a text."""

    def __init__(self, path: Path) -> None:
        self._model = _Rows(path)
        self.vocabulary = self._model.vocabulary
        self.shape = shape = self._model.shape
        self._heads, self._epsilon = shape.heads, np.float32(shape.epsilon)
        self._hidden, self._forward = shape.hidden, shape.feed_forward
        self._positions = self._model.tensor("emb.pos").reshape(-1, shape.hidden)
        self._type = self._model.tensor("emb.type").reshape(-1, shape.hidden)[0]
        self._norm = (self._model.tensor("emb.ln.w"), self._model.tensor("emb.ln.b"))

    @cached_property
    def _layers(self) -> list[_Layer]:
        """Made with the first text: whoever only needs the pieces does not pay for them."""
        return [self._layer(f"l{i}") for i in range(self.shape.layers)]

    def states(self, texts: Sequence[NDArray[np.int64]]) -> list[Numbers]:
        """The states of every piece of every text in the `SHOWN` layers, shape (pieces, layers · hidden) each; texts
        are ids with both marks.

        A share of the texts is computed on each core: numpy lets go of the interpreter while it computes.
        """
        workers = min(os.cpu_count() or 1, len(texts), MAX_WORKERS)
        with one_thread_a_product():
            if workers < 2:
                return self._states(texts)
            with ThreadPoolExecutor(workers) as pool:
                shares = list(pool.map(self._states, [texts[k::workers] for k in range(workers)]))
        return [shares[i % workers][i // workers] for i in range(len(texts))]

    def _states(self, texts: Sequence[NDArray[np.int64]]) -> list[Numbers]:
        if not texts:
            return []
        edges = np.cumsum([0, *map(len, texts)])
        x = self._first(texts)
        shown = []
        for number, layer in enumerate(self._layers, 1):
            mixed = self._attend(x @ layer.qkv[0] + layer.qkv[1], edges)
            x = self._normed(x + mixed @ layer.out[0] + layer.out[1], layer.norm)
            wide = _gelu(x @ layer.wide[0] + layer.wide[1])
            x = self._normed(x + wide @ layer.narrow[0] + layer.narrow[1], layer.last)
            if number in SHOWN:
                shown.append(x)
        beside = np.concatenate(shown, axis=1)
        return [beside[a:b] for a, b in pairwise(edges)]

    def _first(self, texts: Sequence[NDArray[np.int64]]) -> Numbers:
        """What goes into the first layer, shape (all pieces, hidden)."""
        ids, back = np.unique(np.concatenate(texts), return_inverse=True)
        x = self._model.rows("emb.word", ids, self._hidden)[back]
        x = x + np.concatenate([self._positions[: len(text)] for text in texts]) + self._type
        return self._normed(x, self._norm)

    def _attend(self, qkv: Numbers, edges: NDArray[np.int64]) -> Numbers:
        size = self._hidden // self._heads
        mixed = np.empty((len(qkv), self._hidden), dtype=np.float32)
        for a, b in pairwise(edges):
            part = qkv[a:b].reshape(b - a, 3, self._heads, size).transpose(1, 2, 0, 3)
            weights = part[0] @ part[1].transpose(0, 2, 1) * np.float32(size**-0.5)
            weights = np.exp(weights - weights.max(axis=-1, keepdims=True))
            weights /= weights.sum(axis=-1, keepdims=True)
            mixed[a:b] = (weights @ part[2]).transpose(1, 0, 2).reshape(b - a, self._hidden)
        return mixed

    def _normed(self, x: Numbers, norm: tuple[Numbers, Numbers]) -> Numbers:
        x = x - x.mean(axis=1, keepdims=True)
        spread = np.sqrt(np.einsum("ij,ij->i", x, x)[:, None] / np.float32(x.shape[1]) + self._epsilon)
        found: Numbers = x / spread * norm[0] + norm[1]
        return found

    def _layer(self, name: str) -> _Layer:
        def linear(part: str, rows: int, columns: int) -> tuple[Numbers, Numbers]:
            weight = self._model.tensor(f"{name}.{part}.w").reshape(rows, columns)
            return np.ascontiguousarray(weight.T), self._model.tensor(f"{name}.{part}.b")

        hidden, forward = self._hidden, self._forward
        three = [linear(part, hidden, hidden) for part in "qkv"]
        qkv = np.concatenate([w for w, _ in three], axis=1), np.concatenate([b for _, b in three])
        norms = [
            (self._model.tensor(f"{name}.{part}.w"), self._model.tensor(f"{name}.{part}.b")) for part in ("aln", "oln")
        ]
        return _Layer(
            qkv=qkv,
            out=linear("ao", hidden, hidden),
            norm=norms[0],
            wide=linear("fi", forward, hidden),
            narrow=linear("fo", hidden, forward),
            last=norms[1],
        )


class Shared(Encoder):
    """Another encoder, whose states of the last single texts are remembered: embedder and reader ask the same of it."""

    def __init__(self, encoder: Encoder) -> None:
        self.vocabulary, self.shape = encoder.vocabulary, encoder.shape
        self._encoder = encoder
        self._remembered = lru_cache(maxsize=REMEMBERED)(
            lambda ids: encoder.states([np.frombuffer(ids, dtype=np.int64)])[0]
        )

    def states(self, texts: Sequence[NDArray[np.int64]]) -> list[Numbers]:
        """As `Encoder.states`."""
        if len(texts) == 1:
            return [self._remembered(texts[0].tobytes())]
        return self._encoder.states(texts)


def pooled(states: Numbers, hidden: int) -> Numbers:
    """The unit vector of a text: the mean of its pieces in the last layer, shape (hidden,)."""
    mean = states[:, -hidden:].mean(axis=0)
    vector: Numbers = mean / np.linalg.norm(mean)
    return vector


def _gelu(x: Numbers) -> Numbers:
    """x · Φ(x) by the tanh approximation, at most 0.001 off (Hendrycks and Gimpel 2016)."""
    found: Numbers = np.float32(0.5) * x * (1 + np.tanh(_ROOT * (x + np.float32(0.044715) * x * x * x)))
    return found
