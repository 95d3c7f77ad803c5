"""What every vector store checks and derives alike."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from corpus.errors import ModelMismatch
from index.embedding.base import Vectors


def document_of(passage_id: str) -> str:
    """The document that a passage belongs to: the part of its id before the first ":"."""
    return passage_id.partition(":")[0]


def latest(ids: Sequence[str], vectors: Vectors) -> tuple[list[str], Vectors]:
    """Ids without repetition, each with the last vector given for it; ValueError when lengths differ."""
    if len(ids) != len(vectors):
        raise ValueError(f"{len(ids)} ids for {len(vectors)} vectors")
    rows = {passage_id: row for row, passage_id in enumerate(ids)}
    return list(rows), np.asarray(vectors, dtype=np.float32)[list(rows.values())]


def mismatch(held: object, given: int) -> ModelMismatch:
    """The error for vectors of another length than those held."""
    return ModelMismatch(
        f"The vectors held are of another embedding model ({held} numbers each, this one gives {given}); "
        "set the model that the index was made with, or ingest into a new index"
    )
