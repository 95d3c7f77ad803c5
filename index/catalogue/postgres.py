"""Connections to a PostgreSQL server, and what makes it answer as SQLite does. Imports psycopg when used.

Text is compared by its bytes (the columns have the collation "C"), NULL comes first in every order, and a block of
reading sees one state: so the same questions have the same answers.
"""

from __future__ import annotations

import os
import socket
from typing import Any
from zlib import crc32

from sqlalchemy import Connection, Engine, create_engine, nulls_first, nulls_last, text
from sqlalchemy.dialects.postgresql.base import PGCompiler
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.sql import operators
from sqlalchemy.sql.elements import UnaryExpression

from corpus.errors import BadSettings, IndexBusy
from index.catalogue.errors import CatalogueAway, CatalogueUnusable
from index.place import Place

CONNECT_SECONDS = 5
STATEMENT_SECONDS = 60  # of a reader; a writer may take its time
_LOCK = crc32(b"council writer") >> 1  # the first number of the writer's lock; the second is of the schema
_ADVICE = "start it or correct COUNCIL_DATABASE_URL"
_KINDS = {
    "53100": "its disk is full; make room and run the command again",
    "53200": "it has no memory left; try again when fewer ask",
    "53300": "it takes no more connections; raise its max_connections or use fewer processes",
    "57014": f"the query took more than {STATEMENT_SECONDS} seconds; try again when the server is less busy",
    "25006": "it takes no writing (a standby, or opened for reading only); name the primary server",
    "42501": "this user lacks the right; grant it all on the database",
    "28P01": "user or password is wrong; correct COUNCIL_DATABASE_URL",
    "3D000": "there is no such database; make it with createdb",
    "22021": "a text holds a character that PostgreSQL cannot keep",
}


class _AsSqlite(PGCompiler):
    """Orders NULLs as SQLite does: as smaller than everything."""

    def order_by_clause(self, select: Any, **kw: Any) -> str:
        clauses = [_placed(clause) for clause in select._order_by_clauses]
        listed = ", ".join(self.process(clause, **kw) for clause in clauses)
        return f" ORDER BY {listed}" if listed else ""


def _placed(clause: Any) -> Any:
    modifier = clause.modifier if isinstance(clause, UnaryExpression) else None
    if modifier in (operators.nulls_first_op, operators.nulls_last_op):
        return clause
    return nulls_last(clause) if modifier is operators.desc_op else nulls_first(clause)


def connect(place: Place, *, write: bool) -> Engine:
    """An engine for a schema; without `write`, every attempt to change anything fails. Raises `BadSettings`."""
    settings = [f"search_path={place.schema}", "timezone=UTC"]
    if not write:
        settings += ["default_transaction_read_only=on", f"statement_timeout={STATEMENT_SECONDS * 1000}"]
    try:
        engine = create_engine(
            place.address,
            isolation_level="REPEATABLE READ",
            pool_pre_ping=True,  # a server that was started anew is used again without an error
            pool_size=8,
            max_overflow=24,
            connect_args={
                "connect_timeout": CONNECT_SECONDS,
                "tcp_user_timeout": 20_000,
                "application_name": f"council {socket.gethostname()} {os.getpid()}",
                "options": " ".join(f"-c {setting}" for setting in settings),
            },
        )
    except ImportError:
        raise BadSettings(
            "The catalogue is to lie in PostgreSQL, and the driver is not installed: "
            "pip install 'council-assistant[cluster]'."
        ) from None
    except (ArgumentError, ValueError):
        raise BadSettings(
            "COUNCIL_DATABASE_URL cannot be read: write postgresql+psycopg://user@host:5432/database."
        ) from None
    engine.dialect.statement_compiler = _AsSqlite
    return engine


def prepare(engine: Engine, schema: str) -> None:
    """Makes the schema where it is missing."""
    with engine.begin() as connection:
        connection.execute(text(f'CREATE SCHEMA IF NOT EXISTS "{schema}"'))


def drop(place: Place) -> None:
    """Removes a schema with everything in it."""
    engine = connect(place, write=True)
    try:
        with engine.begin() as connection:
            connection.execute(text(f'DROP SCHEMA IF EXISTS "{place.schema}" CASCADE'))
    except DBAPIError as error:
        raise unusable(str(place), error) or error from None
    finally:
        engine.dispose()


def exists(place: Place) -> bool:
    """Whether the schema holds a catalogue. Raises `CatalogueUnusable`."""
    engine = connect(place, write=False)
    try:
        with engine.connect() as connection:
            return there(connection)
    except DBAPIError as error:
        raise unusable(str(place), error) or error from None
    finally:
        engine.dispose()


def there(connection: Connection) -> bool:
    """The same over an open connection."""
    return connection.scalar(text("SELECT to_regclass('meta')")) is not None


def unusable(where: str, error: DBAPIError) -> CatalogueUnusable | None:
    """What to tell the user of an error of the driver; None when it is a fault of ours."""
    code = getattr(error.orig, "sqlstate", None)
    name = type(error.orig).__name__
    reason = " ".join(str(error.orig).split())[:160]
    if "NUL" in reason and name == "DataError":
        code = "22021"
    if code in _KINDS:
        kind = CatalogueAway if code in ("53300", "57014") else CatalogueUnusable
        return kind(f"{where}: {_KINDS[code]}.")
    if "password authentication failed" in reason:
        return CatalogueUnusable(f"{where}: {_KINDS['28P01']}.")
    if 'database "' in reason and "does not exist" in reason:
        return CatalogueUnusable(f"{where}: {_KINDS['3D000']}.")
    lost = error.connection_invalidated or name in ("OperationalError", "InterfaceError", "ConnectionTimeout")
    if lost or (code or "").startswith(("08", "57P")):
        return CatalogueAway(f"{where}: the database server does not answer ({reason}); {_ADVICE}.")
    return None


class ServerLock:
    """Held while a process writes to a schema; freed by the server when the process or its connection dies."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._engine: Engine | None = None
        self._connection: Connection | None = None
        self._key = {"one": _LOCK, "other": crc32(place.schema.encode()) >> 1}

    def acquire(self) -> None:
        """Takes the lock at once, or raises `IndexBusy` with who holds it."""
        self._engine = connect(self._place, write=True)
        try:
            self._connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            got = self._connection.scalar(text("SELECT pg_try_advisory_lock(:one, :other)"), self._key)
            who = "" if got else self._who(self._connection)
        except DBAPIError as error:
            self.release()
            raise unusable(str(self._place), error) or error from None
        if not got:
            self.release()
            raise IndexBusy(
                f"Another process{who} is writing to the index in {self._place}: wait until it is done, then try again."
            )

    def check(self) -> None:
        """Raises `CatalogueAway` when the connection that holds the lock is lost: another may write by now."""
        try:
            if self._connection is not None:
                self._connection.scalar(text("SELECT 1"))
        except DBAPIError:
            raise CatalogueAway(
                f"{self._place}: the connection to the database server was lost; run the command again."
            ) from None

    def release(self) -> None:
        """Lets the next writer in."""
        if self._connection is not None:
            self._connection.invalidate()  # closed and not pooled: the lock is the session's
            self._connection.close()
        if self._engine is not None:
            self._engine.dispose()
        self._connection = self._engine = None

    def _who(self, connection: Connection) -> str:
        query = (
            "SELECT application_name FROM pg_locks JOIN pg_stat_activity USING (pid)"
            " WHERE locktype = 'advisory' AND granted AND classid = :one AND objid = :other AND objsubid = 2"
        )
        name = str(connection.scalar(text(query), self._key) or "")
        _, _, holder = name.partition("council ")
        host, _, pid = holder.rpartition(" ")
        return f" (pid {pid} on {host})" if host else ""
