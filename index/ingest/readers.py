"""Processes that read files beside the embedding, so that one odd file costs that file and nothing else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from threading import Lock, Thread, Timer
from types import TracebackType
from typing import BinaryIO

from index.ingest.settings import ReadSettings
from index.ingest.taking import Job, NotTaken, Taken
from index.ingest.worker import receive, send

Result = Taken | NotTaken
_ROOT = Path(__file__).resolve().parents[2]
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
TRIES = 3
"""Processes in a row that may end before they are ready; then files are read without them."""


class NoReader(Exception):
    """No process can be started; whoever asked reads the file himself."""


class Readers:
    """Up to `limits.usual` processes, started as they are needed; a context manager that ends them.

    Each reads one file at a time. Any file's result is its own: the order is that of whoever asks.
    """

    def __init__(self, limits: ReadSettings) -> None:
        self._limits = limits
        self._jobs: SimpleQueue[tuple[Future[Result], Job] | None] = SimpleQueue()
        self._threads: list[Thread] = []
        self._hands: list[_Hand] = []

    @property
    def ahead(self) -> int:
        """How many files may be given before the first result is taken: enough that none waits."""
        return 4 * max(self._limits.usual, 1)

    def submit(self, job: Job) -> Future[Result]:
        """Has a file read. The future raises `NoReader` where that cannot be done."""
        future: Future[Result] = Future()
        self._jobs.put((future, job))
        if len(self._threads) < self._limits.usual:
            hand = _Hand(self._limits)
            thread = Thread(target=self._work, args=(hand,), name="council-reading", daemon=True)
            self._hands.append(hand)
            self._threads.append(thread)
            thread.start()
        return future

    def processes(self) -> list[int]:
        """The ids of the processes that run."""
        return [hand.pid for hand in self._hands if hand.pid is not None]

    def close(self) -> None:
        """Ends the processes; what they read is lost."""
        for hand in self._hands:
            hand.end(for_good=True)
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            thread.join()

    def _work(self, hand: _Hand) -> None:
        # The system ends a process with the thread that started it, so this thread starts them.
        while (item := self._jobs.get()) is not None:
            future, job = item
            try:
                future.set_result(hand.read(job))
            except NoReader as error:
                future.set_exception(error)
        hand.end(for_good=True)

    def __enter__(self) -> Readers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class _Hand:
    """One process, started anew when a file has ended it."""

    def __init__(self, limits: ReadSettings) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False
        self._late = False
        self._failed = 0
        self._lock = Lock()

    @property
    def pid(self) -> int | None:
        """The process that runs, if one does."""
        process = self._process
        return process.pid if process is not None and process.poll() is None else None

    def read(self, job: Job) -> Result:
        """The result of a file, whatever it does to the process. Raises `NoReader`."""
        jobs, answers = self._ready()
        self._late = False
        timer = Timer(self._limits.seconds, self._too_long)
        timer.daemon = True
        timer.start()
        try:
            send(jobs, job)
            result: Result = receive(answers)
        except (EOFError, OSError):
            result = NotTaken(self._why(), barred=True)
            self.end()
        finally:
            timer.cancel()
        return result

    def end(self, for_good: bool = False) -> None:
        """Ends the process, with all that it has started."""
        with self._lock:
            self._closed = self._closed or for_good
            process, self._process = self._process, None
        if process is None:
            return
        _kill(process)
        process.wait()
        for stream in (process.stdin, process.stdout):
            with suppress(OSError):  # what could not be sent any more
                stream.close() if stream else None

    def _too_long(self) -> None:
        self._late = True
        if process := self._process:
            _kill(process)

    def _why(self) -> str:
        if self._late:
            return f"took longer than {self._limits.seconds} seconds to read; split it or raise COUNCIL_READ_SECONDS."
        process = self._process
        code = process.wait() if process else 0
        how = f"signal {-code}" if code < 0 else f"exit {code}"
        return (
            f"ended the process that read it ({how}): it is damaged, or needs more than {self._limits.megabytes} MB; "
            "save it anew, split it or raise COUNCIL_READ_MEGABYTES."
        )

    def _ready(self) -> tuple[BinaryIO, BinaryIO]:
        """The ends of the process's pipes; starts it when there is none."""
        while self.pid is None:
            self.end()
            if self._closed or self._failed == TRIES:
                raise NoReader
            try:
                self._start()
            except (OSError, EOFError):
                self._failed += 1
                continue
            self._failed = 0
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:  # closed meanwhile
            raise NoReader
        return process.stdin, process.stdout  # type: ignore[return-value]

    def _start(self) -> None:
        path = os.pathsep.join([str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
        process = subprocess.Popen(
            [sys.executable, "-m", "index.ingest.worker", str(os.getpid()), str(self._limits.megabytes)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **_ONE_THREAD, "PYTHONPATH": path},
            start_new_session=True,  # Ctrl-C is meant for the parent, and what it starts ends with it
        )
        with self._lock:
            self._process = process
            closed = self._closed
        if closed:
            self.end()
            raise EOFError
        receive(process.stdout)  # type: ignore[arg-type]


def _kill(process: subprocess.Popen[bytes]) -> None:
    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
