"""Search: question → candidates from three sources → fused → re-ranked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from index.away import trying
from index.embedding.base import Vectors
from index.lexical.analysis import Analyser, Group, flatten
from index.records import Filters, Hit
from index.retrieval.dense import cosines, nearest, standing
from index.retrieval.evidence import Evidence, weigh
from index.retrieval.matching import EXACT_KINDS, Idea, ideas
from index.retrieval.nearby import Nearby
from index.retrieval.rerank import features, score
from index.retrieval.rrf import rrf
from index.retrieval.seams import Searchable
from index.retrieval.settings import Weights, default_weights
from index.vectors.near import Near

EVERYTHING = Filters()
NO_VECTOR: Vectors = np.zeros(0, dtype=np.float32)  # where what embeds is away
QUESTIONS_KEPT = 64  # query vectors that stay in memory


@dataclass(frozen=True)
class _Question:
    """A question made ready: its groups, their weights, its vector, and the frequencies of its terms."""

    groups: tuple[Group, ...]
    ideas: tuple[Idea, ...]
    vector: Vectors
    frequencies: dict[str, int]
    size: int


class Search:
    """Finds passages in an open index. Threads may share it: it holds settings and the last questions' vectors only."""

    def __init__(self, index: Searchable, analyser: Analyser | None = None, weights: Weights | None = None) -> None:
        self._index = index
        self.analyser = analyser or index.analyser
        self.weights = weights or default_weights()
        self._nearby = Nearby(index)
        # One question is prepared several times: for searching, and for weighing what was found.
        self._vector = lru_cache(maxsize=QUESTIONS_KEPT)(lambda text: index.embedder.embed_query(text))

    def search(
        self,
        question: str,
        language: str = "sv",
        filters: Filters = EVERYTHING,
        limit: int = 50,
        query_text: str | None = None,
    ) -> list[Hit]:
        """The best passages for a question, best first.

        `language` ("sv" or "en") is the question's. `query_text`, when given, is searched in the question's
        place: a follow-up with what it refers to put in. A hit has its cosine and its rank in every source.
        """
        within = self._within(filters)
        if within is not None and not len(within):
            return []
        asked = self._prepare(query_text or question, language)
        return self._rank(asked, within, limit) if asked.size else []

    def sources(
        self, question: str, language: str = "sv", filters: Filters = EVERYTHING, limit: int = 50
    ) -> dict[str, list[str]]:
        """The ids of the passages that each source finds, best first: "dense", "lexical", "exact", and "fused" of them.

        For those who measure: `search` gives the best of "fused", ranked anew. A source may find more than `limit`.
        """
        within = self._within(filters)
        asked = self._prepare(question, language)
        if not asked.size or (within is not None and not len(within)):
            return {}
        found, fused = self._candidates(asked, within, limit)
        rankings = {source: [key for key, _ in ranked] for source, ranked in found.items()}
        return {**rankings, "fused": sorted(fused, key=lambda key: (-fused[key], key))}

    def evidence(
        self, question: str, hits: Sequence[Hit], language: str = "sv", query_text: str | None = None
    ) -> Evidence:
        """How much speaks for the hits holding an answer; see `Evidence`."""
        asked = self._prepare(query_text or question, language)
        entries = self._index.lexical.entries([hit.passage.id for hit in hits])
        best = max((hit.cosine for hit in hits if hit.cosine is not None), default=None)
        sample = self.weights.limits["sample"]
        z = 0.0 if best is None else standing(self._index, asked.vector, best, sample, self._near(asked.size))
        return weigh(asked.ideas, hits, entries, asked.frequencies, self.weights.match, z)

    def _within(self, filters: Filters) -> Collection[str] | None:
        """The passages that meet the filters; None where nothing is narrowed."""
        if filters.empty:
            return None
        found = self._nearby.get(self._index.lexical.size(), self.weights.limits["exact_scoring"])
        return self._index.catalogue.passage_ids(filters) if found is None else found[1].part(filters)

    def _near(self, size: int) -> Near | None:
        found = self._nearby.get(size, self.weights.limits["exact_scoring"])
        return None if found is None else found[0]

    def _prepare(self, text: str, language: str) -> _Question:
        groups = self.analyser.groups(text, language)
        size = self._index.lexical.size()
        terms = {term for group in groups for term in (*group.terms, *group.parts)}
        frequencies = self._index.lexical.document_frequencies(terms) if terms else {}
        weighed = ideas(groups, frequencies, size)
        vector = trying(lambda: self._vector(text), NO_VECTOR)
        return _Question(tuple(groups), tuple(weighed), vector, frequencies, size)

    def _candidates(
        self, asked: _Question, within: Collection[str] | None, limit: int
    ) -> tuple[dict[str, list[tuple[str, float]]], dict[str, float]]:
        """What each source finds, with its scores, and the scores of all of it fused."""
        limits = self.weights.limits
        count = max(limit, limits["candidates"])
        dense = nearest(self._index, asked.vector, count, within, asked.size, limits, self._near(asked.size))
        lexical = self._index.lexical.query(flatten(asked.groups), count, within)
        sharp = [group.terms for group in asked.groups if group.name or group.terms[0].startswith(EXACT_KINDS)]
        exact = self._index.lexical.query(sharp, count, within) if sharp else []
        sources = {"dense": dense, "lexical": lexical, "exact": exact}
        rankings = {source: [key for key, _ in found] for source, found in sources.items()}
        return sources, rrf(rankings, self.weights.sources)

    def _rank(self, asked: _Question, within: Collection[str] | None, limit: int) -> list[Hit]:
        limits = self.weights.limits
        sources, fused = self._candidates(asked, within, limit)
        pool = sorted(fused, key=lambda key: (-fused[key], key))[: max(limit, limits["rerank"])]
        near = cosines(self._index, asked.vector, pool, self._near(asked.size))
        scored = self._rescore(asked, pool, {"dense": near, "bm25": dict(sources["lexical"]), "fused": fused})
        best = sorted(pool, key=lambda key: (-scored[key], key))[:limit]
        places = {source: {key: at for at, (key, _) in enumerate(ranked, 1)} for source, ranked in sources.items()}
        return [
            Hit(
                passage,
                scored[passage.id],
                {source: found[passage.id] for source, found in places.items() if passage.id in found},
                near.get(passage.id),
            )
            for passage in self._index.catalogue.passages(best)
        ]

    def _rescore(self, asked: _Question, pool: Sequence[str], signals: dict[str, dict[str, float]]) -> dict[str, float]:
        entries = self._index.lexical.entries(pool)
        found = features(asked.ideas, entries, signals, self.weights.match, pool)
        return {key: score(values, self.weights.rerank) for key, values in found.items()}
