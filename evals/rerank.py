"""Fits the weights of the light re-ranker: softmax over the passages found for each question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np

from assistant.contract import Retrieved
from evals.dataset import Question
from evals.fitting import listwise
from evals.fitting.listwise import Alternatives
from evals.fitting.plan import features
from evals.metrics.hits import hit
from index.embedding import Embedder
from index.embedding.base import Vectors
from index.lexical.analysis import Analyser
from index.records import Hit
from index.retrieval import Search
from index.retrieval.seams import CatalogueView, Searchable, TermIndex
from index.retrieval.settings import Weights
from index.vectors import VectorStore

SHRINK = 0.01
SUM = 5.65  # of the weights: the scale on which a passage's score meets the bonuses of acts


class _RememberingEmbedder:
    """An embedder that embeds a question once, however often it is asked."""

    def __init__(self, inner: Embedder) -> None:
        self._inner = inner
        self._queries: dict[str, Vectors] = {}

    @property
    def name(self) -> str:
        return self._inner.name

    @property
    def dimension(self) -> int:
        return self._inner.dimension

    def prepare(self) -> None:
        self._inner.prepare()

    def embed_query(self, text: str) -> Vectors:
        if text not in self._queries:
            self._queries[text] = self._inner.embed_query(text)
        return self._queries[text]

    def embed_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        return self._inner.embed_passages(texts, progress)


class Remembering:
    """An open index that embeds every question once, for searching it over and over."""

    def __init__(self, index: Searchable) -> None:
        self._index = index
        self._paths: dict[str, str] = {}

    @property
    def catalogue(self) -> CatalogueView:
        """The index's own."""
        return self._index.catalogue

    @property
    def lexical(self) -> TermIndex:
        """The index's own."""
        return self._index.lexical

    @property
    def analyser(self) -> Analyser:
        """The index's own."""
        return self._index.analyser

    @property
    def vectors(self) -> VectorStore:
        """The index's own."""
        return self._index.vectors

    @cached_property
    def embedder(self) -> Embedder:
        """The index's own, remembering."""
        return _RememberingEmbedder(self._index.embedder)

    def path(self, document_id: str) -> str:
        """The path of a document, "" when it is gone."""
        if document_id not in self._paths:
            document = self.catalogue.document(document_id)
            self._paths[document_id] = document.path if document else ""
        return self._paths[document_id]


def pools(index: Remembering, questions: Sequence[Question], weights: Weights) -> list[Alternatives]:
    """The passages found for each question with gold; the features are those of the plan, in its order.

    The re-ranker is a weighted sum, so a search with the weight 1 for one feature and 0 for all others gives
    that feature as its score; the passages found are the same each time.
    """
    limit = weights.limits["rerank"]
    known, _ = features("rerank")
    searches = [Search(index, weights=replace(weights, rerank={name: 1.0})) for name in known]
    found = []
    for question in (question for question in questions if question.gold):
        runs = [
            {each.passage.id: each for each in search.search(question.question, question.language, limit=limit)}
            for search in searches
        ]
        ids = sorted(runs[0])
        rows = np.array([[run[key].score for run in runs] for key in ids]).reshape(len(ids), len(runs))
        places = (_retrieved(index, runs[0][key]) for key in ids)
        found.append(Alternatives(rows, np.array([hit(place, question.gold) for place in places], dtype=np.bool_)))
    return found


def fit(found: Sequence[Alternatives]) -> dict[str, float]:
    """Re-ranker weights fitted to pools, none negative, on the scale of `SUM`."""
    known, signs = features("rerank")
    weights = listwise.fit(found, signs, SHRINK)
    total = float(np.abs(weights).sum()) or 1.0
    return {name: float(weight) * SUM / total for name, weight in zip(known, weights, strict=True)}


def _retrieved(index: Remembering, found: Hit) -> Retrieved:
    span = found.passage.span
    return Retrieved(path=index.path(span.document_id), start=span.start, end=span.end, score=found.score)
