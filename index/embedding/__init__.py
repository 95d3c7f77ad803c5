"""Embeddings: what turns questions and passages into vectors. Nothing heavy is imported before it is used."""

from __future__ import annotations

from pathlib import Path

from corpus.errors import BadSettings
from index.embedding.base import Embedder, Vectors
from index.embedding.errors import ModelUnavailable

__all__ = ["Embedder", "ModelUnavailable", "Vectors", "make_embedder"]


def make_embedder(name: str, cache: Path) -> Embedder:
    """The embedder of a setting: "builtin", "hashing", a server's "http://host:port", or a sentence-transformers
    model's name or folder.

    `cache` is a folder for what is computed once. Raises `BadSettings` for an empty name, and
    `ModelUnavailable` when the built-in model is not installed; other models are looked for on first use.
    """
    if name == "builtin":
        from index.embedding.e5 import BuiltinE5

        return BuiltinE5(cache)
    if name == "hashing":
        from index.embedding.hashing import HashEmbedder

        return HashEmbedder()
    if name.startswith(("http://", "https://")):
        from index.embedding.remote import RemoteEmbedder, Served

        return RemoteEmbedder(Served.load(name))
    if not name.strip():
        raise BadSettings('The embedding model has no name; set "builtin", "hashing", or the name or folder of a model')
    from index.embedding.sentence import SentenceModel

    return SentenceModel(name)
