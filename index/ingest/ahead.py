"""Embeds passages, and keeps for the reader what the model saw of them: one pass through the model serves both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from index.embedding.base import Embedder, TokenStates, Vectors
from index.embedding.environment import one_thread_a_product
from index.passages import embedded_text
from index.reader import PassageReader
from index.records import Passage


@runtime_checkable
class ShowingEmbedder(Protocol):
    """An embedder that also gives the states behind its vectors."""

    def embed_and_show(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> tuple[Vectors, list[TokenStates]]:
        """The vectors of passages and what the model saw of each."""
        ...


@runtime_checkable
class KeepingReader(Protocol):
    """A reader that need not look at a passage that it was shown before."""

    def keep(self, document_id: str, texts: Mapping[tuple[str, str], TokenStates]) -> None:
        """Keeps what the embedding model saw of the (context, text)s of a document."""
        ...

    def keep_only(self, document_ids: Collection[str]) -> None:
        """Forgets what is kept of any other document."""
        ...


@dataclass(frozen=True, slots=True)
class Looked:
    """The vectors of passages, one row each, in order, and for a reader that keeps it what the model saw of each."""

    vectors: Vectors
    seen: list[TokenStates] | None = None


class ReadingAhead:
    """Embeds with any embedder; what it shows is kept where the reader can use it."""

    def __init__(self, embedder: Embedder, reader: PassageReader) -> None:
        self.embedder = embedder
        self._reader = reader

    def embed(self, passages: Sequence[Passage], progress: Callable[[int], None] | None = None) -> Vectors:
        """The vectors of passages, one row each, in order; `progress` as in `Embedder.embed_passages`."""
        found = self.look(passages, progress)
        self.keep(passages, found)
        return found.vectors

    def look(self, passages: Sequence[Passage], progress: Callable[[int], None] | None = None) -> Looked:
        """The first half of `embed`: computes; nothing is kept yet."""
        texts = [embedded_text(passage) for passage in passages]
        if isinstance(self.embedder, ShowingEmbedder) and isinstance(self._reader, KeepingReader):
            return Looked(*self.embedder.embed_and_show(texts, progress))
        return Looked(self.embedder.embed_passages(texts, progress))

    def keep(self, passages: Sequence[Passage], found: Looked) -> None:
        """The second half: keeps for the reader what the model saw."""
        if found.seen is None or not isinstance(self._reader, KeepingReader):
            return
        by_document: dict[str, dict[tuple[str, str], TokenStates]] = defaultdict(dict)
        for passage, states in zip(passages, found.seen, strict=True):
            by_document[passage.span.document_id][passage.context, passage.text] = states
        with one_thread_a_product():  # the products are small, and other threads compute
            for document_id, seen in by_document.items():
                self._reader.keep(document_id, seen)

    def keep_only(self, document_ids: Collection[str]) -> None:
        """Forgets what is kept of documents that are not among these."""
        if isinstance(self._reader, KeepingReader):
            self._reader.keep_only(document_ids)
