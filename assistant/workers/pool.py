"""The processes that make answers, and whose turn it is."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from threading import Event as Flag
from threading import Lock, Thread
from types import TracebackType
from typing import Any

from assistant.busy import USUAL, refuse_when_full
from assistant.streaming import Event
from assistant.workers import worker
from assistant.workers.asked import Asked, Elsewhere
from assistant.workers.idle import Idle
from corpus.errors import CouncilError
from index.levels import Level
from index.settings import Settings

PATIENCE = 5.0
"""Seconds that a process may take to end before it is killed."""
TRIES = 3
"""Processes in a row that may end before they are ready; then none is started in that place again."""

_log = logging.getLogger(__name__)
_GONE = (EOFError, OSError)


class AnswerLost(CouncilError):
    """The process that was making an answer ended, killed for its memory perhaps."""


class _Worker:
    """One process and this end of its pipe."""

    def __init__(self, settings: Settings) -> None:
        # Not forked: a fork of a process with threads and loaded models can hang.
        context = get_context("spawn")
        self.line, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(
            target=worker.main, args=(settings, theirs), name="council-worker", daemon=True
        )
        self.process.start()
        theirs.close()  # so that the end of the process is the end of the pipe

    def ready(self) -> bool:
        """Waits until it can be asked; False when it ends before."""
        try:
            return isinstance(self.line.recv(), worker.Ready)
        except _GONE:
            return False

    def end(self) -> None:
        """Ends the process, which only reads, and closes the pipe after it: a thread may still listen to it."""
        self.process.terminate()
        self.process.join(PATIENCE)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        self.line.close()


class Workers:
    """Processes over one index; each makes one answer at a time. Safe for several threads.

    They load in the background, and one that ends is replaced. At most `queue` questions wait. Until there is one, and
    where none can be started, `stream` gives None. A context manager that ends them.
    """

    def __init__(self, settings: Settings, queue: int = USUAL) -> None:
        self._settings = settings
        self._queue = queue
        self._idle: Idle[_Worker] = Idle()
        self._all: set[_Worker] = set()
        self._lock = Lock()
        self._closed = False
        self._first = Flag()

    def start(self, count: int) -> None:
        """Begins to start so many; does not wait for them."""
        for _ in range(count):
            self._begin()

    @property
    def ready(self) -> int:
        """How many can be asked, busy or free."""
        return self._idle.members

    def processes(self) -> list[int]:
        """The process ids, of those that still load too."""
        with self._lock:
            return [one.process.pid for one in self._all if one.process.pid is not None]

    def wait(self, seconds: float) -> bool:
        """Waits for the first to be ready; whether it is."""
        return self._first.wait(seconds)

    def at(self, level: Level) -> Elsewhere:
        """What has a question answered at a level."""
        return partial(self.stream, level)

    def stream(self, level: Level, asked: Asked) -> Iterator[Event] | None:
        """The events of an answer, begun when its turn has come; None when there is no process.

        The events raise what `Service.stream` raises, `AnswerLost`, and `Busy` where too many wait.
        """
        return self._events(level, asked) if self._idle.members else None

    def _events(self, level: Level, asked: Asked) -> Iterator[Event]:
        refuse_when_full(self._idle.waiting, self._queue, self._idle.members)
        one = self._idle.take()
        if one is None:
            raise AnswerLost("No process is left to make the answer: ask again.")
        whole = False
        try:
            one.line.send((level, asked))
            while not isinstance(got := one.line.recv(), worker.Done):
                yield got
            whole = True
        except _GONE:
            raise AnswerLost("The answer was lost when its process ended: ask again.") from None
        finally:
            self._after(one, whole)
        if got.error is not None:
            raise got.error

    def _after(self, one: _Worker, whole: bool) -> None:
        """Makes a process free again, once it has no more to say; another takes its place where it is gone."""
        if whole or _hushed(one.line):
            self._idle.give(one)
        else:
            self._idle.lose()
            self._drop(one)
            self._begin()

    def _begin(self) -> None:
        Thread(target=self._start, name="council-worker-start", daemon=True).start()

    def _start(self) -> None:
        for _ in range(TRIES):
            with self._lock:
                if self._closed:
                    return
                one = _Worker(self._settings)
                self._all.add(one)
            if one.ready():
                self._idle.add(one)
                self._first.set()
                return
            self._drop(one)
        if not self._closed:
            _log.warning("A process that makes answers ended %d times before it was ready; none is started.", TRIES)

    def _drop(self, one: _Worker) -> None:
        with self._lock:
            self._all.discard(one)
        one.end()

    def close(self) -> None:
        """Ends the processes."""
        with self._lock:
            self._closed = True
            left = list(self._all)
            self._all.clear()
        for one in left:
            one.end()

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _hushed(line: Connection) -> bool:
    """Tells a process that nobody waits for the rest, and passes over what it sends yet; False when it is gone."""
    try:
        line.send((Level.PUBLIC, worker.Stop()))
        got: Any = None
        while not isinstance(got, worker.Done):
            got = line.recv()
    except _GONE:
        return False
    return True
