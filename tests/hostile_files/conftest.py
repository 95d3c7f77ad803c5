"""A file outside that nobody may open, and an address that nobody may ask."""

from __future__ import annotations

import ctypes
import os
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from evals.fuzz.specimens import Aim
from index.ingest.readers import Readers
from index.ingest.settings import ReadSettings

_IN_OPEN, _IN_NONBLOCK = 0x20, 0o4000


class Guarded:
    """A folder whose files tell when anybody opens them, Python or not, and a port that counts who calls."""

    def __init__(self, folder: Path) -> None:
        self.secret = folder / "canary.txt"
        self.secret.write_text("canary", encoding="utf-8")
        self._libc = ctypes.CDLL(None, use_errno=True)
        self._watch = self._libc.inotify_init1(_IN_NONBLOCK)
        assert self._libc.inotify_add_watch(self._watch, os.fsencode(folder), _IN_OPEN) >= 0
        self.calls = 0
        self._server = socket.create_server(("127.0.0.1", 0))
        self.aim = Aim(self.secret.as_uri(), f"http://127.0.0.1:{self._server.getsockname()[1]}/canary")
        threading.Thread(target=self._count, daemon=True).start()

    def opened(self) -> bool:
        """Whether anybody has opened the file since this was last asked."""
        try:
            return bool(os.read(self._watch, 4096))
        except BlockingIOError:
            return False

    def close(self) -> None:
        """Lets go of the port and the watch."""
        self._server.close()
        os.close(self._watch)

    def _count(self) -> None:
        while True:
            try:
                self._server.accept()[0].close()
            except OSError:
                return
            self.calls += 1


@pytest.fixture(scope="session")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    """What lies outside the folder of documents."""
    made = Guarded(tmp_path_factory.mktemp("outside"))
    yield made
    made.close()


@pytest.fixture(scope="session")
def readers() -> Iterator[Readers]:
    """A process that reads, as an ingest starts it, with less time and memory."""
    with Readers(ReadSettings(workers=1, seconds=60, megabytes=2048)) as made:
        yield made
