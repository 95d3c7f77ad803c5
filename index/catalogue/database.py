"""Connections to the SQLite file: WAL, foreign keys, snapshots for readers, an early lock for the writer."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event

BUSY_SECONDS = 30.0
_WRITE = "council_write"  # execution option of a connection that is going to write


def connect(address: str, *, write: bool) -> Engine:
    """An engine for a "sqlite:///…" address; without `write`, every attempt to change anything fails."""
    engine = create_engine(address, connect_args={"timeout": BUSY_SECONDS})

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
    """A connection inside a transaction: one state to read, or with `write` all changes or none."""
    with engine.connect().execution_options(**{_WRITE: write}) as connection, connection.begin():
        yield connection


def _pragmas(write: bool) -> list[str]:
    shared = ["PRAGMA foreign_keys = ON", "PRAGMA cache_size = -65536", "PRAGMA temp_store = MEMORY"]
    if write:
        return [*shared, "PRAGMA journal_mode = WAL", "PRAGMA synchronous = NORMAL"]
    return [*shared, "PRAGMA query_only = ON"]
