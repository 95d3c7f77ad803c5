"""Fits the weights of the light re-ranker by coordinate search."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from assistant.contract import Retrieved
from evals.dataset import Question
from evals.logistic import Matrix
from evals.metrics.hits import hit
from index.embedding import Embedder
from index.embedding.base import Vectors
from index.lexical.analysis import Analyser
from index.records import Hit
from index.retrieval import Search
from index.retrieval.seams import CatalogueView, Searchable, TermIndex
from index.retrieval.settings import Weights
from index.vectors import VectorStore

# No weight is set to nothing: on few questions a feature can seem idle that a larger collection needs.
FACTORS = (0.25, 0.5, 0.75, 1.25, 1.5, 2.0)
ROUNDS = 4
_GAIN = 2e-3  # less than one question of a hundred that moves from rank 2 to rank 1
_LIMIT = 50

Flags = NDArray[np.bool_]


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


@dataclass(frozen=True)
class Pool:
    """The passages found for one question: features, shape (n, features), and which of them are hits."""

    features: Matrix
    hits: Flags


def pools(index: Remembering, questions: Sequence[Question], weights: Weights) -> list[Pool]:
    """The pool of each question with gold, features in the order of `weights.rerank`.

    The re-ranker is a weighted sum, so a search with the weight 1 for one feature and 0 for all others gives
    that feature as its score; the passages found are the same each time.
    """
    limit = weights.limits["rerank"]
    searches = [Search(index, weights=replace(weights, rerank={name: 1.0})) for name in sorted(weights.rerank)]
    found = []
    for question in (question for question in questions if question.gold):
        runs = [
            {each.passage.id: each for each in search.search(question.question, question.language, limit=limit)}
            for search in searches
        ]
        ids = sorted(runs[0])
        features = np.array([[run[key].score for run in runs] for key in ids]).reshape(len(ids), len(runs))
        places = (_retrieved(index, runs[0][key]) for key in ids)
        found.append(Pool(features, np.array([hit(place, question.gold) for place in places], dtype=np.bool_)))
    return found


def evaluate(found: Sequence[Pool], rerank: Mapping[str, float]) -> float:
    """MRR of these weights over the pools, cut off at 50; 0 without any. Ties keep the order of the ids."""
    weights = np.array([rerank[name] for name in sorted(rerank)])
    return float(np.mean([_reciprocal(pool, weights) for pool in found])) if found else 0.0


def climb(found: Sequence[Pool], start: Mapping[str, float]) -> dict[str, float]:
    """Re-ranker weights that give a higher MRR, found one weight at a time.

    Each weight in turn is multiplied by each of `FACTORS` and keeps what helps; this is done `ROUNDS` times.
    Deterministic; finds a local maximum. Source: coordinate ascent, Metzler and Croft 2007.
    """
    best = dict(start)
    height = evaluate(found, start)
    for _ in range(ROUNDS):
        before = height
        for name in best:
            for value in [round(best[name] * factor, 3) for factor in FACTORS]:
                tried = {**best, name: value}
                reached = evaluate(found, tried)
                if reached > height + _GAIN:
                    best, height = tried, reached
        if height <= before + _GAIN:
            break
    return best


def rewrite(weights: Mapping[str, float]) -> str:
    """The project's weights.toml with these numbers in its [rerank] table, all else as it is."""
    text = resources.files("index.retrieval").joinpath("data/weights.toml").read_text("utf-8")
    lines, inside = [], False
    for line in text.splitlines():
        if line.startswith("["):
            inside = line.startswith("[rerank]")
        name = line.partition("=")[0].strip()
        if inside and name in weights:
            line = re.sub(r"=\s*[-+\d.eE]+", f"= {weights[name]:g}", line, count=1)
        lines.append(line)
    return "\n".join(lines) + "\n"


def _reciprocal(pool: Pool, weights: Matrix) -> float:
    order = np.argsort(-(pool.features @ weights), kind="stable")[:_LIMIT]
    ranks = np.flatnonzero(pool.hits[order])
    return 1.0 / (float(ranks[0]) + 1) if len(ranks) else 0.0


def _retrieved(index: Remembering, found: Hit) -> Retrieved:
    span = found.passage.span
    return Retrieved(path=index.path(span.document_id), start=span.start, end=span.end, score=found.score)
