"""Embeds passages, and keeps for the reader what the model saw of them: one pass through the model serves both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Protocol, runtime_checkable

from index.embedding.base import Embedder, TokenStates, Vectors
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


class ReadingAhead:
    """Embeds with any embedder; what it shows is kept where the reader can use it."""

    def __init__(self, embedder: Embedder, reader: PassageReader) -> None:
        self.embedder = embedder
        self._reader = reader

    def embed(self, passages: Sequence[Passage], progress: Callable[[int], None] | None = None) -> Vectors:
        """The vectors of passages, one row each, in order; `progress` as in `Embedder.embed_passages`."""
        texts = [embedded_text(passage) for passage in passages]
        if not (isinstance(self.embedder, ShowingEmbedder) and isinstance(self._reader, KeepingReader)):
            return self.embedder.embed_passages(texts, progress)
        vectors, shown = self.embedder.embed_and_show(texts, progress)
        by_document: dict[str, dict[tuple[str, str], TokenStates]] = defaultdict(dict)
        for passage, states in zip(passages, shown, strict=True):
            by_document[passage.span.document_id][passage.context, passage.text] = states
        for document_id, seen in by_document.items():
            self._reader.keep(document_id, seen)
        return vectors

    def keep_only(self, document_ids: Collection[str]) -> None:
        """Forgets what is kept of documents that are not among these."""
        if isinstance(self._reader, KeepingReader):
            self._reader.keep_only(document_ids)
