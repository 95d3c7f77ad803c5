"""Work that goes on beside the page: it can be watched and stopped, and is kept though nobody waits for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from threading import Condition, Thread

from assistant.brief.bench import Told
from assistant.brief.records import Brief, Paper
from ui.workbench.desk import Desk, Step

_PATIENCE = 1.0  # seconds between two looks at work that tells nothing


@dataclass(frozen=True, slots=True)
class Work:
    """What is done for the questions of a paper, and the desk while it is done, with the brief, or when stopped.

    `said` is the key of the line that tells how far it came.
    """

    paper: Paper
    make: Callable[[Told], Brief]
    going: Callable[[Step], Desk]
    made: Callable[[Brief], Desk]
    stopped: Callable[[str], Desk]
    said: str


class _Stopped(Exception):
    """Ends the work between two questions."""


class Run:
    """Work in a thread of its own. `keep` is given the brief when it is made, watched or not."""

    def __init__(self, work: Work, keep: Callable[[Brief], None]) -> None:
        self._work, self._keep = work, keep
        self._changed = Condition()
        self._error: Exception | None = None
        self._over = False
        self.brief: Brief | None = None
        self.stopped = False
        self.step = self._at(0)
        Thread(target=self._done, name="council-brief", daemon=True).start()

    def stop(self) -> None:
        """Ends the work before its next question; nobody waits for the one that it is at."""
        with self._changed:
            self.stopped = True
            self._changed.notify_all()

    def watch(self) -> Iterator[Step]:
        """Each step when it is reached, until the work is over or stopped; raises what the work raised."""
        seen: Step | None = None
        while True:
            with self._changed:
                while self.step is seen and not self._over and not self.stopped:
                    self._changed.wait(_PATIENCE)
                step, over, error = self.step, self._over, self._error
            if error is not None and not self.stopped:
                raise error
            if seen is None or step is not seen:
                seen = step
                yield step
            if over or self.stopped:
                return

    def _at(self, done: int) -> Step:
        asks = self._work.paper.questions
        return Step(done, len(asks), asks[done].text if done < len(asks) else "")

    def _told(self, done: int, total: int) -> None:
        if self.stopped:
            raise _Stopped
        with self._changed:
            self.step = self._at(done)
            self._changed.notify_all()

    def _done(self) -> None:
        error: Exception | None = None
        try:
            made = self._work.make(self._told)
            if not self.stopped:
                self._keep(made)
                self.brief = made
        except _Stopped:
            pass
        except Exception as caught:
            error = caught
        with self._changed:
            self._error, self._over = error, True
            self._changed.notify_all()
