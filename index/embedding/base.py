"""The embedder seam: text in, unit vectors out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
"""Row-wise unit vectors, shape (n, dimension)."""


@dataclass(frozen=True, slots=True)
class TokenStates:
    """What a transformer makes of a text: its n pieces by their ids, shape (n,), with both marks, and the states of
    each in some layers side by side, the last one last, shape (n, layers · hidden), in float32 or, where that holds
    all there is, float16."""

    ids: NDArray[np.int64]
    states: NDArray[Any]


class Embedder(Protocol):
    """Turns questions and passages into vectors whose dot product ranks them."""

    @property
    def name(self) -> str:
        """Names the model; vectors of two embedders compare only when their names are equal."""
        ...

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""
        ...

    def prepare(self) -> None:
        """Gets ready for many questions, whatever it takes now; without it the first question pays."""
        ...

    def embed_query(self, text: str) -> Vectors:
        """The vector of one question, shape (dimension,)."""
        ...

    def embed_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """The vectors of passages, in order; `progress` is called with the number done since the last call."""
        ...
