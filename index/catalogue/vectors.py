"""The vectors of the catalogue: all as one matrix, or in parts as they are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, select

from index.catalogue.schema import vectors
from index.embedding.base import Vectors

PART = 10_000  # vectors read at a time
_STORED = np.dtype("<f2")


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


def stored(connection: Connection) -> Iterator[tuple[list[str], NDArray[np.float16]]]:
    """Every vector as it is stored, in the order of passage ids: ids and a matrix, some thousand rows at a time."""
    query = select(vectors.c.passage_id, vectors.c.vector).order_by(vectors.c.passage_id)
    found = connection.execution_options(yield_per=PART).execute(query)
    for part in found.partitions(PART):
        held = np.frombuffer(b"".join(row[1] for row in part), dtype=_STORED)
        yield [str(row[0]) for row in part], held.reshape(len(part), -1)


def load(connection: Connection) -> VectorTable:
    """Every vector as one table in memory."""
    parts = [(ids, held.astype(np.float32)) for ids, held in stored(connection)]
    if not parts:
        return VectorTable((), np.empty((0, 0), dtype=np.float32))
    return VectorTable(tuple(i for ids, _ in parts for i in ids), np.concatenate([matrix for _, matrix in parts]))
