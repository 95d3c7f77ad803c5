"""Haystack's hybrid pipeline: BM25 and embedding retriever of the in-memory store, joined by reciprocal rank.

Set up after Haystack's tutorial on hybrid retrieval; passages of 200 words, the default of `DocumentSplitter`, with
the title embedded in front (`meta_fields_to_embed`), as its documentation advises.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from evals.peers.base import Found, Text
from index.embedding.base import Embedder


class HaystackPeer:
    """`embedder` is the model that every system gets."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._texts: dict[str, Text] = {}

    def build(self, documents: Sequence[Text]) -> None:
        """Splits, embeds and stores the documents, and connects the pipeline."""
        from haystack import Document, Pipeline
        from haystack.components.joiners import DocumentJoiner
        from haystack.components.preprocessors import DocumentSplitter
        from haystack.components.retrievers.in_memory import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
        from haystack.document_stores.in_memory import InMemoryDocumentStore

        self._texts = {one.path: one for one in documents}
        whole = [Document(content=one.text, meta={"path": one.path, "title": one.title}) for one in documents]
        chunks = DocumentSplitter().run(documents=whole)["documents"]
        vectors = self._embedder.embed_passages([f"{chunk.meta['title']}\n{chunk.content}" for chunk in chunks])
        store = InMemoryDocumentStore()
        store.write_documents(
            [replace(chunk, embedding=list(map(float, row))) for chunk, row in zip(chunks, vectors, strict=True)]
        )
        self._pipeline: Any = Pipeline()
        self._pipeline.add_component("dense", InMemoryEmbeddingRetriever(document_store=store))
        self._pipeline.add_component("bm25", InMemoryBM25Retriever(document_store=store))
        self._pipeline.add_component("joined", DocumentJoiner(join_mode="reciprocal_rank_fusion"))
        self._pipeline.connect("dense", "joined")
        self._pipeline.connect("bm25", "joined")

    def search(self, question: str, most: int) -> list[Found]:
        """What the pipeline gives."""
        vector = [float(number) for number in self._embedder.embed_query(question)]
        given = {
            "dense": {"query_embedding": vector, "top_k": most},
            "bm25": {"query": question, "top_k": most},
            "joined": {"top_k": most},
        }
        return [self._found(chunk) for chunk in self._pipeline.run(given)["joined"]["documents"]]

    def _found(self, chunk: Any) -> Found:
        document = self._texts[chunk.meta["path"]]
        start = int(chunk.meta["split_idx_start"])
        return Found(document, start, start + len(chunk.content), float(chunk.score or 0.0))
