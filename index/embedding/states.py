"""The E5 transformer in numpy: what each piece of a text means where it stands.

Torch does the same sums in less time but takes seconds to import, which one question would pay for.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.embedding.cores import over_cores
from index.embedding.layers import Layer, Layers, Through, normed
from index.embedding.packed import PackedModel

Numbers = NDArray[np.float32]
REMEMBERED = 64  # texts
SHOWN = (8, 12)
"""Layers, counted from 1, whose states are given side by side, the last one last: that one is made to tell what a text
is about, and an earlier one still tells who does what to whom."""


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


class Encoder:
    """The transformer of a packed model file, in float32; safe to share. Takes 100 MB once it has seen a text."""

    def __init__(self, path: Path) -> None:
        self._model = _Rows(path)
        self.vocabulary = self._model.vocabulary
        self.shape = shape = self._model.shape
        self._hidden, self._forward = shape.hidden, shape.feed_forward
        self._positions = self._model.tensor("emb.pos").reshape(-1, shape.hidden)
        self._type = self._model.tensor("emb.type").reshape(-1, shape.hidden)[0]
        self._norm = (self._model.tensor("emb.ln.w"), self._model.tensor("emb.ln.b"))

    @cached_property
    def _layers(self) -> Through:
        """Made with the first text: whoever only needs the pieces does not pay for them."""
        return Layers(self.layers(), self.shape.heads, self.shape.epsilon)

    def layers(self) -> list[Layer]:
        """The weights of all layers."""
        return [self._layer(f"l{i}") for i in range(self.shape.layers)]

    def states(self, texts: Sequence[NDArray[np.int64]]) -> list[Numbers]:
        """The states of every piece of every text in the `SHOWN` layers, shape (pieces, layers · hidden) each; texts
        are ids with both marks."""
        return over_cores(texts, self._states)

    def _states(self, texts: Sequence[NDArray[np.int64]]) -> list[Numbers]:
        if not texts:
            return []
        edges = [0, *accumulate(map(len, texts))]
        after = self._layers.through(self._first(texts), edges)
        beside = np.concatenate([after[number - 1] for number in SHOWN], axis=1)
        return [beside[a:b] for a, b in pairwise(edges)]

    def _first(self, texts: Sequence[NDArray[np.int64]]) -> Numbers:
        """What goes into the first layer, shape (all pieces, hidden)."""
        ids, back = np.unique(np.concatenate(texts), return_inverse=True)
        x = self._model.rows("emb.word", ids, self._hidden)[back]
        x = x + np.concatenate([self._positions[: len(text)] for text in texts]) + self._type
        return normed(x, self._norm, np.float32(self.shape.epsilon))

    def _layer(self, name: str) -> Layer:
        def linear(part: str, rows: int, columns: int) -> tuple[Numbers, Numbers]:
            weight = self._model.tensor(f"{name}.{part}.w").reshape(rows, columns)
            return np.ascontiguousarray(weight.T), self._model.tensor(f"{name}.{part}.b")

        hidden, forward = self._hidden, self._forward
        three = [linear(part, hidden, hidden) for part in "qkv"]
        qkv = np.concatenate([w for w, _ in three], axis=1), np.concatenate([b for _, b in three])
        norms = [
            (self._model.tensor(f"{name}.{part}.w"), self._model.tensor(f"{name}.{part}.b")) for part in ("aln", "oln")
        ]
        return Layer(
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
