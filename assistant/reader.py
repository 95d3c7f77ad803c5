"""What the routes read of an index: passages for a question, documents, and the answers given to an act."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.candidates import Thread, fold
from assistant.understanding.people import Directory
from assistant.understanding.question import Understanding
from corpus.records import Act, ActKind, Document
from corpus.view import ReadingView
from index.records import Filters, Hit
from index.retrieval.evidence import Evidence
from index.retrieval.search import Search
from index.store import Index

CANDIDATES = 50
VIEWS_KEPT = 128
EVERYTHING = Filters()


class Reader:
    """Reads one open index. Holds caches by document id, which stands for the content; safe for several threads."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.search = Search(index, index.analyser)
        self._directory: tuple[str, Directory] | None = None
        self._views = lru_cache(maxsize=VIEWS_KEPT)(self._view)

    def directory(self) -> Directory:
        """The names of everybody in the register."""
        state = self.index.catalogue.state
        if self._directory is None or self._directory[0] != state:
            actors = [actor for actor, _ in self.index.catalogue.actors()]
            names = [actor.name for actor in actors if actor.name]
            others = [a.organisation for a in actors if a.organisation and not a.name and not a.party]
            self._directory = (state, Directory(names, organisations=others))
        return self._directory[1]

    def hits(self, asked: Understanding, filters: Filters, text: str | None = None) -> list[Hit]:
        """The best passages for a question, best first."""
        return self.search.search(asked.search, asked.language, filters, CANDIDATES, text)

    def evidence(self, asked: Understanding, hits: Sequence[Hit], text: str | None = None) -> Evidence:
        """How much speaks for the hits holding an answer."""
        return self.search.evidence(asked.search, hits, asked.language, text)

    def documents(self, ids: Iterable[str]) -> dict[str, Document]:
        """Documents with text and acts, by id."""
        found = {i: self.index.catalogue.document(i) for i in dict.fromkeys(ids)}
        return {i: document for i, document in found.items() if document is not None}

    def document(self, document_id: str) -> Document | None:
        """One document, or None."""
        return self.index.catalogue.document(document_id)

    def view(self, document: Document) -> ReadingView:
        """The reading view of a document."""
        return self._views(document.id)

    def _view(self, document_id: str) -> ReadingView:
        document = self.document(document_id)
        return ReadingView.of(document) if document else ReadingView.build("", ())

    def add_replies(self, thread: Thread, filters: Filters = EVERYTHING) -> None:
        """Finds what answers a question, within the filters: answers to it or to a copy of it, wherever they stand."""
        places = replace(filters, acts=(), persons=(), parties=())
        copies = {act.id: act for act in [thread.act, *thread.copies, *self._twins(thread, places)]}
        for act in copies.values():
            for reply in self.index.catalogue.acts(places, reply_to=act.id):
                document = self.document(reply.span.document_id)
                if document is not None and all(reply.id != known.id for known, _ in thread.replies):
                    thread.replies.append((reply, document))
        thread.replies.sort(key=lambda pair: (-(pair[0].span.end - pair[0].span.start), pair[0].id))

    def _twins(self, thread: Thread, places: Filters) -> list[Act]:
        """The same question in other documents: same asker, same words."""
        words = fold(thread.document.quote(thread.act.span))
        persons = tuple(actor.name for actor in thread.act.actors if actor.name)
        if not persons or len(words) < 12:
            return []
        same = self.index.catalogue.acts(replace(places, persons=persons, acts=(ActKind.QUESTION,)))
        found = []
        for act in same:
            document = self.document(act.span.document_id)
            if document is not None and fold(document.quote(act.span)) == words:
                found.append(act)
        return found

    @staticmethod
    def with_acts(filters: Filters, kinds: Sequence[ActKind]) -> Filters:
        """The filters narrowed to passages that overlap an act of these kinds."""
        return replace(filters, acts=tuple(kinds))
