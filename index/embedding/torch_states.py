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

from index.embedding.states import Encoder, Numbers, Shared
from index.embedding.transformer import cpuinfo, native_bf16


class TorchEncoder(Encoder):
    """Like `Encoder`; in bfloat16 where the processor multiplies it itself (states agree to a cosine of 0.9999)."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._torch: Any = importlib.import_module("torch")
        precise = not native_bf16(cpuinfo())
        self._kind = self._torch.float32 if precise else self._torch.bfloat16
        self._weights = [
            {
                name: tuple(map(self._tensor, (getattr(layer, name)[0].T, getattr(layer, name)[1])))
                for name in ("qkv", "out", "wide", "narrow")
            }
            | {name: tuple(map(self._tensor, getattr(layer, name))) for name in ("norm", "last")}
            for layer in self._layers
        ]
        self._layers = []  # held once

    def states(self, texts: Sequence[NDArray[np.int64]]) -> list[Numbers]:
        """The state of every piece of every text, as `Encoder.states`."""
        if not texts:
            return []
        torch, function = self._torch, self._torch.nn.functional
        lengths = [len(text) for text in texts]
        with torch.inference_mode():
            x = self._tensor(self._first(texts))
            for layer in self._weights:
                three = function.linear(x, *layer["qkv"])
                mixed = torch.cat([self._attended(part) for part in three.split(lengths)])
                x = self._layer_norm(x + function.linear(mixed, *layer["out"]), layer["norm"])
                wide = function.gelu(function.linear(x, *layer["wide"]))
                x = self._layer_norm(x + function.linear(wide, *layer["narrow"]), layer["last"])
            return [part.float().numpy() for part in x.split(lengths)]

    def _attended(self, qkv: Any) -> Any:
        """The mixed values of one text, shape (pieces, hidden)."""
        split = qkv.view(len(qkv), 3, self._heads, self._hidden // self._heads).permute(1, 2, 0, 3)
        q, k, v = (part[None] for part in split)
        mixed = self._torch.nn.functional.scaled_dot_product_attention(q, k, v)[0]
        return mixed.transpose(0, 1).reshape(len(qkv), self._hidden)

    def _layer_norm(self, x: Any, norm: tuple[Any, Any]) -> Any:
        return self._torch.nn.functional.layer_norm(x, (self._hidden,), *norm, eps=float(self._epsilon))

    def _tensor(self, numbers: Numbers) -> Any:
        return self._torch.from_numpy(np.ascontiguousarray(numbers, dtype=np.float32)).to(self._kind)


@lru_cache(maxsize=1)
def quick_encoder(path: Path) -> Encoder:
    """The quickest encoder there is, one for the whole process: in torch where that is installed."""
    torch = importlib.util.find_spec("torch") is not None
    return Shared(TorchEncoder(path) if torch else Encoder(path))
