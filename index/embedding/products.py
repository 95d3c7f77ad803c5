"""Linear layers in torch: weights are laid out once as the processor multiplies them, and what follows is fused in."""

from __future__ import annotations

from typing import Any

import numpy as np

from index.embedding.states import Numbers

Linear = tuple[Any, Any]
"""Weight and bias, made by `Products.linear`."""


class Products:
    """The products of one type of number, for torch as it is installed here; `rows` is how many most of them have."""

    def __init__(self, torch: Any, kind: Any, rows: int) -> None:
        self._torch, self._kind, self._rows = torch, kind, rows
        self._packs = bool(torch.backends.mkldnn.is_available())

    def linear(self, pair: tuple[Numbers, Numbers]) -> Linear:
        """Weights that stand as (in, out), and their bias."""
        weight, bias = self.tensor(pair[0].T), self.tensor(pair[1])
        return (self._torch.ops.mkldnn._reorder_linear_weight(weight, self._rows) if self._packs else weight), bias

    def tensor(self, numbers: Numbers) -> Any:
        """Numbers in the type that is computed in."""
        return self._torch.from_numpy(np.ascontiguousarray(numbers, dtype=np.float32)).to(self._kind)

    def times(self, x: Any, weights: Linear, added: Any = None, gelu: bool = False) -> Any:
        """x · weights + bias, then `added` or the activation, in one go where oneDNN does it."""
        if self._packs:
            fused = self._torch.ops.mkldnn._linear_pointwise
            if added is not None:
                return fused.binary(x, added, *weights, "add")
            return fused(x, *weights, *(("gelu", [], "none") if gelu else ("none", [], "")))
        y = self._torch.nn.functional.linear(x, *weights)
        if gelu:
            return self._torch.nn.functional.gelu(y)
        return y if added is None else y + added
