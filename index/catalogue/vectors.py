"""All vectors of the catalogue as one matrix, kept until the catalogue changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from index.embedding.base import Vectors


@dataclass(frozen=True)
class VectorTable:
    """Passage ids and their vectors, row by row: `matrix` has shape (len(ids), dimension)."""

    ids: tuple[str, ...]
    matrix: Vectors

    @cached_property
    def rows(self) -> dict[str, int]:
        """The row of each id."""
        return {passage_id: i for i, passage_id in enumerate(self.ids)}

    def some(self, ids: Iterable[str]) -> VectorTable:
        """The rows of these ids, in their order; ids without a vector are left out."""
        held = tuple(i for i in ids if i in self.rows)
        return VectorTable(held, self.matrix[np.array([self.rows[i] for i in held], dtype=np.intp)])
