"""The vector-store seam."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol, runtime_checkable

from index.embedding.base import Vectors


class VectorStore(Protocol):
    """Holds passage vectors by passage id and finds the nearest. A derived cache: the catalogue can rebuild it.

    A passage's document is the part of its id before the first ":".
    """

    def upsert(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Writes vectors, replacing those of the same id."""
        ...

    def delete_documents(self, document_ids: Collection[str]) -> None:
        """Removes every vector of the documents."""
        ...

    def query(self, vector: Vectors, limit: int) -> list[tuple[str, float]]:
        """The nearest `limit` passages as (id, cosine), best first."""
        ...

    def ids(self) -> set[str]:
        """The ids held."""
        ...

    def clear(self) -> None:
        """Removes everything."""
        ...

    def close(self) -> None:
        """Releases files; the store is not used afterwards."""
        ...


@runtime_checkable
class MarkedStore(Protocol):
    """A store that can tell, without being opened, whether anything has touched it."""

    def mark(self) -> str | None:
        """Stays the same as long as nobody has touched the store; None where that cannot be told."""
        ...
