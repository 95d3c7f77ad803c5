"""Vector stores: passage vectors by id, and the nearest to a question's. Chroma is imported on first use."""

from __future__ import annotations

from pathlib import Path

from corpus.errors import BadSettings
from index.vectors.base import VectorStore
from index.vectors.errors import VectorsBroken, VectorsUnreachable

__all__ = ["VectorStore", "VectorsBroken", "VectorsUnreachable", "make_vectors"]


def make_vectors(url: str | None, folder: Path) -> VectorStore:
    """The store of a setting: none for Chroma in `folder`, "memory", or a Chroma server's "http://host:8000".

    Raises `BadSettings` for any other.
    """
    if not url:
        from index.vectors.chroma import ChromaVectors

        return ChromaVectors(folder)
    if url == "memory":
        from index.vectors.memory import ExactVectors

        return ExactVectors()
    if url.startswith(("http://", "https://")):
        from index.vectors.server import ChromaServerVectors

        return ChromaServerVectors(url)
    raise BadSettings(f'Vectors cannot be kept at "{url}"; write http://host:8000 for a Chroma server, or nothing')
