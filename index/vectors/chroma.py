"""Chroma inside this process, in a folder. A cache: whatever happens to it, the catalogue rebuilds it.

Chroma is not safe against being killed while it writes: its graph file may then crash, not raise, whatever
process reads it next. So a file marks the folder while a write is under way; who finds the mark tries the
folder in another process first.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from corpus.errors import IndexBusy
from index.vectors.collection import ChromaCollection, settings

_MARK = "writing"
_SOUND = "sound.json"  # the graph's files as the last write left them, or as they were found sound
_LOCK = "writing.lock"
PROBE_SECONDS = 60.0
_PROBE = """
import sys
import numpy as np
from index.vectors.chroma import connect
from index.vectors.collection import NAME
client = connect(sys.argv[1])
names = [getattr(each, "name", each) for each in client.list_collections()]
if NAME in names:
    collection = client.get_collection(NAME, embedding_function=None)
    first = collection.get(limit=1, include=["embeddings"])["embeddings"]
    if collection.count():
        collection.query(query_embeddings=np.asarray(first), n_results=1, include=["distances"])
client.close()
"""


def connect(folder: str | Path) -> Any:
    """Chroma's client for a folder."""
    options = settings()
    import chromadb
    from chromadb.api.shared_system_client import SharedSystemClient

    try:
        return chromadb.PersistentClient(path=str(folder), settings=options)
    except BaseException:
        # Chroma keeps what failed to start and would hand it out again for this folder.
        SharedSystemClient._identifier_to_system.pop(str(folder), None)
        raise


def probe(folder: Path, seconds: float = PROBE_SECONDS) -> bool:
    """Whether the vectors in a folder can be read: tried in a process that may crash or hang in our stead.

    A folder that is not there yet is sound.
    """
    if not (folder / "chroma.sqlite3").exists():
        return True
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(root)!r}){_PROBE}", str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


class ChromaVectors(ChromaCollection):
    """Vectors in `folder`, opened on first use. One process at a time may write; others open again to see it.

    Raises `VectorsBroken` when the folder cannot be read, and `IndexBusy` when another process is writing.
    """

    def __init__(self, folder: Path, patience: float = 30.0) -> None:
        super().__init__()
        self.where = str(folder)
        self._folder = folder
        self._patience = patience
        self._writer = FileLock(folder / _LOCK)

    def _connect(self) -> Any:
        self._folder.mkdir(parents=True, exist_ok=True)
        if not self._writer.is_locked and ((self._folder / _MARK).exists() or self._changed()):
            self._try_first()
        try:
            return connect(self._folder)
        except BaseException as error:  # Chroma's Rust part panics with a BaseException
            if isinstance(error, (KeyboardInterrupt, SystemExit)):
                raise
            raise self._broken(error) from error

    def _try_first(self) -> None:
        sound = probe(self._folder)
        try:
            with self._writer.acquire(timeout=0):
                if sound:
                    self._note_sound()
        except Timeout as error:
            if not sound:  # half a write is all that could be seen
                raise self._busy() from error
            return
        except OSError:  # a folder that may only be read
            pass
        if not sound:
            raise self._broken("a write was cut short, or a file was damaged")

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._lock:
            with self._open():  # finds what an earlier writer left before this one leaves its own mark
                pass
            try:
                self._writer.acquire(timeout=self._patience)
            except Timeout as error:
                raise self._busy() from error
            try:
                (self._folder / _MARK).touch()
                yield
                self._settle()
                self._note_sound()
            finally:
                self._writer.release()

    def _changed(self) -> bool:
        """Whether the graph's files are others than were noted: what was cut off or garbled may crash who reads it."""
        try:
            noted = json.loads((self._folder / _SOUND).read_text("utf-8"))
        except (OSError, ValueError):
            noted = {}
        return bool(self._graph() != noted)

    def _graph(self) -> dict[str, list[int]]:
        """Size and time of each file of the graph, by name."""
        found = {path.relative_to(self._folder).as_posix(): path.stat() for path in self._folder.glob("*/*")}
        return {name: [state.st_size, state.st_mtime_ns] for name, state in sorted(found.items())}

    def mark(self) -> str | None:
        """Size and time of every file; None while, or after, a write was cut short or where there is none yet."""
        found = {path.relative_to(self._folder).as_posix(): path for path in self._folder.rglob("*") if path.is_file()}
        if _MARK in found or "chroma.sqlite3" not in found:
            return None
        found.pop(_LOCK, None)
        states = {name: path.stat() for name, path in sorted(found.items())}
        return json.dumps({name: [state.st_size, state.st_mtime_ns] for name, state in states.items()})

    def _note_sound(self) -> None:
        """The files are as they should be; the mark goes last. A folder that may not be written stays as it is."""
        with suppress(PermissionError):
            new = self._folder / f"{_SOUND}.new"
            new.write_text(json.dumps(self._graph()), encoding="utf-8")
            new.replace(self._folder / _SOUND)
            (self._folder / _MARK).unlink(missing_ok=True)

    def _settle(self) -> None:
        """Makes Chroma write its graph now, under the mark, and not at somebody's next question."""
        if self._collection is not None:
            first = self._collection.get(limit=1, include=["embeddings"])["embeddings"]
            if len(first):
                self._collection.query(query_embeddings=first, n_results=1, include=["distances"])

    def _busy(self) -> IndexBusy:
        return IndexBusy(f"{self._folder}: another process is writing vectors; try again when it is done")

    def clear(self) -> None:
        """Removes everything, files and all; a broken folder too, for it is not read."""
        with self._lock:
            self.close()
            self._folder.mkdir(parents=True, exist_ok=True)
            try:
                self._writer.acquire(timeout=self._patience)
            except Timeout as error:
                raise self._busy() from error
            try:
                for path in self._folder.iterdir():
                    if path.is_dir():
                        shutil.rmtree(path)
                    elif path.name != _LOCK:
                        path.unlink()
            finally:
                self._writer.release()
