"""Asks a question and looks at every step on the way to its answer, through the assistant's own code."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.candidates import rank_acts
from assistant.filters import to_filters
from assistant.routes.passage import READ, Considered, considered, read_in
from assistant.understanding.question import Understanding
from assistant.understanding.said import narrowed
from corpus.records import Act, ActKind
from evals.components.trace import Trace, overlaps
from evals.components.watching import Told, Watched
from evals.dataset import Gold, Question
from evals.run import ServiceSystem, run
from index.records import Filters, Hit
from index.store import Index

DEPTH = 50  # candidates of a source that are looked at
PAIRED = (ActKind.QUESTION, ActKind.ANSWER)
Golds = dict[str, list[Gold]]


class Observer:
    """Observes questions on one open index, one at a time."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self.assistant = Watched(index)
        self._reader = self.assistant.reader
        self._system = ServiceSystem(self.assistant)
        self._ids = {file.path: file.document_id for file in index.catalogue.files() if file.document_id}
        self._seen: dict[str, Told] = {}

    def all(self, questions: Iterable[Question]) -> Iterator[Trace]:
        """A trace a question, in order. A question that the assistant refuses has its record only."""
        for question in questions:
            yield self.one(question)

    def one(self, question: Question) -> Trace:
        """The trace of a question."""
        self.assistant.last = None
        record = next(iter(run([question], self._system)))
        key = question.request().model_dump_json(exclude={"id"})
        told = self.assistant.last or self._seen.get(key)
        golds = self._golds(question)
        acts = tuple(self._acts(golds))
        if told is None or record.answer is None:
            return Trace(question, record, golds=golds, acts=acts)
        self._seen[key] = told
        asked, given = told.asked, to_filters(question.filters)
        where = narrowed(asked, given)
        hits = self._reader.hits(asked, where)
        if not hits:
            where, hits = given, self._reader.hits(asked, given)
        passages = self._passages(golds)
        inside = set(self._index.catalogue.passage_ids(narrowed(asked, given))) if passages else set()
        seen, put = self._read(asked, where, hits, golds, passages)
        return Trace(
            question,
            record,
            asked=asked,
            golds=golds,
            acts=acts,
            where=where,
            within=bool(inside & set(passages)) if passages else None,
            ranks=self._ranks(asked, where, hits, passages, golds) if passages else {},
            hits=tuple(hits),
            sentences=tuple(seen.told) if seen else (),
            given=put,
            checked=told.checked,
        )

    def _golds(self, question: Question) -> Golds:
        found: Golds = defaultdict(list)
        for gold in question.gold:
            if gold.path in self._ids:
                found[self._ids[gold.path]].append(gold)
        return dict(found)

    def _acts(self, golds: Golds) -> Iterator[Act]:
        for id, places in golds.items():
            document = self._reader.document(id)
            for act in document.acts if document else ():
                if any(act.span.start < gold.end and gold.start < act.span.end for gold in places):
                    yield act

    def _passages(self, golds: Golds) -> list[str]:
        """The ids of the passages that are gold."""
        return [
            passage.id
            for id, places in golds.items()
            for passage in self._index.catalogue.passages_of(id)
            if overlaps(passage.span.start, passage.span.end, places)
        ]

    def _ranks(
        self, asked: Understanding, where: Filters, hits: Sequence[Hit], passages: Sequence[str], golds: Golds
    ) -> dict[str, int | None]:
        """The rank of the first gold passage by source; a source that finds nothing at all was not asked."""
        wanted = set(passages)
        search = self._reader.search
        found = {name: ids for name, ids in search.sources(asked.search, asked.language, where, DEPTH).items() if ids}
        found["re-ranked"] = [hit.passage.id for hit in hits]
        ranks = {name: next((at for at, id in enumerate(ids, 1) if id in wanted), None) for name, ids in found.items()}
        return {**ranks, **self._register(asked, where, golds)}

    def _register(self, asked: Understanding, where: Filters, golds: Golds) -> dict[str, int | None]:
        """The rank of the first act on a gold place, of the acts of the kinds asked for; nothing where none are."""
        intent = asked.intent
        if intent is None:
            return {}
        kinds = PAIRED if ActKind.ANSWER in intent.kinds else intent.kinds
        text = asked.topic if len(asked.topic) > 2 else None
        hits = self._reader.hits(asked, self._reader.with_acts(where, kinds), text)
        documents = self._reader.documents(hit.passage.span.document_id for hit in hits)
        bare = replace(asked, intent=None) if kinds == PAIRED else asked
        terms, bonuses = self._reader.search.analyser.terms, self._reader.ranking.acts
        threads = rank_acts(hits, kinds, documents, bare, terms, bonuses) if hits else []
        for at, thread in enumerate(threads[:DEPTH], 1):
            if at <= READ:
                self._reader.add_replies(thread, where)
            acts = (thread.act, *thread.copies, *(reply for reply, _ in thread.replies))
            if any(_touches(act, golds) for act in acts):
                return {"register": at}
        return {"register": None}

    def _read(
        self, asked: Understanding, where: Filters, hits: Sequence[Hit], golds: Golds, passages: Sequence[str]
    ) -> tuple[Considered | None, bool]:
        """The sentences of the passages read. Where none of them is gold, the best gold one takes the last place."""
        if not passages or not hits:
            return None, False
        seen, wanted = considered(asked, where, self._reader), set(passages)
        if any(hit.passage.id in wanted for hit in seen.read):
            return seen, False
        found = next((hit for hit in hits if hit.passage.id in wanted), None)
        if found is None:
            (passage,) = self._index.catalogue.passages(passages[:1])
            found = Hit(passage, seen.read[-1].score)
        return read_in(asked, hits, [*seen.read[: READ - 1], found], self._reader), True


def _touches(act: Act, golds: Golds) -> bool:
    span = act.span
    return any(span.start < gold.end and gold.start < span.end for gold in golds.get(span.document_id, ()))
