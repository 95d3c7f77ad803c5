"""The one job of a server."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Lock, Thread

from assistant.incoming.jobs.runner import Ended, Runner, Running
from assistant.incoming.jobs.state import FileDone, JobState, Kind, Step, StepState
from corpus.errors import CouncilError
from index.ingest import Status
from index.ingest.walk import walk

_log = logging.getLogger(__name__)


class Jobs:
    """Runs steps one after another in the background. Safe to use from several threads.

    A job belongs to nobody: it goes on when whoever asked for it has closed the page.
    """

    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        self._lock = Lock()
        self._state = JobState()
        self._running: Running | None = None
        self._thread: Thread | None = None
        self._closing = False

    def current(self) -> JobState:
        """The job that runs, or the last one."""
        with self._lock:
            return self._state

    def start(self, kind: Kind, steps: Iterable[Step]) -> JobState:
        """Starts a job with these steps, or adds them to the one that runs; those that wait already are not added."""
        with self._lock:
            if not self._state.running:
                self._state = JobState(self._state.number + 1, kind, True)
                self._thread = Thread(target=self._work, name="council-ingest", daemon=True)
                begins = True
            else:
                begins = False
            waiting = [each.step for each in self._waiting()]
            new = [StepState(step) for step in dict.fromkeys(steps) if step not in waiting]
            self._state = replace(self._state, steps=(*self._state.steps, *new))
            if begins and self._thread is not None:
                self._thread.start()
            return self._state

    def stop(self) -> None:
        """Ends the job soon; what it has finished stays."""
        with self._lock:
            waiting = {id(step) for step in self._waiting()}
            kept = tuple(step for step in self._state.steps if id(step) not in waiting)
            self._state = replace(self._state, steps=kept)
            running = self._running
        if running is not None:
            running.stop()

    def wait(self, seconds: float | None = None) -> JobState:
        """The state when the job has ended, or after so many seconds."""
        thread = self._thread
        if thread is not None:
            thread.join(seconds)
        return self.current()

    def close(self) -> None:
        """Stops the job and waits for its end: the server goes down."""
        self._closing = True
        self.stop()
        self.wait(15.0)

    # In the thread of the job

    def _waiting(self) -> Sequence[StepState]:
        """The steps not begun: all after the first unfinished one, and that one too while nothing runs."""
        unfinished = [step for step in self._state.steps if not step.finished]
        return unfinished[1:] if self._running is not None else unfinished

    def _work(self) -> None:
        try:
            while (position := self._next()) is not None:
                self._run(position)
        finally:
            with self._lock:
                self._state = replace(self._state, running=False)

    def _next(self) -> int | None:
        with self._lock:
            for position, step in enumerate(self._state.steps):
                if not step.finished and not self._closing:
                    return position
            # Said under the lock: what is asked for from now on is a new job.
            self._state = replace(self._state, running=False)
            return None

    def _run(self, position: int) -> None:
        self._count()
        finished = False
        try:
            with self._lock:
                if position >= len(self._state.steps):  # taken away by `stop`
                    return
                step = self._state.steps[position].step
                self._running = self._runner.start(step)
            for line in self._running.lines():
                told = _read(line, step)
                finished = finished or told is True
                if isinstance(told, FileDone):
                    self._change(position, partial(StepState.with_result, result=told))
            ended = self._running.ended()
        except CouncilError as error:
            ended = Ended(1, str(error))
        except Exception:
            _log.exception("a job failed")
            ended = Ended(1)
        finally:
            with self._lock:
                self._running = None
        self._change(position, partial(_finished, complaint=None if finished else ended.complaint))

    def _count(self) -> None:
        """Counts the files of the steps to come, so that one can see how long it will take."""
        with self._lock:
            new = [
                (n, state.step) for n, state in enumerate(self._state.steps) if not state.finished and not state.total
            ]
        for position, step in new:
            files = _files(step.paths)
            self._change(position, partial(_counted, files=files))

    def _change(self, position: int, change: Callable[[StepState], StepState]) -> None:
        with self._lock:
            steps = list(self._state.steps)
            if position < len(steps):
                steps[position] = change(steps[position])
                self._state = replace(self._state, steps=tuple(steps))


def _read(line: str, step: Step) -> FileDone | bool:
    """What a line says: a file is done, or True for the summary at the end; False when it says nothing."""
    try:
        data = json.loads(line)
        if "summary" in data:
            return True
        if data["document_id"] is None and data["path"] in map(str, step.paths) and not _files(step.paths):
            return False  # an upload folder whose last file was removed is no failure
        return FileDone(
            path=str(data["path"]),
            status=Status(data["status"]),
            level=step.level,
            reason=data["reason"],
            document_id=data["document_id"],
            passages=int(data["passages"]),
        )
    except (KeyError, TypeError, ValueError):
        return False


def _counted(state: StepState, files: int) -> StepState:
    return replace(state, total=max(files, state.done))


def _finished(state: StepState, complaint: str | None) -> StepState:
    return replace(state, finished=True, error=complaint)


def _files(paths: Sequence[Path]) -> int:
    """How many files there are to read."""
    return len(walk(paths, ()).files)
