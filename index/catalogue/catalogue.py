"""The catalogue: the system of record, one database with every document, passage, act and vector."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Lock as ThreadLock
from types import TracebackType

from sqlalchemy import Connection, Engine, func, inspect, select
from sqlalchemy.exc import DBAPIError

from corpus.errors import IndexBusy, ModelMismatch, NoIndex, SchemaMismatch
from corpus.records import Document
from index.catalogue import writing
from index.catalogue.database import CatalogueUnusable, begin, connect, unusable
from index.catalogue.entries import File, Unread
from index.catalogue.lock import Lock, WriterLock
from index.catalogue.reading import Reading
from index.catalogue.schema import SCHEMA_VERSION, documents, metadata, passages
from index.embedding.base import Vectors
from index.place import Place
from index.records import Passage

FILE = "catalogue.sqlite"
Also = Callable[[Connection, frozenset[str]], None]
"""Called inside a write with the ids of documents whose content went away: keeps a derived table in step."""


class Catalogue(Reading):
    """Opened for reading by many, for writing by one; see `Reading` for what can be asked of it.

    Every write is one transaction that also counts `state` up, so that a reader sees that something changed.
    """

    def __init__(self, folder: Path, engine: Engine, lock: Lock | None) -> None:
        super().__init__(engine)
        self.folder = folder
        self._lock = lock
        self._writing = ThreadLock()

    @classmethod
    def open(cls, folder: Path, write: bool = False, file: Place | Path | None = None) -> Catalogue:
        """The catalogue of an index folder; with `write` it is made when missing and locked for this process.

        `file` is the database: one in the folder unless given. Raises `NoIndex`, `SchemaMismatch`,
        `CatalogueUnusable`, and with `write` `IndexBusy`.
        """
        place = file if isinstance(file, Place) else Place.of(file or folder / FILE)
        if not write and not place.exists():
            raise _missing(folder)
        lock = None
        if write:
            _make(folder, place.file or folder / FILE)
            lock = _lock(place)
            lock.acquire()
        engine = connect(place, write=write)
        try:
            _check(engine, folder, place, write)
        except BaseException:
            engine.dispose()
            if lock:
                lock.release()
            raise
        return cls(folder, engine, lock)

    @property
    def writable(self) -> bool:
        """Whether this process holds the writer's lock."""
        return self._lock is not None

    def close(self) -> None:
        """Closes the database and lets the next writer in."""
        self.engine.dispose()
        if self._lock:
            self._lock.release()
            self._lock = None

    def __enter__(self) -> Catalogue:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """A connection on which everything is written, or nothing; `state` goes up by one."""
        if self._lock is None:
            raise IndexBusy(f"The index in {self.folder} was opened for reading only: open it for writing.")
        with self._writing, begin(self.engine, write=True) as connection:
            self._lock.check()
            yield connection
            state = int(writing.get_meta(connection, "state") or 0)
            writing.set_meta(connection, "state", str(state + 1))

    def claim(self, embedder: str) -> None:
        """Says which model the vectors are of. Raises `ModelMismatch` when vectors of another are here."""
        with self.transaction() as connection:
            held = writing.get_meta(connection, "embedder")
            if held != embedder and held is not None and connection.scalar(select(func.count(passages.c.id))):
                raise ModelMismatch(mismatch(self.folder, held, embedder))
            writing.set_meta(connection, "embedder", embedder)

    def set(self, key: str, value: str) -> None:
        """Sets a remark of the index as a whole, such as a version of something derived."""
        with self.transaction() as connection:
            writing.set_meta(connection, key, value)

    def write_document(
        self,
        document: Document,
        passages: Sequence[Passage],
        vectors: Vectors,
        files: Sequence[File] = (),
        also: Also | None = None,
    ) -> frozenset[str]:
        """Writes a document whole, in one transaction, in the place of what had its id or its files' paths.

        `vectors` has one row a passage. Without `files` the document's path stands for one. Gives the ids of
        the documents whose content went away (its own when it was here before).
        """
        its = files or (File(document.path, document.path, "", len(document.text), 0, document.sha256),)
        with self.transaction() as connection:
            gone = writing.put_document(connection, document, passages, vectors, its)
            if also:
                also(connection, gone)
        return gone

    def write_file(self, file: File, also: Also | None = None) -> frozenset[str]:
        """Adds a file, or moves one, whose document is here already; gives the ids that went away."""
        with self.transaction() as connection:
            gone = writing.put_file(connection, file)
            if also:
                also(connection, gone)
        return gone

    def write_unread(self, failed: Unread, also: Also | None = None) -> frozenset[str]:
        """Keeps why a file could not be read, removes its old version; gives the ids that went away."""
        with self.transaction() as connection:
            gone = writing.put_unread(connection, failed)
            if also:
                also(connection, gone)
        return gone

    @contextmanager
    def replacing_vectors(self, embedder: str) -> Iterator[Callable[[Sequence[str], Vectors], None]]:
        """Replaces every vector by those of a model in one transaction; gives what takes (ids, vectors)."""
        with self.transaction() as connection:
            writing.clear_vectors(connection)
            yield partial(writing.put_vectors, connection)
            writing.set_meta(connection, "embedder", embedder)

    def remove(self, locations: Iterable[str], also: Also | None = None) -> frozenset[str]:
        """Forgets files by absolute path, and documents that had no other; gives the ids that went away."""
        with self.transaction() as connection:
            gone = writing.remove_files(connection, locations)
            if also:
                also(connection, gone)
        return gone


def mismatch(folder: Path, held: str, asked: str) -> str:
    """The message of a `ModelMismatch`."""
    return (
        f"The index in {folder} holds vectors of {held!r}, not of {asked!r}: set COUNCIL_EMBEDDER back, "
        "or run `council index rebuild --embed`."
    )


def _make(folder: Path, file: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NoIndex(
            f"The index folder {folder} cannot be made ({error.strerror}): name another with --index."
        ) from None


def _check(engine: Engine, folder: Path, place: Place, write: bool) -> None:
    """Makes the tables of a new catalogue; `SchemaMismatch` when it is another version or no catalogue."""
    try:
        if write:
            _fill(engine, place)
        with begin(engine) as connection:
            found = writing.get_meta(connection, "schema")
            connection.execute(select(documents.c.id).limit(1))
    except (CatalogueUnusable, DBAPIError) as error:
        told = error if isinstance(error, CatalogueUnusable) else unusable(engine, error)
        if "locked" in str(error):
            raise IndexBusy(f"The index in {folder} is being written: try again in a moment.") from None
        if told is not None and (place.file is None or "permissions" in str(told)):
            raise told from None
        raise (_missing(folder) if _never_made(engine, place) else _foreign(folder)) from None
    if found != SCHEMA_VERSION:
        raise SchemaMismatch(
            f"The index in {folder} has schema version {found}, this program writes {SCHEMA_VERSION}: "
            "remove the folder and run `council ingest` again, or use the program that made it."
        )


def _lock(place: Place) -> Lock:
    if place.file is not None:
        return WriterLock(place.file.parent)
    from index.catalogue.postgres import ServerLock

    return ServerLock(place)


def _fill(engine: Engine, place: Place) -> None:
    if place.file is None:
        from index.catalogue import postgres

        postgres.prepare(engine, place.schema)
    if inspect(engine).has_table("meta"):
        return
    with begin(engine, write=True) as connection:
        metadata.create_all(connection)
        writing.set_meta(connection, "schema", SCHEMA_VERSION)
        writing.set_meta(connection, "created", datetime.now(UTC).isoformat(timespec="seconds"))
        writing.set_meta(connection, "state", "0")


def _missing(folder: Path) -> NoIndex:
    return NoIndex(f"There is no index in {folder} yet: run `council ingest PATH --index {folder}` first.")


def _never_made(engine: Engine, place: Place) -> bool:
    """Whether a file is a database without tables: whoever made it was ended before the first was written."""
    try:
        return place.file is not None and not inspect(engine).get_table_names()
    except DBAPIError:
        return False


def _foreign(folder: Path) -> SchemaMismatch:
    return SchemaMismatch(
        f"The catalogue in {folder} cannot be read as one: it is damaged or not ours. Name another folder "
        "with --index, or remove it and run `council ingest` again."
    )
