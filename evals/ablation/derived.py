"""Indexes that lack something: the same passages with other terms, headers or vectors; the index itself stays."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np

from corpus.records import Document
from index.catalogue.database import connect
from index.embedding.base import Embedder, Vectors
from index.lexical.analysis import Analyser
from index.lexical.base import LexicalEntry
from index.lexical.fts import FtsLexical
from index.passages import embedded_text
from index.records import Filters, Passage
from index.retrieval.seams import CatalogueView, Searchable, TermIndex, VectorRows
from index.vectors import VectorStore


@dataclass(frozen=True)
class Derived:
    """An open index of which parts are replaced."""

    catalogue: CatalogueView
    lexical: TermIndex
    analyser: Analyser
    vectors: VectorStore
    embedder: Embedder

    @classmethod
    def of(
        cls,
        index: Searchable,
        *,
        catalogue: CatalogueView | None = None,
        lexical: TermIndex | None = None,
        analyser: Analyser | None = None,
    ) -> Derived:
        """The index but for what is given."""
        return cls(
            catalogue or index.catalogue,
            lexical or index.lexical,
            analyser or index.analyser,
            index.vectors,
            index.embedder,
        )


@dataclass(frozen=True)
class Rows:
    """Vectors with their passage ids."""

    ids: Sequence[str]
    matrix: Vectors


class Headless:
    """A catalogue whose passages have no header; with `rows`, their vectors know of none either."""

    def __init__(self, inner: CatalogueView, rows: VectorRows | None = None) -> None:
        self._inner = inner
        self._rows = rows
        self._at = {key: at for at, key in enumerate(rows.ids)} if rows else {}
        self._bare = lru_cache(maxsize=4096)(lambda passage: replace(passage, context=""))

    def passage_ids(self, filters: Filters | None = None) -> list[str]:
        """As the inner catalogue."""
        return self._inner.passage_ids(filters)

    def passages(self, ids: Iterable[str]) -> list[Passage]:
        """The passages without their headers."""
        return [self._bare(passage) for passage in self._inner.passages(ids)]

    def vectors(self, ids: Collection[str] | None = None) -> VectorRows:
        """The vectors without headers if there are any, else the inner catalogue's."""
        if self._rows is None:
            return self._inner.vectors(ids)
        if ids is None:
            return self._rows
        known = [key for key in ids if key in self._at]
        return Rows(known, self._rows.matrix[[self._at[key] for key in known]])

    def document(self, document_id: str) -> Document | None:
        """As the inner catalogue."""
        return self._inner.document(document_id)


def headless_rows(catalogue: CatalogueView, embedder: Embedder) -> Rows:
    """The vectors of all passages, embedded without their headers; some seconds a hundred passages."""
    passages = [replace(passage, context="") for passage in catalogue.passages(catalogue.passage_ids())]
    texts = [embedded_text(passage) for passage in passages]
    return Rows([passage.id for passage in passages], np.asarray(embedder.embed_passages(texts)))


def lexical_of(entries: Sequence[LexicalEntry], file: Path) -> FtsLexical:
    """A lexical index of its own, in a new file."""
    lexical = FtsLexical(connect(f"sqlite:///{file}", write=True))
    lexical.upsert(entries)
    return lexical
