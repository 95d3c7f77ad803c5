"""What retrieval asks of an index: the catalogue, the lexical index, the vector store and the embedder."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

from corpus.records import Document
from index.embedding.base import Embedder, Vectors
from index.lexical.analysis import Analyser
from index.lexical.base import LexicalEntry, LexicalIndex
from index.records import Filters, Passage
from index.vectors.base import VectorStore


class VectorRows(Protocol):
    """Vectors with their passage ids: `matrix` has shape (len(ids), dimension)."""

    @property
    def ids(self) -> Sequence[str]:
        """The passage id of each row."""
        ...

    @property
    def matrix(self) -> Vectors:
        """Unit vectors, row by row."""
        ...


class CatalogueView(Protocol):
    """The part of the catalogue that retrieval reads."""

    def passage_ids(self, filters: Filters | None = None) -> list[str]:
        """The ids of the passages that meet the filters."""
        ...

    def passages(self, ids: Iterable[str]) -> list[Passage]:
        """Passages by id, in the order asked; unknown ids are left out."""
        ...

    def vectors(self, ids: Collection[str] | None = None) -> VectorRows:
        """The vectors of some passages, or of all."""
        ...

    def document(self, document_id: str) -> Document | None:
        """A document with its text; None when it is not there."""
        ...


class TermIndex(LexicalIndex, Protocol):
    """A lexical index that also hands back what it holds, for re-ranking."""

    def entries(self, ids: Sequence[str]) -> dict[str, LexicalEntry]:
        """The entries held of these ids."""
        ...

    def document_frequencies(self, terms: Collection[str]) -> dict[str, int]:
        """In how many passages each term stands."""
        ...

    def size(self) -> int:
        """How many passages are held."""
        ...


class Searchable(Protocol):
    """An open index."""

    @property
    def catalogue(self) -> CatalogueView:
        """The system of record."""
        ...

    @property
    def lexical(self) -> TermIndex:
        """BM25 over analysed terms."""
        ...

    @property
    def analyser(self) -> Analyser:
        """What made the terms of the lexical index."""
        ...

    @property
    def vectors(self) -> VectorStore:
        """Nearest neighbours, for indexes too large to score whole."""
        ...

    @property
    def embedder(self) -> Embedder:
        """Turns a question into a vector."""
        ...
