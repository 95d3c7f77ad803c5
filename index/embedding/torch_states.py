"""The same transformer in torch: two to three times quicker, for a process that stays and can wait for the import."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.embedding.layers import Layer, Stack, Through
from index.embedding.products import Products
from index.embedding.states import Encoder, Numbers, Shared
from index.embedding.transformer import cpuinfo, native_bf16

PIECES = 32
"""What a question has, about."""
TEXTS_PIECES = 1200
"""What the texts have together that a question is read with, about."""


class TorchLayers:
    """Like `Layers`; in bfloat16 where the processor multiplies it itself (states agree to a cosine of 0.9999)."""

    def __init__(self, layers: Sequence[Layer], heads: int, epsilon: float, rows: int = PIECES) -> None:
        """`rows` is how many pieces most calls have together; weights are laid out for products of so many."""
        self._torch: Any = importlib.import_module("torch")
        precise = not native_bf16(cpuinfo())
        kind = self._torch.float32 if precise else self._torch.bfloat16
        self._products = products = Products(self._torch, kind, rows)
        self._heads, self._epsilon = heads, epsilon
        self._weights = [
            {name: products.linear(getattr(layer, name)) for name in ("qkv", "out", "wide", "narrow")}
            | {name: tuple(map(products.tensor, getattr(layer, name))) for name in ("norm", "last")}
            for layer in layers
        ]

    def through(self, x: Numbers, edges: Sequence[int]) -> list[Numbers]:
        """The states after each layer, as `Through.through`."""
        torch, times = self._torch, self._products.times
        lengths = [b - a for a, b in pairwise(edges)]
        with torch.inference_mode():
            state, states = self._products.tensor(x), []
            for layer in self._weights:
                three = times(state, layer["qkv"])
                mixed = torch.cat([self._attended(part) for part in three.split(lengths)])
                state = self._layer_norm(times(mixed, layer["out"], state), layer["norm"])
                wide = times(state, layer["wide"], gelu=True)
                state = self._layer_norm(times(wide, layer["narrow"], state), layer["last"])
                states.append(state.float().numpy())
            return states

    def _attended(self, qkv: Any) -> Any:
        """The mixed values of one text, shape (pieces, hidden)."""
        split = qkv.view(len(qkv), 3, self._heads, -1).permute(1, 2, 0, 3)
        q, k, v = (part[None] for part in split)
        mixed = self._torch.nn.functional.scaled_dot_product_attention(q, k, v)[0]
        return mixed.transpose(0, 1).reshape(len(qkv), -1)

    def _layer_norm(self, x: Any, norm: tuple[Any, Any]) -> Any:
        return self._torch.nn.functional.layer_norm(x, x.shape[-1:], *norm, eps=self._epsilon)


class TorchEncoder(Encoder):
    """Like `Encoder`, through `TorchLayers`, whose own threads share the work."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._through = TorchLayers(self.layers(), self.shape.heads, self.shape.epsilon)

    def states(self, texts: Sequence[NDArray[np.int64]]) -> list[Numbers]:
        """As `Encoder.states`."""
        return self._states(texts)

    @property
    def _layers(self) -> Through:
        return self._through


@lru_cache(maxsize=1)
def quick_encoder(path: Path) -> Encoder:
    """The quickest encoder there is, one for the whole process: in torch where that is installed."""
    torch = importlib.util.find_spec("torch") is not None
    return Shared(TorchEncoder(path) if torch else Encoder(path))


def quick_layers() -> Stack | None:
    """What computes further layers most quickly, in torch where that is installed."""
    if importlib.util.find_spec("torch") is None:
        return None
    return lambda layers, heads, epsilon: TorchLayers(layers, heads, epsilon, TEXTS_PIECES)
