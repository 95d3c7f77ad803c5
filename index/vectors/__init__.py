"""Vector stores: passage vectors by id, and the nearest to a question's. Chroma is imported on first use."""

from __future__ import annotations

from pathlib import Path

from corpus.errors import BadSettings
from index.vectors.base import VectorStore
from index.vectors.errors import VectorsBroken, VectorsUnreachable

__all__ = ["VectorStore", "VectorsBroken", "VectorsUnreachable", "make_vectors", "on_server"]

_MILVUS = ("milvus://", "milvuss://")


def make_vectors(url: str | None, folder: Path, collection: str = "passages") -> VectorStore:
    """The store of a setting: none for Chroma in `folder`, "memory", a Chroma server's "http://host:8000", or Milvus:
    "milvus://host:19530", "milvuss://" with encryption, "milvus:///path/file.db" for a file.

    `collection` is the index's own on a server. Raises `BadSettings` for any other.
    """
    if not url:
        from index.vectors.chroma import ChromaVectors

        return ChromaVectors(folder)
    if url == "memory":
        from index.vectors.memory import ExactVectors

        return ExactVectors()
    if url.startswith(("http://", "https://")):
        from index.vectors.server import ChromaServerVectors

        return ChromaServerVectors(url, collection)
    if url.startswith(_MILVUS):
        from index.vectors.milvus import MilvusVectors

        return MilvusVectors(url, collection)
    raise BadSettings(
        f'Vectors cannot be kept at "{url}"; write http://host:8000 for a Chroma server, milvus://host:19530 for '
        "Milvus, or nothing"
    )


def on_server(url: str | None) -> bool:
    """Whether the store of a setting lies outside the index folder, where other processes see what one writes."""
    return bool(url) and url != "memory"
