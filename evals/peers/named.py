"""The peers by name: what each needs, how it is set up, and how it is opened. Nothing heavy is imported here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from evals.peers.packages import need, quiet, versions

if TYPE_CHECKING:
    from evals.peers.base import Peer, Text
    from evals.systems.base import System
    from index.embedding.base import Embedder
    from index.settings import Settings

_LLAMA = ("llama_index.core", "llama_index.vector_stores.chroma", "chromadb")
_LLAMA_VERSIONS = ("llama-index-core", "llama-index-vector-stores-chroma", "chromadb")


@dataclass(frozen=True, slots=True)
class Kind:
    """A peer that can be made of an embedder. `setup` says in a sentence how it is configured."""

    title: str
    setup: str
    modules: Sequence[str]
    distributions: Sequence[str]
    make: Callable[[Embedder], Peer]

    def check(self) -> None:
        """Raises `PeerMissing` when its packages are not installed."""
        need(self.title, self.modules)

    def version(self) -> str:
        """Its packages and their versions."""
        return versions(self.distributions)


def _llamaindex(kind: str) -> Callable[[Embedder], Peer]:
    def make(embedder: Embedder) -> Peer:
        peer: Peer = import_module("evals.peers.llamaindex").LlamaIndexPeer(embedder, kind)
        return peer

    return make


def _txtai(embedder: Embedder) -> Peer:
    peer: Peer = import_module("evals.peers.txtai").TxtaiPeer(embedder)
    return peer


def _haystack(embedder: Embedder) -> Peer:
    peer: Peer = import_module("evals.peers.haystack").HaystackPeer(embedder)
    return peer


PEERS: Mapping[str, Kind] = {
    "llamaindex": Kind(
        "LlamaIndex + Chroma",
        "VectorStoreIndex over Chroma (cosine), SentenceSplitter with its defaults (1024 tokens, 200 shared), "
        "title and path as metadata.",
        _LLAMA,
        _LLAMA_VERSIONS,
        _llamaindex("plain"),
    ),
    "llamaindex-hybrid": Kind(
        "LlamaIndex hybrid",
        "QueryFusionRetriever (reciprocal rank, no questions in other words) over the same index and BM25Retriever "
        "with Swedish stems and stop words.",
        (*_LLAMA, "llama_index.retrievers.bm25", "bm25s", "Stemmer"),
        (*_LLAMA_VERSIONS, "llama-index-retrievers-bm25", "bm25s"),
        _llamaindex("hybrid"),
    ),
    "llamaindex-window": Kind(
        "LlamaIndex sentence window",
        "SentenceWindowNodeParser: single sentences are embedded, three on each side are shown; VectorStoreIndex over "
        "Chroma (cosine), title and path as metadata.",
        _LLAMA,
        _LLAMA_VERSIONS,
        _llamaindex("window"),
    ),
    "txtai": Kind(
        "txtai hybrid",
        "Embeddings(hybrid=True): BM25 and dense weighted alike; passages of 200 words behind the title.",
        ("txtai", "faiss"),
        ("txtai", "faiss-cpu"),
        _txtai,
    ),
    "haystack": Kind(
        "Haystack hybrid",
        "InMemoryBM25Retriever and InMemoryEmbeddingRetriever joined by DocumentJoiner (reciprocal rank fusion); "
        "DocumentSplitter with its defaults (200 words), the title embedded in front.",
        ("haystack",),
        ("haystack-ai",),
        _haystack,
    ),
}


def built(name: str, texts: Sequence[Text], embedder: Embedder) -> Peer:
    """A peer of `PEERS` with its documents indexed. Raises `PeerMissing`."""
    kind = PEERS[name]
    kind.check()
    quiet()
    peer = kind.make(embedder)
    peer.build(texts)
    return peer


def open_peer(name: str, settings: Settings) -> System:
    """A peer as a system over the documents of an index, built now, showing what suits it best on the sample.

    Raises `PeerMissing` without its packages, and `NoIndex`.
    """
    PEERS[name].check()
    from evals.peers.documents import texts_of
    from evals.peers.settled import settled
    from evals.peers.system import PeerSystem
    from index.embedding import make_embedder

    texts = texts_of(settings)
    peer = built(name, texts, make_embedder(settings.embedder, settings.cache))
    return PeerSystem(peer, texts, settled(name))
