"""What may end an ingest."""

from __future__ import annotations

import errno
from pathlib import Path

from corpus.errors import IndexError_


class NoMemory(IndexError_):
    """The memory was not enough. What was written stays, and the next run takes up the rest."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"There is too little memory to go on with the index in {folder}: what was finished is kept. Give the "
            "process more (`ulimit -v`, the container's limit) and run the same command again."
        )


_SIGNS = (
    "can't start new thread",
    "can't allocate memory",
    "cannot allocate memory",
    "failed to map segment",
    "bad_alloc",
    "not enough memory",
    "out of memory",
)
"""What Python, torch, the system's loader and SQLite say when there is none left."""


def short_of_memory(error: Exception) -> bool:
    """Whether an error says, in whatever words, that the memory was not enough."""
    if isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno == errno.ENOMEM):
        return True
    told = str(error).lower()
    return any(sign in told for sign in _SIGNS)
