"""Those who can work now, handed to those who wait in the order in which they came."""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Idle(Generic[T]):
    """Hands each member to one thread at a time. Safe for several threads."""

    def __init__(self) -> None:
        self._members = 0
        self._free: deque[T] = deque()
        self._waiting: deque[Future[T | None]] = deque()
        self._lock = Lock()

    @property
    def members(self) -> int:
        """How many there are, busy or free."""
        return self._members

    @property
    def waiting(self) -> int:
        """How many wait for one that is free."""
        return len(self._waiting)

    def take(self) -> T | None:
        """The next that is free, once it is; None when there is no member, or none any more."""
        with self._lock:
            if self._free:
                return self._free.popleft()
            if not self._members:
                return None
            called: Future[T | None] = Future()
            self._waiting.append(called)
        return called.result()

    def add(self, member: T) -> None:
        """A new member, free."""
        with self._lock:
            self._members += 1
            self._hand(member)

    def give(self, member: T) -> None:
        """One that was taken is free again."""
        with self._lock:
            self._hand(member)

    def lose(self) -> None:
        """One that was taken is gone. Who waits for the last one is told that there is none."""
        with self._lock:
            self._members -= 1
            while not self._members and self._waiting:
                self._waiting.popleft().set_result(None)

    def _hand(self, member: T) -> None:
        if self._waiting:
            self._waiting.popleft().set_result(member)
        else:
            self._free.append(member)
