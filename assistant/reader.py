"""What the routes read of an index: passages for a question, documents, and the answers given to an act."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from sqlalchemy import select

from assistant.candidates import Thread
from assistant.contract import Language
from assistant.ranking import SHIPPED, Ranking
from assistant.understanding.known import directory_of
from assistant.understanding.people import Directory
from assistant.understanding.question import Understanding
from corpus.records import Act, ActKind, Actor, Document
from corpus.view import ReadingView, wrap_width
from index.cases.words import fold
from index.catalogue.filters import document_conditions
from index.catalogue.schema import cases, documents
from index.reader import Reading
from index.records import Filters, Hit
from index.retrieval.evidence import Evidence
from index.retrieval.search import Search
from index.store import Index

CANDIDATES = 50
VIEWS_KEPT = 512
WIDTHS_KEPT = 50_000
LARGE = 4_000  # characters of a document from which on only a part of its view is made
SEARCHES_KEPT = 64
TOGETHER = 50  # documents of a list that are read at a time
EVERYTHING = Filters()


class Reader:
    """Reads one open index. Holds caches by document id, which stands for the content; safe for several threads."""

    def __init__(self, index: Index, ranking: Ranking = SHIPPED) -> None:
        self.index = index
        self.ranking = ranking
        self.search = ranking.search or Search(index, index.analyser)
        self._directory: tuple[str, Directory] | None = None
        self._paths: tuple[str, dict[str, str]] | None = None
        self._titles: tuple[str, tuple[tuple[str, str, str], ...]] | None = None
        self._views = lru_cache(maxsize=VIEWS_KEPT)(self._view)
        self._widths = lru_cache(maxsize=WIDTHS_KEPT)(self._width)
        self._scopes = lru_cache(maxsize=SEARCHES_KEPT)(self._scope)
        # Several routes look at the same passages of one question before one of them answers.
        self._found = lru_cache(maxsize=SEARCHES_KEPT)(self._search)
        self._read = lru_cache(maxsize=SEARCHES_KEPT)(self._read_texts)

    def directory(self) -> Directory:
        """The names of everybody in the register, of boards and places, and the words of the index."""
        state = self.index.catalogue.state
        if self._directory is None or self._directory[0] != state:
            self._directory = (state, directory_of(self.index))
        return self._directory[1]

    def bearers(self, name: str) -> list[Actor]:
        """The people of that name, apart by party, the one with most acts first.

        A name with two parties is two people only where both stand in one document: else somebody has changed
        party, or the documents leave it out.
        """
        places: dict[str, set[str]] = defaultdict(set)
        for party, document_id in self.index.catalogue.parties_of(name):
            places[party].add(document_id)
        ranked = sorted(places, key=lambda party: (-len(places[party]), party))
        if not ranked:
            return [Actor(name)]
        together = [p for p in ranked[1:] if places[p] & places[ranked[0]]]
        return [Actor(name, party) for party in (ranked[0], *together)]

    def hits(self, asked: Understanding, filters: Filters, text: str | None = None) -> list[Hit]:
        """The best passages for a question, best first."""
        return list(self._found(self.index.catalogue.state, asked.search, asked.language, filters, text))

    def _search(
        self, state: str, question: str, language: Language, filters: Filters, text: str | None
    ) -> tuple[Hit, ...]:
        return tuple(self.search.search(question, language, filters, CANDIDATES, text))

    def asking(self, hits: Sequence[Hit]) -> list[Hit]:
        """Those of the hits in which somebody asks something."""
        ids = [id for hit in hits for id in hit.passage.acts]
        put = self.index.catalogue.acts(Filters(acts=(ActKind.QUESTION,)), ids=ids) if ids else []
        known = {act.id for act in put}
        return [hit for hit in hits if not known.isdisjoint(hit.passage.acts)]

    def evidence(self, asked: Understanding, hits: Sequence[Hit], text: str | None = None) -> Evidence:
        """How much speaks for the hits holding an answer."""
        return self.search.evidence(asked.search, hits, asked.language, text)

    def readings(self, asked: Understanding, hits: Sequence[Hit]) -> list[Reading]:
        """How well each passage answers the question, for the reader model that the index came with."""
        return self.read(asked.search, hits)

    def read(self, question: str, hits: Sequence[Hit]) -> list[Reading]:
        """How well each passage answers a question in these words."""
        return list(self._read(question, tuple((hit.passage.context, hit.passage.text) for hit in hits)))

    def read_texts(self, question: str, texts: Sequence[tuple[str, str]]) -> list[Reading]:
        """How well each (context, text) answers a question in these words."""
        return list(self._read(question, tuple(texts)))

    def _read_texts(self, question: str, texts: tuple[tuple[str, str], ...]) -> list[Reading]:
        return (self.ranking.passages or self.index.reader).read(question, texts)

    def documents(self, ids: Iterable[str]) -> dict[str, Document]:
        """Documents with text and acts, by id."""
        return self.index.catalogue.documents_of(ids)

    def each(self, ids: Sequence[str]) -> Iterator[Document | None]:
        """The document of each id in turn, some read at a time: one by one is slow, and all would fill the memory."""
        for start in range(0, len(ids), TOGETHER):
            part = ids[start : start + TOGETHER]
            found = self.documents(part)
            yield from map(found.get, part)

    def paths(self) -> dict[str, str]:
        """The path of every document, by id."""
        state = self.index.catalogue.state
        if self._paths is None or self._paths[0] != state:
            with self.index.catalogue.reading() as connection:
                found = connection.execute(select(documents.c.id, documents.c.path)).all()
            self._paths = (state, {row[0]: row[1] for row in found})
        return self._paths[1]

    def case_titles(self) -> tuple[tuple[str, str, str], ...]:
        """Title, folded title (`index.cases.words.fold`) and id of every case; the longest title first."""
        state = self.index.catalogue.state
        if self._titles is None or self._titles[0] != state:
            query = select(cases.c.title, cases.c.id).order_by(cases.c.first, cases.c.title, cases.c.id)
            with self.index.catalogue.reading() as connection:
                found = sorted(connection.execute(query).all(), key=lambda row: -len(row[0]))
            self._titles = (state, tuple((row[0], fold(row[0]), row[1]) for row in found))
        return self._titles[1]

    def scope(self, filters: Filters) -> tuple[tuple[str | None, date | None], ...]:
        """The board and the day of every document that meets the filters, by date and path."""
        return self._scopes(self.index.catalogue.state, filters)

    def _scope(self, state: str, filters: Filters) -> tuple[tuple[str | None, date | None], ...]:
        met = document_conditions(filters, deep=True)
        query = select(documents.c.body, documents.c.date).where(*met).order_by(documents.c.date, documents.c.path)
        with self.index.catalogue.reading() as connection:
            return tuple((row[0], row[1]) for row in connection.execute(query))

    def document(self, document_id: str) -> Document | None:
        """One document, or None."""
        return self.index.catalogue.document(document_id)

    def view(self, document: Document) -> ReadingView:
        """The reading view of a document."""
        return self._views(document.id)

    def around(self, document: Document, start: int, end: int) -> ReadingView:
        """The reading view where it shows a stretch of a document: quicker than the whole, and the same there."""
        text = document.text
        if len(text) < LARGE or not text[start:end].strip() or text[start].isspace() or text[end - 1].isspace():
            return self.view(document)
        width = self._widths(document.id)
        return ReadingView.around(text, document.noise, start, end, width)

    def _width(self, document_id: str) -> int:
        document = self.document(document_id)
        return wrap_width(document.text, document.noise) if document else 0

    def _view(self, document_id: str) -> ReadingView:
        document = self.document(document_id)
        return ReadingView.of(document) if document else ReadingView.build("", ())

    def add_replies(self, thread: Thread, filters: Filters = EVERYTHING) -> None:
        """Finds what answers a question, within the filters: answers to it or to another print of it, wherever."""
        places = replace(filters, acts=(), persons=(), parties=())
        prints = {act.id: act for act in (thread.act, *thread.copies)}
        found = [reply for t in self.index.cases.threads(list(prints.values())) for reply in t.replies]
        ids = [reply.id for reply, _ in found]
        inside = None if places.empty else {act.id for act in self.index.catalogue.acts(places, ids=ids)}
        known = {reply.id for reply, _ in thread.replies}
        homes = self.documents(reply.span.document_id for reply, _ in found)
        for reply, _sure in sorted(found, key=lambda pair: (-pair[1], -_length(pair[0]), pair[0].id)):
            document = homes.get(reply.span.document_id)
            if document is not None and reply.id not in known and (inside is None or reply.id in inside):
                known.add(reply.id)
                thread.replies.append((reply, document))

    @staticmethod
    def with_acts(filters: Filters, kinds: Sequence[ActKind]) -> Filters:
        """The filters narrowed to passages that overlap an act of these kinds."""
        return replace(filters, acts=tuple(kinds))


def _length(act: Act) -> int:
    return act.span.end - act.span.start
