"""Small SQLite files of the assistant, beside the index and apart from its catalogue."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from corpus.errors import CouncilError

BUSY_SECONDS = 10.0


class StoreUnusable(CouncilError):
    """A file of feedback or conversations cannot be read or written; the message names it."""


class SmallStore:
    """One SQLite file with one table or a few, readable by its owner only. Safe for several threads and processes.

    What is deleted is overwritten in the file, so that nothing of it is left there.
    """

    def __init__(self, path: Path, schema: str) -> None:
        self.path = path
        self._schema = schema

    @contextmanager
    def connection(self) -> Iterator[sqlite3.Connection]:
        """A connection inside a transaction: all changes or none. Raises `StoreUnusable`."""
        try:
            connection = self._open()
        except (OSError, sqlite3.Error) as error:
            raise self._unusable(error) from None
        try:
            with connection:
                yield connection
        except sqlite3.Error as error:
            raise self._unusable(error) from None
        finally:
            connection.close()

    def _open(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if not self.path.exists():
            with suppress(FileExistsError):
                os.close(os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        connection = sqlite3.connect(self.path, timeout=BUSY_SECONDS)
        connection.row_factory = sqlite3.Row
        try:
            connection.execute("PRAGMA secure_delete = ON")
            connection.executescript(self._schema)
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def _unusable(self, error: Exception) -> StoreUnusable:
        return StoreUnusable(f"{self.path}: cannot be used ({error}). Check its folder, or move the file away.")
