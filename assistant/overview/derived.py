"""What is derived from a whole index, kept until the index changes."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from index.store import Index

T = TypeVar("T")


class Kept(Generic[T]):
    """Calls `read` once for each state of an index; those that ask meanwhile wait for it. Safe for several threads."""

    def __init__(self, read: Callable[[Index], T]) -> None:
        self._read = read
        self._kept: WeakKeyDictionary[Index, tuple[str, T]] = WeakKeyDictionary()
        self._lock = Lock()

    def __call__(self, index: Index) -> T:
        """What `read` gave for the index as it is now."""
        state = index.catalogue.state
        with self._lock:
            kept = self._kept.get(index)
            if kept is None or kept[0] != state:
                kept = (state, self._read(index))
                self._kept[index] = kept
            return kept[1]
