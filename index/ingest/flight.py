"""Embeds one buffer of passages in a thread, while the ingest reads the next and writes the last."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Generic, TypeVar

from index.ingest.ahead import Looked, ReadingAhead
from index.records import Passage

TURN_SECONDS = 0.0005
_LOOK_SECONDS = 0.2  # between two looks at how far it is

Cargo = TypeVar("Cargo")


class Stopped(Exception):
    """The ingest has ended before what it was embedding."""


class Flight(Generic[Cargo]):
    """What is being embedded. `cargo` is what the passages belong to; `end` gives what was found."""

    def __init__(self, ahead: ReadingAhead, passages: Sequence[Passage], cargo: Cargo) -> None:
        self.cargo = cargo
        self.passages = passages
        self._counts: SimpleQueue[int] = SimpleQueue()
        self._told = 0
        self._stopped = False
        self._found: Looked | None = None
        self._error: BaseException | None = None
        self._thread = Thread(target=self._fly, args=(ahead,), name="council-ingest", daemon=True)
        self._thread.start()

    def told(self) -> int:
        """How many passages were embedded since the last call."""
        count = 0
        while True:
            try:
                count += self._counts.get_nowait()
            except Empty:
                break
        count = min(count, len(self.passages) - self._told)
        self._told += count
        return count

    def end(self, tell: Callable[[int], None]) -> Looked:
        """Waits for the end; `tell` gets how many passages were embedded since it was last told.

        Raises what the embedding raised.
        """
        while self._thread.is_alive():
            self._thread.join(_LOOK_SECONDS)
            tell(self.told())
        if self._error is not None:
            raise self._error
        if self._found is None:
            raise Stopped
        tell(self.told())
        tell(len(self.passages) - self._told)
        self._told = len(self.passages)
        return self._found

    def stop(self) -> None:
        """Ends it at the next report of progress; does not wait."""
        self._stopped = True

    def _fly(self, ahead: ReadingAhead) -> None:
        try:
            self._found = ahead.look(self.passages, self._count)
        except BaseException as error:  # raised again where the end is waited for
            self._error = error

    def _count(self, done: int) -> None:
        if self._stopped:
            raise Stopped
        self._counts.put(done)


@contextmanager
def quick_turns() -> Iterator[None]:
    """Inside, a thread that computes gets Python's lock back from one that writes within a fraction of a millisecond.

    It needs the lock a hundred times a batch for a moment; by default each time may take five milliseconds.
    """
    usual = sys.getswitchinterval()
    sys.setswitchinterval(min(usual, TURN_SECONDS))
    try:
        yield
    finally:
        sys.setswitchinterval(usual)
