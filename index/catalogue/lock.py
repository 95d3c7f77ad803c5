"""The lock of the one writer."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Protocol

from filelock import FileLock, Timeout

from corpus.errors import IndexBusy, IndexError_


class Lock(Protocol):
    """Held by the one writer."""

    def acquire(self) -> None:
        """Takes the lock at once, or raises `IndexBusy`."""
        ...

    def check(self) -> None:
        """Raises an error when the lock was lost."""
        ...

    def release(self) -> None:
        """Lets the next writer in."""
        ...


class WriterLock:
    """Held while a process writes to an index folder; freed by the system when the process dies."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._holder = folder / "writer.pid"
        self._lock = FileLock(folder / "writer.lock", timeout=0, thread_local=False)

    def acquire(self) -> None:
        """Takes the lock at once or raises `IndexBusy` with the holder's process id; `IndexError_` when it may not."""
        try:
            self._lock.acquire()
        except Timeout:
            raise IndexBusy(
                f"Another process{self._who()} is writing to the index in {self._folder}: "
                "wait until it is done, then try again."
            ) from None
        except OSError as error:
            raise IndexError_(
                f"The index in {self._folder} cannot be written ({error.strerror}): "
                "check the permissions of its folder."
            ) from None
        # The locked file itself cannot be read everywhere, so the holder stands beside it.
        self._holder.write_text(str(os.getpid()), encoding="ascii")

    def check(self) -> None:
        """The system holds the lock for as long as the process lives."""

    def release(self) -> None:
        """Lets the next writer in."""
        if self._lock.is_locked:
            self._holder.unlink(missing_ok=True)
            self._lock.release()

    def _who(self) -> str:
        try:
            return f" (pid {int(self._holder.read_text(encoding='ascii'))})"
        except (OSError, ValueError):
            return ""
