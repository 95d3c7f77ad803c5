"""Checks what the catalogue is made of: the database itself, the vectors, the notes of what is still to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from contextlib import closing
from pathlib import Path

import numpy as np
from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.exc import DBAPIError

from index.catalogue import Catalogue
from index.catalogue.schema import documents, files, metadata, vectors
from index.catalogue.vectors import PART, load
from index.ingest.derived import left_to_do
from index.reader.kept import FILE as SEEN
from index.retrieval.nearby import FOLDER as NEAR
from index.vectors.near import Near

_FEW = 5  # named in one message
_NORM = 0.01  # by which the length of a vector may differ from 1
_ANEW = "run `council index verify --repair`"


def database_problems(engine: Engine) -> list[str]:
    """What SQLite finds wrong with its own file, and rows that refer to something that is not there.

    A server checks both itself, with every write.
    """
    if engine.dialect.name != "sqlite":
        return []
    with engine.connect() as connection:
        try:
            told = [str(row[0]) for row in connection.exec_driver_sql(f"PRAGMA integrity_check({_FEW})")]
        except DBAPIError as error:
            told = [str(error.orig)]
        if told != ["ok"]:
            return [f"the database is damaged ({line}); {_ANEW}, or restore a backup." for line in told]
        rows = dangling(connection)
    return [
        f"{len(of)} rows of {table} refer to {parent} that are not there; {_ANEW}."
        for (table, parent), of in sorted(rows.items())
    ]


def dangling(connection: Connection) -> dict[tuple[str, str], list[int]]:
    """The rows that refer to something that is not there: their numbers by table and what they refer to.

    The lexical index keeps its own tables, which are checked with the terms.
    """
    found: dict[tuple[str, str], list[int]] = {}
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        if table in metadata.tables and row is not None:
            found.setdefault((str(table), str(parent)), []).append(int(row))
    return found


def count_problems(catalogue: Catalogue) -> list[str]:
    """Documents without a file, or under a path that is none of their files', or twice."""
    with catalogue.reading() as connection:
        first = dict(
            connection.execute(select(files.c.document_id, func.min(files.c.path)).group_by(files.c.document_id)).all()
        )
        held = connection.execute(select(documents.c.id, documents.c.path, documents.c.sha256)).all()
    contents: dict[str, list[str]] = {}
    for _, path, sha256 in held:
        contents.setdefault(sha256, []).append(path)
    found = [f"{path}: belongs to no file; {_ANEW}." for document_id, path, _ in held if document_id not in first]
    found += [
        f"{path}: is called {first[document_id]} among the files; {_ANEW}."
        for document_id, path, _ in held
        if document_id in first and first[document_id] != path
    ]
    twice = [", ".join(sorted(paths)) for paths in contents.values() if len(paths) > 1]
    return found + [f"{paths}: the same content, and not one document; ingest the files again." for paths in twice]


def bad_vectors(catalogue: Catalogue) -> dict[str, list[str]]:
    """The passages whose vectors cannot be right, by what is wrong with them."""
    found: dict[str, list[str]] = {}
    with catalogue.reading() as connection:
        query = select(func.length(vectors.c.vector), func.count()).group_by(func.length(vectors.c.vector))
        sizes = [int(size) for size, _ in connection.execute(query.order_by(func.count()))]
        usual = sizes[-1] if sizes else 0
        rows = select(vectors.c.passage_id, vectors.c.vector).order_by(vectors.c.passage_id)
        for part in connection.execution_options(yield_per=PART).execute(rows).partitions(PART):
            odd = [str(row[0]) for row in part if len(row[1]) != usual or usual % 2]
            good = [row for row in part if len(row[1]) == usual and not usual % 2]
            if odd:
                found.setdefault("are of another length", []).extend(odd)
            if good and usual:
                held = np.frombuffer(b"".join(row[1] for row in good), dtype="<f2").reshape(len(good), -1)
                norms = np.linalg.norm(held.astype(np.float32), axis=1)
                for what, wrong in (
                    ("are not finite", ~np.isfinite(norms)),
                    ("are not of length 1", np.isfinite(norms) & (np.abs(norms - 1) > _NORM)),
                ):
                    if wrong.any():
                        ids = [str(good[int(at)][0]) for at in np.flatnonzero(wrong)]
                        found.setdefault(what, []).extend(ids)
    return found


def vector_problems(catalogue: Catalogue) -> list[str]:
    """The same in lines."""
    return [
        f"{len(ids)} vectors in the catalogue {what} ({some(ids)}); {_ANEW}."
        for what, ids in bad_vectors(catalogue).items()
    ]


def note_problems(catalogue: Catalogue) -> list[str]:
    """What an ingest that was cut short has left to do."""
    todo = left_to_do(catalogue)
    found = []
    if todo.vectors:
        found.append(f"{len(todo.vectors)} documents have yet to be sent to the vector store; run `council ingest`.")
    if not todo.linked:
        found.append("the cases have yet to be linked anew; run `council ingest`.")
    return found


def beside_problems(folder: Path, catalogue: Catalogue, kept_too: bool = True) -> list[str]:
    """What is wrong with the files beside the catalogue that answers are quicker with."""
    ids = set(catalogue.text_hashes())
    found = kept_problems(folder / SEEN, ids) if kept_too else []
    if (folder / NEAR).is_dir() and (near := Near.open(folder / NEAR, catalogue.state)) is not None:
        with catalogue.reading() as connection:
            table = load(connection)
        same = near.names(np.arange(len(near))) == list(table.ids)
        if not same or not np.array_equal(near.exact.astype(np.float32), table.matrix):
            found.append(f"the vectors in {NEAR}/ are not those of the catalogue; {_ANEW}.")
    return found


def kept_problems(file: Path, document_ids: Collection[str]) -> list[str]:
    """What is wrong with what the reader has kept of passages."""
    if not file.is_file():
        return []
    try:
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("PRAGMA query_only = ON")
            sound = connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
            held = {str(row[0]) for row in connection.execute("SELECT DISTINCT document FROM seen")}
    except sqlite3.OperationalError as error:
        if "no such table" in str(error):  # made a moment ago, and nothing kept in it yet
            return []
        return [f"{file.name} cannot be read ({error}); {_ANEW}."]
    except sqlite3.DatabaseError as error:
        return [f"{file.name} is damaged ({error}); {_ANEW}."]
    gone = held.difference(document_ids)
    if not sound:
        return [f"{file.name} is damaged; {_ANEW}."]
    return [f"{file.name} keeps {len(gone)} documents that are gone ({some(gone)}); {_ANEW}."] if gone else []


def some(ids: Collection[str]) -> str:
    """A few of many, for a message."""
    return ", ".join(sorted(ids)[:_FEW]) + (" …" if len(ids) > _FEW else "")
