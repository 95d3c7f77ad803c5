"""What can be asked of the catalogue."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from threading import Lock, local

from sqlalchemy import BindParameter, Connection, Engine, Select, bindparam, func, select

from corpus.records import Act, Actor, Document, Genre, Section
from index.catalogue import few, rows
from index.catalogue.database import begin, holding
from index.catalogue.entries import Entry, File, Unread
from index.catalogue.filters import act_query, addressee_condition, document_conditions, passage_query
from index.catalogue.lately import Lately
from index.catalogue.schema import (
    act_actors,
    acts,
    documents,
    files,
    passage_acts,
    passages,
    sections,
    unread,
    votes,
)
from index.catalogue.vectors import VectorTable, load
from index.catalogue.writing import get_meta
from index.embedding.base import Vectors
from index.records import Filters, Passage

CHUNK = 500  # ids in one statement
DOCUMENTS_KEPT = 1024  # documents with their text that stay in memory
_IDS: BindParameter[str] = bindparam("ids", expanding=True)
# Made once: to put such a statement together takes longer than the database needs to answer it.
_DOCUMENTS = select(documents).where(documents.c.id.in_(_IDS))
_SECTIONS = (
    select(sections).where(sections.c.document_id.in_(_IDS)).order_by(sections.c.document_id, sections.c.position)
)
_ACTS = act_query(Filters()).where(acts.c.document_id.in_(_IDS))
_ACTORS = select(act_actors).where(act_actors.c.act_id.in_(_IDS)).order_by(act_actors.c.position)
_VOTES = select(votes).where(votes.c.document_id.in_(_IDS)).order_by(votes.c.document_id, votes.c.position)


class Reading:
    """Every method reads one complete state; none waits for the writer."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._table: tuple[str, VectorTable] | None = None
        self.whole = few.WHOLE
        self._counted: tuple[str, bool] | None = None
        self._sample: tuple[str, int, Vectors] | None = None
        self._loading = Lock()
        self._pinned = local()
        self._kept: Lately[tuple[str, str], Document] = Lately(DOCUMENTS_KEPT)

    # The index as a whole

    @property
    def state(self) -> str:
        """Changes with every write, by this process or another."""
        return getattr(self._pinned, "state", None) or self.get("state") or "0"

    @contextmanager
    def steady(self) -> Iterator[None]:
        """Inside, this thread reads the catalogue in one state, over one connection.

        For work that soon ends: what another process writes meanwhile is seen when it is over.
        """
        if getattr(self._pinned, "state", None) is not None:
            yield
            return
        with holding(self.engine):
            self._pinned.state = self.state
            try:
                yield
            finally:
                self._pinned.state = None

    @property
    def embedder(self) -> str | None:
        """The name of the model that the vectors are of; None before anything was embedded."""
        return self.get("embedder")

    def get(self, key: str) -> str | None:
        """A remark on the index as a whole: "created", "schema", "embedder", "state" …"""
        with self.reading() as connection:
            return get_meta(connection, key)

    def counts(self) -> dict[str, int]:
        """How many rows each of documents, files, unread, sections, acts and passages has."""
        with self.reading() as connection:
            tables = (documents, files, unread, sections, acts, passages)
            return {t.name: connection.scalar(select(func.count()).select_from(t)) or 0 for t in tables}

    # Documents

    def documents(self, filters: Filters | None = None) -> list[Entry]:
        """The documents that meet the filters, by date and path, without their texts.

        Of persons, parties and acts: those with such an act. Of case numbers: those about the case, as a
        whole or in a section.
        """
        filters = filters or Filters()
        query = select(
            *(c for c in documents.c if c.name not in ("text", "noise")),
            func.length(documents.c.text).label("characters"),
        ).where(*document_conditions(filters, deep=True))
        with self.reading() as connection:
            found = connection.execute(query.order_by(documents.c.date, documents.c.path)).mappings()
            return [
                Entry(
                    id=row["id"],
                    path=row["path"],
                    format=row["format"],
                    title=row["title"],
                    genre=Genre(row["genre"]),
                    body=row["body"],
                    municipality=row["municipality"],
                    date=row["date"],
                    case_numbers=tuple(json.loads(row["case_numbers"])),
                    language=row["language"],
                    pages=len(json.loads(row["pages"])),
                    characters=row["characters"],
                    notes=tuple(json.loads(row["notes"])),
                )
                for row in found
            ]

    def document(self, document_id: str) -> Document | None:
        """A document with its text, sections and acts; None when it is not here."""
        kept = self._kept.get((document_id, self.state))
        return kept or self.documents_of([document_id]).get(document_id)

    def documents_of(self, ids: Iterable[str]) -> dict[str, Document]:
        """Documents with text, sections and acts, by id in the order asked; ids that are not here are left out.

        Those that are not in memory are read together.
        """
        state = self.state
        held = {i: self._kept.get((i, state)) for i in ids}
        found = {i: document for i, document in held.items() if document is not None}
        missing = [i for i in held if i not in found]
        if not missing:
            return found
        with self.reading() as connection:
            for part in _chunks(missing):
                for document in self._documents(connection, part):
                    self._kept.put((document.id, state), document)
                    found[document.id] = document
        return {i: found[i] for i in held if i in found}

    def by_path(self, path: str) -> Document | None:
        """The document of a file, by the path that citations show or by its absolute path."""
        with self.reading() as connection:
            same = (files.c.path == path) | (files.c.location == path)
            found = connection.scalar(select(files.c.document_id).where(same))
        document = self.document(found) if found else None
        return replace(document, path=path) if document and not path.startswith("/") else document

    def text_hashes(self) -> dict[str, str]:
        """The SHA-256 of each document's text as it was when it was written, by document id."""
        with self.reading() as connection:
            return dict(connection.execute(select(documents.c.id, documents.c.text_sha256)).all())

    def files(self) -> list[File]:
        """Every file that was read, by path."""
        with self.reading() as connection:
            return [File(**row) for row in connection.execute(select(files).order_by(files.c.path)).mappings()]

    def unread(self) -> list[Unread]:
        """Every file that could not be read, by path."""
        with self.reading() as connection:
            return [Unread(**r) for r in connection.execute(select(unread).order_by(unread.c.path)).mappings()]

    def sections(self, document_id: str) -> list[Section]:
        """The sections of a document, in order."""
        with self.reading() as connection:
            return self._sections(connection, [document_id])[document_id]

    # Acts

    def acts(
        self,
        filters: Filters | None = None,
        *,
        ids: Collection[str] | None = None,
        reply_to: str | None = None,
        addressees: Sequence[str] = (),
    ) -> list[Act]:
        """The acts that meet the filters, by date (the document's where the act has none), path and place.

        Person and party are asked of one and the same actor; `addressees` are names of which one must be
        addressed. `ids` gives only these; `reply_to` only the answers to that act.
        """
        query = act_query(filters or Filters())
        if addressees:
            query = query.where(addressee_condition(tuple(addressees)))
        if reply_to is not None:
            query = query.where(acts.c.reply_to == reply_to)
        with self.reading() as connection:
            if ids is None:
                return self._acts(connection, query)
            parts = [self._acts(connection, query.where(acts.c.id.in_(part))) for part in _chunks(ids)]
            return [act for part in parts for act in part]

    def act_counts(self) -> dict[str, int]:
        """How many acts each document has, by its id; a document without acts is left out."""
        query = select(acts.c.document_id, func.count()).group_by(acts.c.document_id)
        with self.reading() as connection:
            return dict(connection.execute(query).all())

    def actors(self) -> list[tuple[Actor, int]]:
        """Every actor as the acts have it, addressees too, and how often; the most frequent first."""
        columns = (act_actors.c.name, act_actors.c.party, act_actors.c.role, act_actors.c.organisation)
        query = select(*columns, func.count().label("n")).group_by(*columns)
        with self.reading() as connection:
            found = connection.execute(query.order_by(func.count().desc(), act_actors.c.name))
            return [(Actor(name, party, role, body), n) for name, party, role, body, n in found]

    def parties_of(self, name: str) -> set[tuple[str, str]]:
        """(party, document id) wherever somebody of that name and of a party acts, or is addressed beside."""
        one, other = act_actors.alias(), act_actors
        acting = select(one.c.act_id).where(one.c.name_key == rows.key(name), one.c.side == "actor")
        query = (
            select(other.c.party, acts.c.document_id)
            .join(acts, acts.c.id == other.c.act_id)
            .where(other.c.name_key == rows.key(name), other.c.party.is_not(None), other.c.act_id.in_(acting))
        )
        with self.reading() as connection:
            return {(row[0], row[1]) for row in connection.execute(query.distinct())}

    def with_votes(self) -> set[str]:
        """The ids of the documents that hold votes."""
        with self.reading() as connection:
            return set(connection.scalars(select(votes.c.document_id).distinct()))

    # Passages and vectors

    def passages(self, ids: Iterable[str]) -> list[Passage]:
        """Passages by id, in the order asked; ids that are not here are left out."""
        wanted = list(ids)
        found: dict[str, Passage] = {}
        with self.reading() as connection:
            for part in _chunks(wanted):
                query = select(passages).where(passages.c.id.in_(part))
                found |= {p.id: p for p in self._passages(connection, query)}
        return [found[i] for i in wanted if i in found]

    def passages_of(self, document_id: str) -> list[Passage]:
        """The passages of a document, in order."""
        with self.reading() as connection:
            query = select(passages).where(passages.c.document_id == document_id)
            return self._passages(connection, query.order_by(passages.c.start))

    def passage_ids(self, filters: Filters | None = None) -> list[str]:
        """The ids of the passages that meet the filters."""
        with self.reading() as connection:
            return list(connection.scalars(passage_query(filters or Filters())))

    def vectors(self, ids: Collection[str] | None = None) -> VectorTable:
        """The vectors of some passages, or of all.

        All of them stay in memory until the catalogue changes; of a large catalogue only those asked for are read.
        """
        with self._loading, self.reading() as connection:
            state = get_meta(connection, "state") or "0"
            if ids is not None and self._large(connection, state) and not self._whole(state):
                return few.some(connection, list(ids))
            if not self._whole(state):
                self._table = (state, load(connection))
            assert self._table is not None
            table = self._table[1]
        return table if ids is None else table.some(ids)

    def vectors_of(self, ids: Iterable[str]) -> VectorTable:
        """The vectors of a few passages, in the order asked, without loading the rest."""
        with self.reading() as connection:
            return few.some(connection, list(ids))

    def sampled(self, number: int) -> Vectors:
        """About `number` vectors, shape (n, dimension), evenly spread over all; kept until the catalogue changes."""
        with self._loading, self.reading() as connection:
            state = get_meta(connection, "state") or "0"
            if self._large(connection, state):
                if self._sample is None or self._sample[:2] != (state, number):
                    self._sample = (state, number, few.spread(connection, number))
                return self._sample[2]
        matrix = self.vectors().matrix
        return matrix[:: max(1, len(matrix) // number)]

    def _whole(self, state: str) -> bool:
        """Whether all vectors of this state are in memory."""
        return self._table is not None and self._table[0] == state

    def _large(self, connection: Connection, state: str) -> bool:
        """Whether the catalogue has more vectors than are held in memory without need."""
        if self._counted is None or self._counted[0] != state:
            self._counted = (state, few.more_than(connection, self.whole))
        return self._counted[1]

    # Inside one transaction

    def reading(self) -> AbstractContextManager[Connection]:
        """A connection that sees one complete state, for what reads tables of its own (`index.cases`)."""
        return begin(self.engine)

    def _documents(self, connection: Connection, ids: Sequence[str]) -> list[Document]:
        """The documents with these ids, as many as one statement takes, in no order."""
        found = connection.execute(_DOCUMENTS, {"ids": ids}).mappings().all()
        if not found:
            return []
        its_sections = self._sections(connection, ids)
        its_acts: dict[str, list[Act]] = defaultdict(list)
        for act in self._acts(connection, _ACTS, ids):
            its_acts[act.span.document_id].append(act)
        for of_one in its_acts.values():
            of_one.sort(key=lambda act: (act.span.start, act.span.end))
        told: dict[str, list[rows.Row]] = defaultdict(list)
        for row in connection.execute(_VOTES, {"ids": ids}).mappings():
            told[row["document_id"]].append(row)
        wholes = [rows.document(row, its_sections[row["id"]], its_acts[row["id"]]) for row in found]
        return [replace(w, votes=tuple(rows.vote(row, w) for row in told[w.id])) if w.id in told else w for w in wholes]

    def _sections(self, connection: Connection, ids: Sequence[str]) -> dict[str, list[Section]]:
        """The sections of each of these documents, in order."""
        found: dict[str, list[Section]] = defaultdict(list)
        its = connection.execute(_SECTIONS, {"ids": ids}).mappings().all()
        for row, section in zip(its, rows.sections(its), strict=True):
            found[row["document_id"]].append(section)
        return found

    def _acts(
        self, connection: Connection, query: Select[tuple[object, ...]], ids: Sequence[str] | None = None
    ) -> list[Act]:
        found = connection.execute(query, {"ids": ids} if ids is not None else {}).mappings().all()
        people: dict[str, list[rows.Row]] = defaultdict(list)
        for part in _chunks([row["id"] for row in found]):
            for row in connection.execute(_ACTORS, {"ids": part}).mappings():
                people[row["act_id"]].append(row)
        return [rows.act(row, people[row["id"]]) for row in found]

    def _passages(self, connection: Connection, query: Select[tuple[object, ...]]) -> list[Passage]:
        found = connection.execute(query).mappings().all()
        linked: dict[str, list[str]] = defaultdict(list)
        for part in _chunks([row["id"] for row in found]):
            links = select(passage_acts).where(passage_acts.c.passage_id.in_(part))
            for passage_id, act_id in connection.execute(links):
                linked[passage_id].append(act_id)
        return [rows.passage(row, linked[row["id"]]) for row in found]


def _chunks(ids: Iterable[str]) -> Iterator[list[str]]:
    """The ids in parts that fit into one statement."""
    wanted = list(ids)
    for i in range(0, len(wanted), CHUNK):
        yield wanted[i : i + CHUNK]
