"""What the reader learns from and is measured on: a question, a text, and whether the text answers it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from evals.dataset import Question
from evals.reader.pairs import Pair
from index.reader.features import Eyes, Numbers, Seen, meeting
from index.records import Passage
from index.retrieval import Search
from index.store import Index

HITS = 5  # passages found for a question that are learnt from
# Near misses teach most; an unrelated passage is easy, and of what a search finds most does not answer.
WEIGHTS = {"pair": 1.0, "other": 0.3, "hit": 1.2, "miss": 0.4}


@dataclass(frozen=True)
class Example:
    """`answers` marks the pieces of the text that answer; none is marked where it does not.

    `asks` marks those that ask the same, none where nobody does; it is None where that is not known.
    """

    asked: str
    collections: frozenset[str]
    status: str
    source: str
    question: Seen
    text: Seen
    answers: Numbers
    asks: Numbers | None = None

    @cached_property
    def features(self) -> Numbers:
        """How each piece of the text meets the question, which only the small networks look at."""
        return meeting(self.question, self.text)

    @property
    def positive(self) -> bool:
        """Whether the text answers."""
        return self.source == "hit" or (self.source == "pair" and bool(self.answers.any()))


def from_pairs(index: Index, eyes: Eyes, pairs: Iterable[Pair], collection: Callable[[str], str]) -> Iterator[Example]:
    """Each pair whose passage this index holds unchanged, and beside it the most alike passage of another pair.

    `collection` gives that of a path, as for `from_questions`.
    """
    found = [(pair, passage) for pair in pairs if (passage := _passage(index, pair)) and pair.stands_in(passage.text)]
    texts = {passage.id: passage for _, passage in found}
    seen = dict(zip(texts, eyes.texts([(p.context, p.text) for p in texts.values()]), strict=True))
    where = {passage.id: collection(pair.path) for pair, passage in found}
    ids = sorted(texts)
    means = np.stack([_unit(seen[i].means[0]) for i in ids]) if ids else np.zeros((0, 1))
    questions = eyes.questions([pair.question for pair, _ in found])
    for number, ((pair, passage), question) in enumerate(zip(found, questions, strict=True)):
        spans = [pair.answer] if pair.answer else []
        status = "answered" if spans else "not_found"
        text = seen[passage.id]
        own = frozenset({collection(pair.path)})
        asks = _asking(text, pair.asks)
        yield Example(pair.id, own, status, "pair", question, text, _marked(text, spans), asks)
        alike = [ids[i] for i in np.argsort(-(means @ _unit(question.means[0]))) if ids[i] != passage.id]
        if alike and number % 2:
            other = seen[alike[0]]
            both = own | {where[alike[0]]}
            yield Example(pair.id, both, status, "other", question, other, _marked(other, []))


def from_questions(
    index: Index, eyes: Eyes, questions: Sequence[Question], collection: Callable[[str], str]
) -> Iterator[Example]:
    """The best hits of each question; one that merely asks what is asked does not answer it."""
    search = Search(index)
    for question in questions:
        text = " ".join([*question.history[-1:], question.question])
        hits = search.search(text, question.language, limit=HITS)
        asked = eyes.question(text)
        paths = {d.id: d.path for h in hits if (d := index.catalogue.document(h.passage.span.document_id))}
        own = frozenset(collection(gold.path) for gold in question.gold) or frozenset(
            collection(path) for path in list(paths.values())[:1]
        )
        for hit, seen in zip(hits, eyes.texts([(h.passage.context, h.passage.text) for h in hits]), strict=True):
            span = hit.passage.span
            path = paths.get(span.document_id, "")
            spans = [
                (gold.start - span.start, gold.end - span.start)
                for gold in question.gold
                if gold.path == path and span.start < gold.end and gold.start < span.end
            ]
            answers = spans if question.status == "answered" else []
            # What is answered may be asked too, wherever: only of the others is it known.
            asks = None if question.status == "answered" else _marked(seen, spans)
            both, source = own | {collection(path)}, "hit" if answers else "miss"
            yield Example(question.id, both, question.status, source, asked, seen, _marked(seen, answers), asks)


def _passage(index: Index, pair: Pair) -> Passage | None:
    document = index.catalogue.by_path(pair.path)
    if document is None:
        return None
    return _by_span(index, document.id).get((pair.start, pair.end))


@lru_cache(maxsize=64)
def _by_span(index: Index, document_id: str) -> dict[tuple[int, int], Passage]:
    return {(p.span.start, p.span.end): p for p in index.catalogue.passages_of(document_id)}


def _asking(text: Seen, span: tuple[int, int] | tuple[()] | None) -> Numbers | None:
    return None if span is None else _marked(text, [span] if span else [])


def _marked(text: Seen, spans: Iterable[tuple[int, int]]) -> Numbers:
    """1 for each piece whose sentence touches one of the spans (characters of the text)."""
    marks = np.zeros(len(text.ids), dtype=np.float32)
    for a, b in spans:
        for k, (start, end) in enumerate(text.spans):
            if start < b and a < end:
                marks[text.sentence == k] = 1.0
    return marks


def _unit(vector: Numbers) -> Numbers:
    found: Numbers = vector / max(float(np.linalg.norm(vector)), 1e-9)
    return found
