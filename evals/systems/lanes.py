"""One of the lanes in which a system is asked: a process of its own, or a thread of the harness."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Protocol

from evals.dataset import Question
from evals.record import Record, loaded
from evals.run import asked
from evals.systems.base import Opener, System, SystemFailed
from evals.systems.worker import READY, serve

TIMEOUT = 60.0  # seconds a question
_THREADS = "OMP_NUM_THREADS"  # read by the libraries when they are loaded
_starting = threading.Lock()  # the environment is everybody's
OPENING = 1800.0  # seconds: a peer reads and embeds every document first


class Lane(Protocol):
    """Asks one question at a time. Opened and asked by one thread, and closed by any."""

    def open(self) -> None:
        """Opens the system. Raises `CouncilError` when it cannot be used."""
        ...

    def ask(self, question: Question) -> Record:
        """The record of a question; whatever goes wrong with it stands there."""
        ...

    def close(self) -> None:
        """Ends it, in the middle of a question too."""
        ...


class ThreadLane:
    """A system in this process, for one that waits for others: it keeps to its time by itself."""

    def __init__(self, opener: Opener) -> None:
        self._opener = opener
        self._system: System | None = None

    def open(self) -> None:
        """Opens the system."""
        self._system = self._opener()

    def ask(self, question: Question) -> Record:
        """Asks it."""
        assert self._system is not None, "open() comes first"
        return asked(question, self._system)

    def close(self) -> None:
        """Closes it."""
        if self._system is not None:
            self._system.close()


class ProcessLane:
    """A system in a process of its own, which is ended and replaced when it hangs or has died.

    `timeout` is how long an answer may take, in seconds. `threads` is how many threads its products of matrices are
    shared out over (None: as many as there are cores). Processes that each take all cores only wait for one another,
    and sums may differ in the last digit with the number, so it does not go by the number of lanes.
    """

    def __init__(self, opener: Opener, timeout: float = TIMEOUT, threads: int | None = None) -> None:
        self._opener = opener
        self._timeout = timeout
        self._threads = threads
        self._lock = threading.Lock()
        self._running: tuple[BaseProcess, Connection] | None = None
        self._closed = False

    def open(self) -> None:
        """Starts the process and waits until the system is open. Raises `SystemFailed`."""
        process, pipe = self._started()
        try:
            told = pipe.recv() if pipe.poll(OPENING) else "The system took too long to open."
        except (EOFError, OSError):
            told = f"The system cannot be opened: {_end_of(process)}."
        if told != READY:
            self._end()
            raise SystemFailed(told)

    def ask(self, question: Question) -> Record:
        """Asks it; a process that is gone is replaced first. Raises `SystemFailed` when none can be opened again."""
        if self._running is None or not self._running[0].is_alive():
            self._end()
            self.open()
        assert self._running is not None
        process, pipe = self._running
        started = time.perf_counter()
        try:
            pipe.send(question.model_dump_json())
            if pipe.poll(self._timeout):
                record = loaded(pipe.recv(), {question.id: question})
                if record is not None:
                    return record
                error = "gave what cannot be read"
            else:
                error = f"no answer within {self._timeout:g} s"
        except (EOFError, OSError):
            error = _end_of(process)
        self._end()
        return Record(question, None, (time.perf_counter() - started) * 1000, error=error)

    def close(self) -> None:
        """Ends the process."""
        self._closed = True
        self._end()

    def _started(self) -> tuple[BaseProcess, Connection]:
        context = multiprocessing.get_context("spawn")  # a fork would take along the harness's threads and locks
        with self._lock:
            if self._closed:
                raise SystemFailed("The run has ended.")
            ours, theirs = context.Pipe()
            process = context.Process(target=serve, args=(theirs, self._opener, self._timeout), daemon=True)
            with _starting, _few(self._threads):
                _start_out_of_reach(process)
            theirs.close()
            self._running = (process, ours)
            return self._running

    def _end(self) -> None:
        with self._lock:
            if self._running is None:
                return
            process, pipe = self._running
            self._running = None
            process.kill()
            process.join()
            pipe.close()


@contextmanager
def _few(threads: int | None) -> Iterator[None]:
    """What is started inside computes with so many threads, unless the user's environment says how many."""
    if threads is None or _THREADS in os.environ:
        yield
        return
    os.environ[_THREADS] = str(threads)
    try:
        yield
    finally:
        del os.environ[_THREADS]


def _end_of(process: BaseProcess) -> str:
    process.join(1)
    code = process.exitcode
    how = f"by {signal.Signals(-code).name}" if code is not None and code < 0 else f"with {code}"
    return f"the process that answered ended {how}"


def _start_out_of_reach(process: BaseProcess) -> None:
    """Starts a process that Ctrl-C does not reach: the harness ends it."""
    if not hasattr(signal, "pthread_sigmask"):
        process.start()
        return
    resource_tracker.ensure_running()  # started along with the first process, it would let Ctrl-C through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        process.start()  # it begins with what is blocked in the thread that starts it
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
