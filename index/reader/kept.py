"""What the reader has seen of passages, kept between questions and between runs.

A passage looks the same for every question, and looking at one costs a hundred times more than judging it.
Nothing here is a source: what is missing, damaged or of another model is looked at again.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from threading import Lock
from typing import Protocol

from index.reader.features import Seen
from index.reader.packing import pack, unpack

FILE = "reading.sqlite"
Text = tuple[str, str]
"""A context and the text that it stands before."""
_BUSY_SECONDS = 1.0  # looking again is quicker than to wait longer
_SCHEMA = """
CREATE TABLE IF NOT EXISTS model (name TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS seen (key BLOB PRIMARY KEY, document TEXT NOT NULL, data BLOB NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS seen_document ON seen (document);
"""


class Kept(Protocol):
    """Keeps what was seen of texts, by document so that it goes when the document goes."""

    def get(self, texts: Sequence[Text]) -> dict[Text, Seen]:
        """What is kept of these texts."""
        ...

    def put(self, document_id: str, seen: Mapping[Text, Seen]) -> None:
        """Keeps what was seen of texts of a document."""
        ...

    def keep_only(self, document_ids: Collection[str]) -> None:
        """Forgets what belongs to any other document."""
        ...


class MemoryKept:
    """Keeps in memory."""

    def __init__(self) -> None:
        self._rows: dict[bytes, tuple[str, bytes]] = {}
        self._lock = Lock()

    def get(self, texts: Sequence[Text]) -> dict[Text, Seen]:
        """What is kept of these texts."""
        with self._lock:
            found = {text: self._rows.get(_key(text)) for text in texts}
        return {text: unpack(row[1]) for text, row in found.items() if row is not None}

    def put(self, document_id: str, seen: Mapping[Text, Seen]) -> None:
        """Keeps what was seen of texts of a document."""
        with self._lock:
            self._rows |= {_key(text): (document_id, pack(each)) for text, each in seen.items()}

    def keep_only(self, document_ids: Collection[str]) -> None:
        """Forgets what belongs to any other document."""
        with self._lock:
            self._rows = {key: row for key, row in self._rows.items() if row[0] in document_ids}


class FileKept:
    """Keeps in an SQLite file beside the index, about 75 kB a passage; any number of processes may read it.

    `model` names what the passages were seen with; what another has seen is as good as nothing. A file that
    cannot be read or written is passed over, for the answers are the same without.
    """

    def __init__(self, file: Path, model: str) -> None:
        self._file, self._model = file, model

    def get(self, texts: Sequence[Text]) -> dict[Text, Seen]:
        """What is kept of these texts."""
        if not texts or not self._file.is_file():
            return {}
        keys = {_key(text): text for text in texts}
        marks = ",".join("?" * len(keys))
        try:
            with self._open() as connection:
                connection.execute("PRAGMA query_only = ON")
                if not self._ours(connection):
                    return {}
                rows = connection.execute(f"SELECT key, data FROM seen WHERE key IN ({marks})", list(keys)).fetchall()
            return {keys[key]: unpack(data) for key, data in rows}
        except (sqlite3.Error, ValueError):
            return {}

    def put(self, document_id: str, seen: Mapping[Text, Seen]) -> None:
        """Keeps what was seen of texts of a document."""
        rows = [(_key(text), document_id, pack(each)) for text, each in seen.items()]
        self._write(lambda connection: connection.executemany("INSERT OR REPLACE INTO seen VALUES (?, ?, ?)", rows))

    def keep_only(self, document_ids: Collection[str]) -> None:
        """Forgets what belongs to any other document."""

        def change(connection: sqlite3.Connection) -> None:
            held = {row[0] for row in connection.execute("SELECT DISTINCT document FROM seen")}
            gone = [(document,) for document in held.difference(document_ids)]
            connection.executemany("DELETE FROM seen WHERE document = ?", gone)

        if self._file.is_file():
            self._write(change)

    def _write(self, change: Callable[[sqlite3.Connection], object]) -> None:
        for _ in range(2):
            try:
                with self._open() as connection, connection:
                    self._prepare(connection)
                    change(connection)
                return
            except sqlite3.OperationalError:  # a full disk, a folder that may not be written
                return
            except sqlite3.DatabaseError:  # damaged: begun anew
                for file in (self._file, *(self._file.with_name(self._file.name + end) for end in ("-wal", "-shm"))):
                    file.unlink(missing_ok=True)

    def _prepare(self, connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(_SCHEMA)
        if not self._ours(connection):
            connection.execute("DELETE FROM seen")
            connection.execute("DELETE FROM model")
            connection.execute("INSERT INTO model VALUES (?)", (self._model,))

    def _ours(self, connection: sqlite3.Connection) -> bool:
        return bool(connection.execute("SELECT name FROM model").fetchone() == (self._model,))

    def _open(self) -> closing[sqlite3.Connection]:
        return closing(sqlite3.connect(self._file, timeout=_BUSY_SECONDS))


def _key(text: Text) -> bytes:
    return hashlib.blake2b("\0".join(text).encode("utf-8", "surrogatepass"), digest_size=16).digest()
