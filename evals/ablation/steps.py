"""The steps of ranking, each as what the assistant ranks with when it is switched off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.contract import Language
from assistant.ranking import Bonuses, Ranking
from corpus.sentences import sentences
from evals.ablation.derived import Derived, Headless, headless_rows, lexical_of
from evals.rerank import Remembering
from index.ingest.derived import entries
from index.lexical.analysis import Analyser
from index.lexical.compounds import CompoundSplitter
from index.reader import Reading, SentenceScore
from index.retrieval.search import Search
from index.retrieval.settings import Weights, default_weights
from index.store import Index

EMBEDDED = 2000  # passages up to which an index is embedded anew without headers
ANSWERS, SCORE = 0.3, -1.0  # what the reader says of a passage that it is in doubt of
# The best passage's first sentence, on the scale on which a further sentence is quoted or not.
FIRST_SENTENCE = {"inverse_rank": 12.0, "first": 4.0}


@dataclass(frozen=True)
class Step:
    """A step and the ranking without it; `language`: only questions in it can tell."""

    name: str
    without: Ranking
    language: Language | None = None


class Unread:
    """A reader that has not read: it judges all passages and sentences alike, all in doubt."""

    def prepare(self) -> None:
        """Nothing to get ready."""

    def read(self, question: str, texts: Sequence[tuple[str, str]]) -> list[Reading]:
        """The same reading for every text."""
        return [self._of(text) for _, text in texts]

    @staticmethod
    def _of(text: str) -> Reading:
        spans = list(sentences(text))
        return Reading(ANSWERS, SCORE, tuple(SentenceScore(a, b, 1 / len(spans)) for a, b in spans))


def steps(index: Index, base: Remembering, scratch: Path) -> Iterator[Step]:
    """Every step of ranking; `scratch` is a folder for lexical indexes that lack something."""
    weights = default_weights()
    yield from _of_the_index(index, base, scratch)

    def ranked(rerank: dict[str, float], sources: dict[str, float] | None = None) -> Ranking:
        changed: Weights = replace(weights, rerank=rerank, sources=sources or weights.sources)
        return Ranking(Search(base, weights=changed))

    untranslated = Analyser(glossary=False)
    yield Step(
        "English–Swedish bridge", Ranking(Search(Derived.of(base, analyser=untranslated), untranslated)), language="en"
    )
    yield Step("linear re-ranker (fused order instead)", ranked({"fused": 1.0}))
    yield Step("everything beside vectors (dense alone instead)", ranked({"dense": 1.0}, {"dense": 1.0}))
    yield Step("everything beside words (BM25 alone instead)", ranked({"bm25": 1.0}, {"lexical": 1.0}))
    search = Search(base)
    yield Step("act-aware ranking", Ranking(search, acts=Bonuses(0.0, 0.0, 0.0)))
    yield Step("neural reader", Ranking(search, passages=Unread()))
    yield Step("sentence model (first sentence instead)", Ranking(search, sentences=FIRST_SENTENCE))


def _of_the_index(index: Index, base: Remembering, scratch: Path) -> Iterator[Step]:
    """The steps that are taken when documents are read in."""
    ids = index.catalogue.passage_ids()
    held = list(index.lexical.entries(ids).values())
    bare = lexical_of([replace(entry, context=[]) for entry in held], scratch / "headers.sqlite")
    worded = Derived.of(base, catalogue=Headless(base.catalogue), lexical=bare)
    yield Step("context headers (words only)", Ranking(Search(worded)))
    if len(ids) <= EMBEDDED:
        rows = headless_rows(base.catalogue, base.embedder)
        whole = Derived.of(base, catalogue=Headless(base.catalogue, rows), lexical=bare)
        yield Step("context headers (words and vectors)", Ranking(Search(whole)))
    alone = lexical_of([replace(entry, around=[]) for entry in held], scratch / "windows.sqlite")
    yield Step("sentence windows", Ranking(Search(Derived.of(base, lexical=alone))))
    no_words = scratch / "none.dic"
    no_words.write_text("0\n", "utf-8")
    whole_words = Analyser(CompoundSplitter(no_words))
    documents = [index.catalogue.passages_of(entry.id) for entry in index.catalogue.documents()]
    uncut = lexical_of([one for own in documents for one in entries(whole_words, own)], scratch / "parts.sqlite")
    analyser = Analyser(CompoundSplitter(no_words), vocabulary=uncut)
    yield Step("compound parts", Ranking(Search(Derived.of(base, lexical=uncut, analyser=analyser), analyser)))
