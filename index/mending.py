"""Repairs an index from its catalogue, and says what it repaired."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from sqlalchemy import Engine, delete, func, select, text, update
from sqlalchemy.exc import DBAPIError

from corpus.errors import IndexError_
from index.catalogue import Catalogue
from index.catalogue.schema import documents, files, passages, vectors
from index.catalogue.writing import put_vectors
from index.embedding.base import Vectors
from index.ingest.derived import Terms, left_to_do, note_pending, repair
from index.lexical.base import StoredTerms
from index.reader.kept import FILE as SEEN
from index.records import Passage
from index.retrieval.nearby import FOLDER as NEAR
from index.soundness import bad_vectors, beside_problems, dangling, database_problems, kept_problems
from index.vectors import VectorsBroken, VectorStore

_BATCH = 256
Embed = Callable[[Sequence[Passage]], Vectors]


class Mendable(Protocol):
    """An index that is open for writing: `index.store.Index`."""

    @property
    def catalogue(self) -> Catalogue: ...
    @property
    def lexical(self) -> StoredTerms: ...
    @property
    def terms(self) -> Terms: ...
    @property
    def vectors(self) -> VectorStore: ...


def mend(index: Mendable, folder: Path, embed: Embed) -> Iterator[str]:
    """Repairs what the catalogue can repair; one line for each thing that was repaired.

    Texts, acts and passages come from files alone: what is wrong with them stays. Raises `IndexError_` when the
    database is damaged beyond repair.
    """
    yield from _database(index.catalogue)
    yield from _documents(index.catalogue)
    yield from _vectors(index.catalogue, embed)
    yield from _terms(index)
    if not left_to_do(index.catalogue).linked:
        index.terms.link_cases(index.catalogue)
        yield "The cases were linked anew."
    yield from _store(index)
    yield from _beside(folder, index.catalogue)


def _database(catalogue: Catalogue) -> Iterator[str]:
    engine = catalogue.engine
    if engine.dialect.name != "sqlite":
        return
    if database_problems(engine) and _damaged(engine):
        try:
            with engine.connect() as connection:
                connection.execute(text("REINDEX"))
        except DBAPIError:
            pass
        if _damaged(engine):
            raise IndexError_(
                f"The catalogue in {catalogue.folder} is damaged beyond repair: restore a backup with `council index "
                "restore`, or remove its folder and run `council ingest` again."
            )
        yield "The indexes of the database were made anew."
    with engine.connect() as connection:
        rows = dangling(connection)
    for table, _ in rows:
        with catalogue.transaction() as connection:
            gone = [row for (name, _), of in dangling(connection).items() if name == table for row in of]
            for row in gone:
                connection.execute(text(f"DELETE FROM {table} WHERE rowid = :row"), {"row": row})
        if gone:
            yield f"{len(gone)} rows of {table} that referred to nothing were removed."


def _damaged(engine: Engine) -> bool:
    return any("the database is damaged" in line for line in database_problems(engine))


def _documents(catalogue: Catalogue) -> Iterator[str]:
    """Documents without files go; a document is called what its first file is called."""
    first = select(func.min(files.c.path)).where(files.c.document_id == documents.c.id).scalar_subquery()
    with catalogue.reading() as connection:
        orphans = set(connection.scalars(select(documents.c.id).where(first.is_(None))))
        misnamed = connection.scalar(select(func.count()).select_from(documents).where(documents.c.path != first))
    if not orphans and not misnamed:
        return
    with catalogue.transaction() as connection:
        connection.execute(delete(documents).where(documents.c.id.in_(orphans)))
        connection.execute(update(documents).where(documents.c.path != first).values(path=first))
        note_pending(connection, orphans)
    if orphans:
        yield f"{len(orphans)} documents without a file were removed."
    if misnamed:
        yield f"{misnamed} documents were given the name of their file."


def _vectors(catalogue: Catalogue, embed: Embed) -> Iterator[str]:
    """Vectors that are missing or cannot be right are computed anew."""
    with catalogue.reading() as connection:
        missing = connection.scalars(
            select(passages.c.id)
            .outerjoin(vectors, vectors.c.passage_id == passages.c.id)
            .where(vectors.c.passage_id.is_(None))
        )
        ids = sorted({*missing, *(one for wrong in bad_vectors(catalogue).values() for one in wrong)})
    for at in range(0, len(ids), _BATCH):
        part = catalogue.passages(ids[at : at + _BATCH])
        found = embed(part)
        with catalogue.transaction() as connection:
            its = [passage.id for passage in part]
            connection.execute(delete(vectors).where(vectors.c.passage_id.in_(its)))
            put_vectors(connection, its, found)
            note_pending(connection, {passage.span.document_id for passage in part})
    if ids:
        yield f"{len(ids)} passages were embedded anew."


def _terms(index: Mendable) -> Iterator[str]:
    wanted = index.catalogue.passage_ids()
    if index.lexical.size() != len(wanted) or len(index.lexical.entries(wanted)) != len(wanted):
        index.terms.rebuild(index.catalogue)
        yield f"The terms of {len(wanted)} passages were made anew."


def _store(index: Mendable) -> Iterator[str]:
    from index.verify import strangers

    try:
        waiting = left_to_do(index.catalogue).vectors
        if index.vectors.ids() and strangers(index.catalogue, index.vectors):
            raise VectorsBroken("the vectors are others")
    except VectorsBroken:
        index.vectors.clear()
        waiting = frozenset()
    changed = repair(index.catalogue, index.vectors)
    if waiting:
        yield f"{len(waiting)} documents were sent to the vector store."
    if changed:
        yield f"{changed} passages were put right in the vector store."


def _beside(folder: Path, catalogue: Catalogue) -> Iterator[str]:
    """Files that only make answers quicker are removed; they are made again when needed."""
    ids = set(catalogue.text_hashes())
    if kept_problems(folder / SEEN, ids):
        for end in ("", "-wal", "-shm"):
            (folder / f"{SEEN}{end}").unlink(missing_ok=True)
        yield f"{SEEN} was removed; it is made again while questions are asked."
    if (folder / NEAR).is_dir() and beside_problems(folder, catalogue, kept_too=False):
        shutil.rmtree(folder / NEAR)
        yield f"{NEAR}/ was removed; it is made again while questions are asked."
