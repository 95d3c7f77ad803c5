"""What can go wrong with a vector store."""

from __future__ import annotations

from corpus.errors import IndexError_


class VectorsBroken(IndexError_):
    """The stored vectors cannot be read; the catalogue can rebuild them."""


class VectorsUnreachable(IndexError_):
    """The server that holds the vectors does not answer."""
