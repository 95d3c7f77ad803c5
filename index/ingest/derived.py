"""Keeps what is derived from the catalogue in step with it: the lexical index and the vector store."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, select

from index import cases
from index.catalogue import Catalogue
from index.catalogue.schema import meta, passages
from index.catalogue.writing import get_meta, set_meta
from index.ingest.entries import entries
from index.lexical.analysis import Analyser
from index.lexical.base import LexicalEntry, StoredTerms
from index.records import Passage
from index.vectors import VectorsBroken, VectorStore
from index.vectors.base import MarkedStore

_PENDING = "vectors_pending"  # documents that the vector store may not have as the catalogue has them
_AGAIN = "copy_again:"  # begins the key of a document that the public index has to copy again
_COMPARED = "vectors_compared"  # the vector store's mark when it was last found to hold what the catalogue holds
_LINKED = "cases_linked"  # whether the cases are those of the documents that are here
_BATCH = 4096

__all__ = [
    "Terms",
    "check",
    "entries",
    "forget_again",
    "forget_pending",
    "left_to_do",
    "note_again",
    "note_pending",
    "noted_again",
    "repair",
    "settle",
]


class Terms:
    """What words give: the lexical index, written in the catalogue's own transactions, and the linked cases."""

    def __init__(self, lexical: StoredTerms, analyser: Analyser) -> None:
        self._lexical = lexical
        self._analyser = analyser

    def prepare(self, catalogue: Catalogue) -> None:
        """Makes the tables; fills them when they do not hold what the catalogue holds."""
        with catalogue.transaction() as connection:
            self._lexical.create(connection)
        if self._lexical.size() != catalogue.counts()["passages"]:
            self.rebuild(catalogue)

    def replace(self, connection: Connection, document_ids: Collection[str], new: Sequence[Passage]) -> None:
        """Removes the terms of documents and writes those of one document's passages."""
        self.put(connection, document_ids, self.entries(new))

    def put(self, connection: Connection, document_ids: Collection[str], new: Sequence[LexicalEntry]) -> None:
        """The same with entries that have been made already."""
        self._lexical.delete_documents(document_ids, connection)
        self._lexical.upsert(new, connection)

    def entries(self, passages: Sequence[Passage]) -> list[LexicalEntry]:
        """The entries of a document's passages, in order."""
        return entries(self._analyser, passages)

    def rebuild(self, catalogue: Catalogue) -> None:
        """Writes all terms anew, in one transaction, so that readers see the old ones until it is done."""
        with catalogue.transaction() as connection:
            self._lexical.create(connection)
            self._lexical.clear(connection)
            for entry in catalogue.documents():
                self._lexical.upsert(entries(self._analyser, catalogue.passages_of(entry.id)), connection)

    def link_cases(self, catalogue: Catalogue, again: bool = False) -> None:
        """Links the cases anew when a document has come, changed or gone since, or when told to."""
        if again or catalogue.get(_LINKED) != "yes":
            cases.rebuild(catalogue, self._analyser.terms)
            catalogue.set(_LINKED, "yes")


def note_pending(connection: Connection, document_ids: Collection[str]) -> None:
    """Writes down, with the change itself, what vector store and cases have to be told of."""
    if document_ids:
        set_meta(connection, _LINKED, "no")
        pending = set(json.loads(get_meta(connection, _PENDING) or "[]")) | set(document_ids)
        set_meta(connection, _PENDING, json.dumps(sorted(pending)))


def note_again(connection: Connection, document_id: str) -> None:
    """Writes down, with the change itself, that a document which was here has been written anew."""
    set_meta(connection, f"{_AGAIN}{document_id}", "yes")


def noted_again(catalogue: Catalogue) -> set[str]:
    """The documents that `note_again` was told of."""
    with catalogue.reading() as connection:
        found = connection.scalars(select(meta.c.key).where(meta.c.key.startswith(_AGAIN, autoescape=True)))
        return {key.removeprefix(_AGAIN) for key in found}


def forget_again(catalogue: Catalogue, document_ids: Collection[str]) -> None:
    """Strikes documents from that list."""
    with catalogue.transaction() as connection:
        for document_id in document_ids:
            connection.execute(delete(meta).where(meta.c.key == f"{_AGAIN}{document_id}"))


@dataclass(frozen=True, slots=True)
class ToDo:
    """What is noted as still to do: documents that the vector store has to hear of; whether the cases are linked."""

    vectors: frozenset[str]
    linked: bool


def left_to_do(catalogue: Catalogue) -> ToDo:
    """The notes of a catalogue."""
    pending = frozenset(json.loads(catalogue.get(_PENDING) or "[]"))
    return ToDo(pending, catalogue.get(_LINKED) != "no")


def forget_pending(catalogue: Catalogue) -> None:
    """Nothing is pending: the store is about to be compared with the catalogue as a whole."""
    catalogue.set(_PENDING, "[]")


def settle(catalogue: Catalogue, store: VectorStore) -> None:
    """Brings the vector store up to date with the documents written down as pending."""
    pending = set(json.loads(catalogue.get(_PENDING) or "[]"))
    if not pending:
        return
    store.delete_documents(pending)
    ids = [p.id for document_id in sorted(pending) for p in catalogue.passages_of(document_id)]
    _send(catalogue, store, ids)
    forget_pending(catalogue)


def check(catalogue: Catalogue, store: VectorStore) -> None:
    """Does what `repair` does, unless nobody has touched the store since that found nothing wrong.

    A store that is left closed costs nothing: to load Chroma takes longer than all else in a run without changes.
    """
    pending = json.loads(catalogue.get(_PENDING) or "[]")
    mark = _mark(catalogue, store)
    if not pending and mark is not None and mark == catalogue.get(_COMPARED):
        return
    repair(catalogue, store)
    mark = _mark(catalogue, store)
    if mark is not None:
        catalogue.set(_COMPARED, mark)


def _mark(catalogue: Catalogue, store: VectorStore) -> str | None:
    """The store's mark, with the number of passages that it has to hold."""
    mark = store.mark() if isinstance(store, MarkedStore) else None
    if mark is None:
        return None
    with catalogue.reading() as connection:
        return f"{connection.scalar(select(func.count(passages.c.id)))} {mark}"


def repair(catalogue: Catalogue, store: VectorStore) -> int:
    """Makes the vector store hold exactly the catalogue's vectors; gives how many were missing or too many.

    A store that cannot be read is emptied and filled anew.
    """
    try:
        settle(catalogue, store)
        held = store.ids()
    except VectorsBroken:
        store.clear()
        held = set()
    wanted = catalogue.passage_ids()
    surplus = held.difference(wanted)
    stale = {passage_id.partition(":")[0] for passage_id in surplus}
    if stale:
        store.delete_documents(stale)
    missing = [i for i in wanted if i not in held or i.partition(":")[0] in stale]
    _send(catalogue, store, missing)
    if missing or stale:
        forget_pending(catalogue)
    return len(surplus) + len(missing)


def _send(catalogue: Catalogue, store: VectorStore, ids: Sequence[str]) -> None:
    for i in range(0, len(ids), _BATCH):
        table = catalogue.vectors_of(ids[i : i + _BATCH])
        store.upsert(table.ids, table.matrix)
