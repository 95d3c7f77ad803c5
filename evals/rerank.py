"""Fits the weights of the light re-ranker by coordinate search."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from importlib import resources

from assistant.contract import Answer, Retrieved
from evals.dataset import Question
from evals.metrics.means import mean
from evals.metrics.mrr import score
from evals.record import Record
from index.embedding import Embedder
from index.embedding.base import Vectors
from index.lexical.analysis import Analyser
from index.records import Hit
from index.retrieval import Search
from index.retrieval.seams import CatalogueView, Searchable, TermIndex
from index.retrieval.settings import Weights
from index.vectors import VectorStore

FACTORS = (0.0, 0.5, 0.75, 1.25, 1.5, 2.0)
ROUNDS = 2
_GAIN = 1e-4
_LIMIT = 50


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


def evaluate(index: Remembering, questions: Sequence[Question], weights: Weights) -> float:
    """MRR of a search with these weights over the questions with gold; 0 without any."""
    search = Search(index, weights=weights)
    asked = [question for question in questions if question.gold]
    return mean(score(_record(index, search, question)) for question in asked) or 0.0


def climb(index: Remembering, questions: Sequence[Question], start: Weights) -> dict[str, float]:
    """Re-ranker weights that give a higher MRR, found one weight at a time.

    Each weight in turn is multiplied by each of `FACTORS` and keeps what helps; this is done `ROUNDS` times.
    Deterministic; finds a local maximum. Source: coordinate ascent, Metzler and Croft 2007.
    """
    best = dict(start.rerank)
    height = evaluate(index, questions, start)
    for _ in range(ROUNDS):
        before = height
        for name in best:
            for value in [round(best[name] * factor, 3) for factor in FACTORS]:
                tried = {**best, name: value}
                reached = evaluate(index, questions, replace(start, rerank=tried))
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


def _record(index: Remembering, search: Search, question: Question) -> Record:
    hits = search.search(question.question, question.language, limit=_LIMIT)
    answer = Answer(
        question=question.question,
        language=question.language,
        status="not_found",
        route="none",
        answer="",
        retrieved=[_retrieved(index, hit) for hit in hits],
    )
    return Record(question, answer, 0.0)


def _retrieved(index: Remembering, hit: Hit) -> Retrieved:
    span = hit.passage.span
    return Retrieved(path=index.path(span.document_id), start=span.start, end=span.end, score=hit.score)
