"""Lets a few threads compute at a time, in the order in which they came."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Lock

from assistant.busy import USUAL, refuse_when_full

AT_ONCE = 2
"""Python computes one thread at a time and numpy beside it; more only wait for one another, and all take longer."""


class Turns:
    """At most `at_once` threads are inside; the others wait, first come first served.

    Twenty questions side by side were each done after several seconds; one after the other the last is done after two.
    At most `queue` of those that have not begun wait.
    """

    def __init__(self, at_once: int = AT_ONCE, queue: int = USUAL) -> None:
        self._free = self._at_once = at_once
        self._queue = queue
        self._begun: deque[Event] = deque()
        self._new: deque[Event] = deque()
        self._lock = Lock()

    @property
    def waiting(self) -> int:
        """How many wait for a turn."""
        return len(self._begun) + len(self._new)

    @contextmanager
    def one(self, *, begun: bool = False) -> Iterator[None]:
        """Waits for a turn and has it inside. What has `begun` before goes ahead of what has not.

        Raises `Busy` where too many wait; what has begun is never refused.
        """
        self._wait(begun)
        try:
            yield
        finally:
            self._leave()

    def _wait(self, begun: bool) -> None:
        with self._lock:
            if self._free:
                self._free -= 1
                return
            if not begun:
                refuse_when_full(len(self._new), self._queue, self._at_once)
            called = Event()
            (self._begun if begun else self._new).append(called)
        called.wait()

    def _leave(self) -> None:
        with self._lock:
            queue = self._begun or self._new
            if queue:
                queue.popleft().set()  # the turn is handed on, so that nobody can slip in between
            else:
                self._free += 1
