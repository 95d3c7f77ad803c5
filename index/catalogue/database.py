"""Connections to the catalogue's database: snapshots for readers, all or nothing for the writer.

Of a SQLite file here: WAL, foreign keys, an early lock for the writer. Of a server in `index.catalogue.postgres`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from threading import local
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnection

from index.catalogue.errors import CatalogueAway, CatalogueUnusable
from index.place import Place

__all__ = ["CatalogueUnusable", "begin", "connect", "holding", "unusable"]

BUSY_SECONDS = 30.0
_ANEW = "the catalogue is damaged: put a copy back, or remove its folder and run `council ingest` again"
_ADVICE = {
    "malformed": _ANEW,
    "not a database": _ANEW,
    "unable to open": "check the permissions of its folder",
    "readonly": "check the permissions of the file and its folder",
    "read-only": "check the permissions of the file and its folder",
    "is full": "make room on the disk and run the command again",
    "disk I/O": "check the disk and run the command again",
    "locked": "another process is writing; try again in a moment",
}
_thread = local()
_WRITE = "council_write"  # execution option of a connection that is going to write


def connect(place: Place | str, *, write: bool) -> Engine:
    """An engine for a place or its address; without `write`, every attempt to change anything fails."""
    place = Place.parse(place) if isinstance(place, str) else place
    if place.file is None:
        from index.catalogue import postgres

        return postgres.connect(place, write=write)
    engine = create_engine(place.address, connect_args={"timeout": BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def _opened(connection: sqlite3.Connection, _: Any) -> None:
        # Transactions are begun below: the driver's own rule would let a reader see two states in one block.
        connection.isolation_level = None
        for pragma in _pragmas(write):
            connection.execute(pragma)

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        # A writer that only asks for the lock at its first change may fail half-way, so it asks at once.
        writes = connection.get_execution_options().get(_WRITE)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


@contextmanager
def begin(engine: Engine, *, write: bool = False) -> Iterator[Connection]:
    """A connection inside a transaction: one state to read, or with `write` all changes or none.

    Inside `holding` all reads of a thread share one. Raises `CatalogueUnusable` where the database says that the
    file, the disk, the permissions or the network forbid it.
    """
    held = None if write else _held().get(engine)
    try:
        if held is not None:
            yield held
            return
        with engine.connect().execution_options(**{_WRITE: write}) as connection, connection.begin():
            yield connection
    except DBAPIError as error:
        known = unusable(engine, error)
        if known is None:
            raise
        raise known from error
    except NoConnection as error:
        raise CatalogueAway(f"{engine.url.database}: too many ask at once; try again in a moment.") from error


@contextmanager
def joined(engine: Engine, connection: Connection | None, *, write: bool = False) -> Iterator[Connection]:
    """The transaction of a connection that is given, else one of its own as `begin` makes it."""
    if connection is not None:
        yield connection
        return
    with begin(engine, write=write) as own:
        yield own


@contextmanager
def holding(engine: Engine) -> Iterator[None]:
    """Inside, this thread reads one state over one connection, however often it asks; what it writes is apart."""
    if engine in _held():
        yield
        return
    with begin(engine) as connection:
        _held()[engine] = connection
        try:
            yield
        finally:
            del _held()[engine]


def _held() -> dict[Engine, Connection]:
    """The connections that this thread holds."""
    found: dict[Engine, Connection] = _thread.__dict__.setdefault("connections", {})
    return found


def unusable(engine: Engine, error: DBAPIError) -> CatalogueUnusable | None:
    """What to tell the user of an error of the database; None when it is no fault of file, disk or network."""
    if engine.dialect.name == "postgresql":
        from index.catalogue import postgres

        return postgres.unusable(f"{engine.url.host}/{engine.url.database}", error)
    reason = str(error.orig)
    advice = next((told for sign, told in _ADVICE.items() if sign in reason), None)
    return CatalogueUnusable(f"{engine.url.database}: {reason}; {advice}.") if advice else None


def _pragmas(write: bool) -> list[str]:
    shared = ["PRAGMA foreign_keys = ON", "PRAGMA cache_size = -65536", "PRAGMA temp_store = MEMORY"]
    if write:
        return [*shared, "PRAGMA journal_mode = WAL", "PRAGMA synchronous = NORMAL"]
    return [*shared, "PRAGMA query_only = ON"]
