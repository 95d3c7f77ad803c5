"""What can go wrong with a vector store."""

from __future__ import annotations

from corpus.errors import IndexError_
from index.away import Away


class VectorsBroken(IndexError_, Away):
    """The stored vectors cannot be read; the catalogue can rebuild them."""


class VectorsUnreachable(IndexError_, Away):
    """The server that holds the vectors does not answer, or too slowly, or is no vector server."""
