"""Takes a document or a person out of an index: catalogue, terms, vectors, cases, public index and kept states.

What is removed is overwritten in the files, and a tombstone keeps it out at every later ingest.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection

from corpus.errors import BadSettings, IndexError_, MissingFile
from corpus.privacy import NAMES, counted
from corpus.records import Document
from index.catalogue import File
from index.forgotten import Forgotten, lift, note_file, note_name
from index.ingest.ahead import ReadingAhead
from index.ingest.derived import forget_pending, note_again, note_pending, repair
from index.names import Names, valid
from index.passages import passages
from index.reader.kept import FILE as KEPT
from index.retrieval.nearby import FOLDER as NEAR
from index.store import Index, public_settings

_BUSY_SECONDS = 10.0
_FULL_TEXT = "SELECT name FROM sqlite_master WHERE sql LIKE '%USING fts5 (%'"


@dataclass(frozen=True, slots=True)
class Found:
    """A document that goes, or in which a name is masked: what it is, and how often the name stands in it."""

    id: str
    path: str
    passages: int
    mentions: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be forgotten. `locations` are the files on disk, which are left where they are.

    `in_paths` are documents whose file names hold the name: a path is shown, and only who owns the file can rename it.
    """

    documents: tuple[Found, ...]
    locations: tuple[str, ...] = ()
    in_paths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Done:
    """What was forgotten. `left` are files in which a reader at work kept old pages: run it again when it has ended."""

    documents: tuple[Found, ...]
    left: tuple[Path, ...] = field(default=())


def plan_document(index: Index, wanted: str) -> Plan:
    """What goes with a document, by id, path or place on disk. Raises `MissingFile`."""
    document_id = _id_of(index, wanted)
    its = [file for file in index.catalogue.files() if file.document_id == document_id]
    return Plan(
        (Found(document_id, min(file.path for file in its), len(index.catalogue.passages_of(document_id))),),
        tuple(file.location for file in its),
    )


def plan_person(index: Index, name: str, party: str | None = None) -> Plan:
    """The documents that name a person, and how often. Raises `BadSettings` for a name of one word."""
    names = _asked(name, party)
    found = [(document, hidden) for document, hidden in _hidden(index, names)]
    words = [word.casefold() for word in name.split()]
    paths = [file.path for file in index.catalogue.files() if all(word in file.path.casefold() for word in words)]
    return Plan(tuple(_found(index, document, hidden) for document, hidden in found), in_paths=tuple(paths))


def forget_document(index: Index, wanted: str) -> Done:
    """Removes a document, with a tombstone for its file's bytes. The index was opened for writing."""
    plan = plan_document(index, wanted)
    document_id = plan.documents[0].id
    shas = {file.sha256 for file in index.catalogue.files() if file.document_id == document_id}

    def also(connection: Connection, gone: frozenset[str]) -> None:
        index.terms.put(connection, gone, ())
        note_pending(connection, gone)
        for sha256 in shas:
            note_file(connection, sha256)

    index.catalogue.remove(plan.locations, also)
    return Done(plan.documents, tuple(_settle(index)))


def forget_person(index: Index, name: str, party: str | None = None) -> Done:
    """Masks a person's name in every document, and at every later ingest. The index was opened for writing."""
    names = _asked(name, party)
    with index.catalogue.transaction() as connection:
        note_name(connection, name, party)
    done = [_rewrite(index, document, hidden) for document, hidden in list(_hidden(index, names))]
    return Done(tuple(done), tuple(_settle(index)))


def undo(index: Index, mark: str) -> bool:
    """Takes a tombstone away: the file, or the name in files that are read anew, is taken in again."""
    with index.catalogue.transaction() as connection:
        return lift(connection, mark)


def tombstones(index: Index) -> Forgotten:
    """What is kept out."""
    return Forgotten.load(index.catalogue)


def _id_of(index: Index, wanted: str) -> str:
    files: Sequence[File] = index.catalogue.files()
    ids = {file.document_id for file in files}
    if wanted in ids:
        return wanted
    place = str(Path(wanted).absolute())
    for file in files:
        if file.path == wanted or file.location == place:
            return file.document_id
    raise MissingFile(f"{wanted}: no such document in the index; `council docs` lists them.")


def _asked(name: str, party: str | None) -> Names:
    if not valid(name):
        raise BadSettings(f'"{name}" is no full name: give first name and surname, as the documents write them.')
    return Names(key=b"asked").with_name(name, party)


def _hidden(index: Index, names: Names) -> Iterable[tuple[Document, Document]]:
    """The documents that hold a name, each as it is and as it would be."""
    for entry in index.catalogue.documents():
        document = index.catalogue.document(entry.id)
        if document is not None and (hidden := names.hide(document)) is not document:
            yield document, hidden


def _found(index: Index, document: Document, hidden: Document) -> Found:
    mentions = counted(hidden.notes).get(NAMES, 0) - counted(document.notes).get(NAMES, 0)
    return Found(document.id, document.path, len(index.catalogue.passages_of(document.id)), mentions)


def _rewrite(index: Index, document: Document, hidden: Document) -> Found:
    """Writes a document anew, whole: its passages, terms and vectors are those of the masked text."""
    found = _found(index, document, hidden)
    cut = passages(hidden)
    ahead = ReadingAhead(index.embedder, index.reader)
    ahead.keep_only({entry.id for entry in index.catalogue.documents()} - {document.id})
    rows = ahead.embed(cut)
    mixed = index.levels.mixed

    def also(connection: Connection, gone: frozenset[str]) -> None:
        index.terms.put(connection, gone | {document.id}, index.terms.entries(cut))
        note_pending(connection, gone | {document.id})
        if mixed:
            note_again(connection, document.id)

    its = [file for file in index.catalogue.files() if file.document_id == document.id]
    index.catalogue.write_document(hidden, cut, rows, its, also)
    return found


def _settle(index: Index) -> list[Path]:
    """Brings all that is derived in step; vector store and public index are made anew, so that nothing stays."""
    index.terms.link_cases(index.catalogue, again=True)
    ReadingAhead(index.embedder, index.reader).keep_only({entry.id for entry in index.catalogue.documents()})
    index.vectors.clear()
    forget_pending(index.catalogue)
    repair(index.catalogue, index.vectors)
    index.publisher.rebuild()
    shutil.rmtree(index.settings.index / NEAR, ignore_errors=True)
    return clean(index)


def clean(index: Index) -> list[Path]:
    """Overwrites what is deleted in the index's SQLite files; gives those that a reader at work held back.

    On a server the database's own VACUUM does it.
    """
    index.catalogue.engine.dispose()
    folders = [index.settings.index, public_settings(index.settings).index]
    files = [folder / KEPT for folder in folders]
    for place in (index.settings.place, public_settings(index.settings).place):
        files += [place.file] if place.file is not None else []
    return [file for file in files if file.is_file() and not scrub(file)]


def scrub(file: Path) -> bool:
    """Rewrites a SQLite file without what is deleted, and empties its log; False when another held it."""
    try:
        with closing(sqlite3.connect(file, timeout=_BUSY_SECONDS, isolation_level=None)) as connection:
            connection.execute("PRAGMA secure_delete = ON")
            for (table,) in connection.execute(_FULL_TEXT).fetchall():  # its deleted terms stay until it is merged
                connection.execute(f'INSERT INTO "{table}"("{table}") VALUES (\'optimize\')')
            connection.execute("VACUUM")
            busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            return not busy
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            return False
        raise IndexError_(f"{file}: cannot be rewritten ({error}); make room on the disk and run it again.") from None
