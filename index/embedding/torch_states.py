"""The same transformer in torch: two to three times quicker, for a process that stays and can wait for the import."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.embedding.products import Products
from index.embedding.states import SHOWN, Encoder, Numbers, Shared
from index.embedding.transformer import cpuinfo, native_bf16

QUESTION_PIECES = 32
"""What a question has, about; weights are laid out for products of so many rows."""


class TorchEncoder(Encoder):
    """Like `Encoder`; in bfloat16 where the processor multiplies it itself (states agree to a cosine of 0.9999)."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._torch: Any = importlib.import_module("torch")
        precise = not native_bf16(cpuinfo())
        self._kind = self._torch.float32 if precise else self._torch.bfloat16
        self._products = products = Products(self._torch, self._kind, QUESTION_PIECES)
        self._weights = [
            {name: products.linear(getattr(layer, name)) for name in ("qkv", "out", "wide", "narrow")}
            | {name: tuple(map(products.tensor, getattr(layer, name))) for name in ("norm", "last")}
            for layer in self._layers
        ]
        self._layers = []  # held once

    def states(self, texts: Sequence[NDArray[np.int64]]) -> list[Numbers]:
        """The state of every piece of every text, as `Encoder.states`."""
        if not texts:
            return []
        torch, times = self._torch, self._products.times
        lengths = [len(text) for text in texts]
        with torch.inference_mode():
            x = self._products.tensor(self._first(texts))
            shown = []
            for number, layer in enumerate(self._weights, 1):
                three = times(x, layer["qkv"])
                mixed = torch.cat([self._attended(part) for part in three.split(lengths)])
                x = self._layer_norm(times(mixed, layer["out"], x), layer["norm"])
                wide = times(x, layer["wide"], gelu=True)
                x = self._layer_norm(times(wide, layer["narrow"], x), layer["last"])
                if number in SHOWN:
                    shown.append(x.float())
            return [part.numpy() for part in torch.cat(shown, dim=1).split(lengths)]

    def _attended(self, qkv: Any) -> Any:
        """The mixed values of one text, shape (pieces, hidden)."""
        split = qkv.view(len(qkv), 3, self._heads, self._hidden // self._heads).permute(1, 2, 0, 3)
        q, k, v = (part[None] for part in split)
        mixed = self._torch.nn.functional.scaled_dot_product_attention(q, k, v)[0]
        return mixed.transpose(0, 1).reshape(len(qkv), self._hidden)

    def _layer_norm(self, x: Any, norm: tuple[Any, Any]) -> Any:
        return self._torch.nn.functional.layer_norm(x, (self._hidden,), *norm, eps=float(self._epsilon))


@lru_cache(maxsize=1)
def quick_encoder(path: Path) -> Encoder:
    """The quickest encoder there is, one for the whole process: in torch where that is installed."""
    torch = importlib.util.find_spec("torch") is not None
    return Shared(TorchEncoder(path) if torch else Encoder(path))
