"""LlamaIndex over Chroma: plain, fused with BM25, and by sentences with a window around them.

Set up after LlamaIndex's own guides: `VectorStoreIndex` over `ChromaVectorStore`; `QueryFusionRetriever` over it and
`BM25Retriever`; `SentenceWindowNodeParser` with `MetadataReplacementPostProcessor`. Titles and paths are metadata,
which LlamaIndex embeds along with the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from evals.peers.base import Found, Places, Text
from index.embedding.base import Embedder

Kind = Literal["plain", "hybrid", "window"]
CHUNK, OVERLAP = 1024, 200  # tokens: the defaults of SentenceSplitter
WINDOW = 3  # sentences on each side, the default of SentenceWindowNodeParser


class LlamaIndexPeer:
    """One way of setting it up; `embedder` is the model that every system gets."""

    def __init__(self, embedder: Embedder, kind: Kind) -> None:
        self._kind = kind
        self._embedder = embedder
        self._places: dict[str, tuple[Text, int, int]] = {}
        self._order: dict[str, list[str]] = {}  # the nodes of each document

    def build(self, documents: Sequence[Text]) -> None:
        """Splits into nodes, embeds them into a Chroma collection in memory, and makes the BM25 index."""
        from llama_index.core import StorageContext, VectorStoreIndex

        from index.embedding.llama import LlamaEmbedding

        nodes = [node for document in documents for node in self._nodes(document)]
        storage = StorageContext.from_defaults(vector_store=_chroma())
        self._index: Any = VectorStoreIndex(
            nodes, storage_context=storage, embed_model=LlamaEmbedding(self._embedder), show_progress=False
        )
        self._bm25: Any = _bm25(nodes) if self._kind == "hybrid" else None

    def search(self, question: str, most: int) -> list[Found]:
        """What the retriever gives."""
        return [
            self._found(one.node.node_id, float(one.score or 0.0)) for one in self._retriever(most).retrieve(question)
        ]

    def _retriever(self, most: int) -> Any:
        from llama_index.core.llms import MockLLM
        from llama_index.core.retrievers import QueryFusionRetriever
        from llama_index.core.retrievers.fusion_retriever import FUSION_MODES

        most = min(most, len(self._places))
        dense = self._index.as_retriever(similarity_top_k=most)
        if self._bm25 is None:
            return dense
        self._bm25.similarity_top_k = most
        return QueryFusionRetriever(
            [dense, self._bm25],
            llm=MockLLM(),  # asked for nothing: the question is not put in other words
            num_queries=1,
            mode=FUSION_MODES.RECIPROCAL_RANK,
            similarity_top_k=most,
            use_async=False,
        )

    def _nodes(self, document: Text) -> list[Any]:
        """The nodes of a document that are its own words, and where each stands."""
        from llama_index.core import Document

        whole = Document(
            text=document.text,
            id_=document.document_id,
            metadata={"title": document.title, "file_path": document.path},
        )
        places, kept = Places(document), []
        for number, node in enumerate(_splitter(self._kind).get_nodes_from_documents([whole])):
            span = places.next(node.get_content())
            if span is not None:
                node.id_ = f"{document.document_id}-{number}"  # the same in every run
                self._places[node.id_] = (document, *span)
                kept.append(node)
        for node in kept:
            node.relationships = {}  # ids have changed; nothing here goes from a node to the next
        self._order[document.document_id] = [node.node_id for node in kept]
        return kept

    def _found(self, node_id: str, score: float) -> Found:
        document, start, end = self._places[node_id]
        if self._kind != "window":
            return Found(document, start, end, score)
        around = self._order[document.document_id]
        at = around.index(node_id)
        first, last = around[max(0, at - WINDOW)], around[min(len(around) - 1, at + WINDOW)]
        return Found(document, self._places[first][1], self._places[last][2], score, core=(start, end))


def _splitter(kind: Kind) -> Any:
    from llama_index.core.node_parser import SentenceSplitter, SentenceWindowNodeParser

    if kind == "window":
        return SentenceWindowNodeParser.from_defaults(window_size=WINDOW)
    return SentenceSplitter(chunk_size=CHUNK, chunk_overlap=OVERLAP)


def _chroma() -> Any:
    import chromadb
    from llama_index.vector_stores.chroma import ChromaVectorStore

    client = chromadb.EphemeralClient(chromadb.Settings(anonymized_telemetry=False))
    collection = client.get_or_create_collection(
        "peers", embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
    )
    return ChromaVectorStore(chroma_collection=collection)


def _bm25(nodes: list[Any]) -> Any:
    import Stemmer
    from llama_index.retrievers.bm25 import BM25Retriever

    # Most documents are Swedish, so Swedish stems and stop words: the default is English.
    return BM25Retriever.from_defaults(
        nodes=nodes, similarity_top_k=len(nodes), stemmer=Stemmer.Stemmer("swedish"), language="sv"
    )
