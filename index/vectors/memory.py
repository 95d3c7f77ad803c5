"""Vectors in memory, compared one by one: exact, and quick enough for some hundred thousand passages."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from index.embedding.base import Vectors
from index.vectors.shape import document_of, latest, mismatch


class ExactVectors:
    """A matrix of vectors. Nothing is kept on disk."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._rows: dict[str, int] = {}
        self._matrix: Vectors = np.empty((0, 0), dtype=np.float32)

    def upsert(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Writes vectors, replacing those of the same id; raises `ModelMismatch` for another length."""
        if not ids:
            return
        ids, vectors = latest(ids, vectors)
        if self._ids and vectors.shape[1] != self._matrix.shape[1]:
            raise mismatch(self._matrix.shape[1], vectors.shape[1])
        known = np.array([passage_id in self._rows for passage_id in ids], dtype=bool)
        if known.any():
            held = [self._rows[passage_id] for passage_id in ids if passage_id in self._rows]
            self._matrix[held] = vectors[known]
        if not known.all():
            fresh = [passage_id for passage_id in ids if passage_id not in self._rows]
            self._rows.update(zip(fresh, range(len(self._ids), len(self._ids) + len(fresh)), strict=True))
            self._matrix = np.concatenate([self._matrix, vectors[~known]]) if self._ids else vectors[~known]
            self._ids.extend(fresh)

    def delete_documents(self, document_ids: Collection[str]) -> None:
        """Removes every vector of the documents."""
        gone = set(document_ids)
        keep = [row for row, passage_id in enumerate(self._ids) if document_of(passage_id) not in gone]
        if len(keep) < len(self._ids):
            self._matrix = self._matrix[keep]
            self._ids = [self._ids[row] for row in keep]
            self._rows = {passage_id: row for row, passage_id in enumerate(self._ids)}

    def query(self, vector: Vectors, limit: int) -> list[tuple[str, float]]:
        """The nearest `limit` passages as (id, cosine), best first; of equals, the one written first."""
        if not self._ids or limit < 1:
            return []
        if len(vector) != self._matrix.shape[1]:
            raise mismatch(self._matrix.shape[1], len(vector))
        cosines = self._matrix @ np.asarray(vector, dtype=np.float32)
        limit = min(limit, len(self._ids))
        # Everything from the limit-th best on, ties included, is sorted; the rest need not be.
        floor = np.partition(cosines, -limit)[-limit]
        near = np.flatnonzero(cosines >= floor)
        best = near[np.argsort(-cosines[near], kind="stable")][:limit]
        return [(self._ids[row], float(cosines[row])) for row in best]

    def ids(self) -> set[str]:
        """The ids held."""
        return set(self._ids)

    def clear(self) -> None:
        """Removes everything."""
        self._ids, self._rows, self._matrix = [], {}, np.empty((0, 0), dtype=np.float32)

    def close(self) -> None:
        """Forgets the vectors."""
        self.clear()
