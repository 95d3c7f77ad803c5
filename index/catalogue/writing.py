"""The changes to the catalogue. Each function works inside a transaction that its caller has begun."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace

from sqlalchemy import Connection, Table, delete, func, insert, or_, select, update

from corpus.records import Document
from index.catalogue import rows
from index.catalogue.entries import File, Unread
from index.catalogue.schema import (
    act_actors,
    acts,
    case_numbers,
    documents,
    files,
    meta,
    passage_acts,
    passages,
    sections,
    unread,
    vectors,
    votes,
)
from index.embedding.base import Vectors
from index.records import Passage


def put_document(
    connection: Connection,
    document: Document,
    cut: Sequence[Passage],
    embedded: Vectors,
    its_files: Iterable[File],
) -> frozenset[str]:
    """Writes a document whole, with its files; gives the ids of the documents whose content went away by it.

    Those are what had the same id, and what had only files that are this document's now. Other files of the
    same document stay. `embedded` has one row a passage.
    """
    new = {file.location: file for file in its_files}
    kept = [f for f in files_of(connection, document.id) if f.location not in new]
    gone = _take_files(connection, list(new.values()), document.id)
    if connection.execute(delete(documents).where(documents.c.id == document.id)).rowcount:
        gone |= {document.id}
    _insert(connection, documents, [rows.document_row(document)])
    _insert(connection, files, [asdict(replace(f, document_id=document.id)) for f in (*kept, *new.values())])
    act_rows, actor_rows = rows.act_rows(document)
    passage_rows, link_rows = rows.passage_rows(cut)
    known = {row["id"] for row in act_rows}
    _insert(connection, sections, rows.section_rows(document))
    _insert(connection, case_numbers, rows.case_number_rows(document))
    _insert(connection, acts, act_rows)
    _insert(connection, act_actors, actor_rows)
    _insert(connection, votes, rows.vote_rows(document))
    _insert(connection, passages, passage_rows)
    _insert(connection, passage_acts, [row for row in link_rows if row["act_id"] in known])
    _insert(connection, vectors, rows.vector_rows([p.id for p in cut], embedded))
    _settle(connection, document.id)
    return frozenset(gone)


def put_file(connection: Connection, file: File) -> frozenset[str]:
    """Records that a file holds a document that is here; gives the ids of documents that went away."""
    gone = _take_files(connection, [file], file.document_id)
    _insert(connection, files, [asdict(file)])
    _settle(connection, file.document_id)
    return frozenset(gone)


def remove_files(connection: Connection, locations: Iterable[str]) -> frozenset[str]:
    """Forgets files, read or unread; gives the ids of the documents that had no other file and went away."""
    gone: set[str] = set()
    for location in locations:
        owners = list(connection.scalars(select(files.c.document_id).where(files.c.location == location)))
        connection.execute(delete(files).where(files.c.location == location))
        connection.execute(delete(unread).where(unread.c.location == location))
        gone |= {owner for owner in owners if not _settle(connection, owner)}
    return frozenset(gone)


def put_unread(connection: Connection, failed: Unread) -> frozenset[str]:
    """Records why a file could not be read and removes its old version; gives the ids that went away."""
    gone = remove_files(connection, [failed.location])
    _insert(connection, unread, [asdict(failed)])
    return gone


def put_vectors(connection: Connection, ids: Sequence[str], embedded: Vectors) -> None:
    """Writes the vectors of passages that have none."""
    _insert(connection, vectors, rows.vector_rows(ids, embedded))


def clear_vectors(connection: Connection) -> None:
    """Removes every vector."""
    connection.execute(delete(vectors))


def files_of(connection: Connection, document_id: str) -> list[File]:
    """The files of a document, by path."""
    found = connection.execute(select(files).where(files.c.document_id == document_id).order_by(files.c.path))
    return [File(**row) for row in found.mappings()]


def set_meta(connection: Connection, key: str, value: str) -> None:
    """Sets a value of the table `meta`."""
    connection.execute(delete(meta).where(meta.c.key == key))
    connection.execute(insert(meta), {"key": key, "value": value})


def get_meta(connection: Connection, key: str) -> str | None:
    """A value of the table `meta`."""
    value: str | None = connection.scalar(select(meta.c.value).where(meta.c.key == key))
    return value


def _take_files(connection: Connection, taken: Sequence[File], document_id: str) -> set[str]:
    """Removes the rows that these files had; gives the ids of other documents that had no other file."""
    gone: set[str] = set()
    for file in taken:
        same = or_(files.c.location == file.location, files.c.path == file.path)
        owners = set(connection.scalars(select(files.c.document_id).where(same)))
        connection.execute(delete(files).where(same))
        connection.execute(delete(unread).where(unread.c.location == file.location))
        gone |= {owner for owner in owners - {document_id} if not _settle(connection, owner)}
    return gone


def _settle(connection: Connection, document_id: str) -> bool:
    """Gives a document the path of its first file, or deletes it with all its own; whether it stayed."""
    first = connection.scalar(select(func.min(files.c.path)).where(files.c.document_id == document_id))
    if first is None:
        connection.execute(delete(documents).where(documents.c.id == document_id))
        return False
    connection.execute(update(documents).where(documents.c.id == document_id).values(path=first))
    return True


def _insert(connection: Connection, table: Table, new: Sequence[dict[str, object]]) -> None:
    if new:
        connection.execute(insert(table), new)
