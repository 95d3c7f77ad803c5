"""txtai's hybrid index: its BM25 and the embedding model, weighted alike, as `Embeddings(hybrid=True)` has them.

txtai leaves splitting to its user; passages are of 200 words, with the title in front, as in its RAG examples.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from evals.peers.base import Found, Text, windows
from index.embedding.base import Embedder, Vectors

WORDS = 200
_PROMPTS = {"query": "query: ", "data": "passage: "}


class TxtaiPeer:
    """`embedder` is the model that every system gets."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._places: list[tuple[Text, int, int]] = []

    def build(self, documents: Sequence[Text]) -> None:
        """Indexes the passages, in memory."""
        from txtai import Embeddings

        def vectors(texts: list[str]) -> Vectors:
            return self._vectors(texts)  # txtai takes a function, no method

        self._places = [(one, start, end) for one in documents for start, end in windows(one.text, WORDS)]
        self._index: Any = Embeddings(method="external", transform=vectors, instructions=_PROMPTS, hybrid=True)
        self._index.index((i, f"{one.title}\n{one.text[a:b]}", None) for i, (one, a, b) in enumerate(self._places))

    def search(self, question: str, most: int) -> list[Found]:
        """What the index gives: the scores of both searches lie between 0 and 1, and so does their mean."""
        found = []
        for number, score in self._index.search(question, most):
            document, start, end = self._places[number]
            found.append(Found(document, start, end, float(score)))
        return found

    def _vectors(self, texts: list[str]) -> Vectors:
        if texts[0].startswith(_PROMPTS["query"]):
            return np.vstack([self._embedder.embed_query(text.removeprefix(_PROMPTS["query"])) for text in texts])
        return self._embedder.embed_passages([text.removeprefix(_PROMPTS["data"]) for text in texts])
