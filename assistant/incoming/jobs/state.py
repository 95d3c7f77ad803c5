"""What a job does and how far it is. Everything here is fixed once made: watchers hold a state as long as they like."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from index.ingest import Status
from index.levels import Level

KEPT = 500  # results told of one step


class Kind(StrEnum):
    """Why a job runs."""

    UPLOAD = "upload"
    REINGEST = "reingest"
    REMOVAL = "removal"


@dataclass(frozen=True, slots=True)
class Step:
    """Folders and files of one level to read in. With `mark` that level is written down as theirs."""

    paths: tuple[Path, ...]
    level: Level = Level.PUBLIC
    mark: bool = False


@dataclass(frozen=True, slots=True)
class FileDone:
    """A file that a step is done with; fields as in `index.ingest.FileResult`."""

    path: str
    status: Status
    level: Level
    reason: str | None = None
    document_id: str | None = None
    passages: int = 0


@dataclass(frozen=True, slots=True)
class StepState:
    """How far a step is. `results` are what changed or failed; `total` is 0 until the files are counted.

    `error` is the line that ended it before its end; "" when it ended without one.
    """

    step: Step
    total: int = 0
    done: int = 0
    results: tuple[FileDone, ...] = ()
    counts: Mapping[Status, int] | None = None
    finished: bool = False
    error: str | None = None

    def with_result(self, result: FileDone) -> StepState:
        """The state when one more file is done."""
        counts = Counter(self.counts or {})
        counts[result.status] += 1
        told = result.status is not Status.UNCHANGED and len(self.results) < KEPT
        return replace(
            self,
            done=self.done + 1,
            total=max(self.total, self.done + 1),
            results=(*self.results, result) if told else self.results,
            counts=dict(counts),
        )


@dataclass(frozen=True, slots=True)
class JobState:
    """The job that runs, or the last one. `number` counts the jobs of this server, 0 before the first.

    What is asked for while a job runs is added to it as further steps.
    """

    number: int = 0
    kind: Kind | None = None
    running: bool = False
    steps: tuple[StepState, ...] = ()

    @property
    def done(self) -> int:
        """Files done with."""
        return sum(step.done for step in self.steps)

    @property
    def total(self) -> int:
        """Files to be done with, as far as they are counted."""
        return sum(step.total for step in self.steps)

    @property
    def results(self) -> tuple[FileDone, ...]:
        """What changed or failed, in order."""
        return tuple(result for step in self.steps for result in step.results)

    @property
    def counts(self) -> dict[Status, int]:
        """How many files each status has."""
        return dict(sum((Counter(step.counts or {}) for step in self.steps), Counter[Status]()))

    @property
    def error(self) -> str | None:
        """The line of the last step that did not come to its end; None when all did."""
        return next((step.error for step in reversed(self.steps) if step.error is not None), None)

    def seen_at(self, level: Level) -> JobState:
        """The state as somebody of a level may see it: without anything of the levels above."""
        if level is Level.INTERNAL:
            return self
        return replace(self, steps=tuple(step for step in self.steps if step.step.level is Level.PUBLIC))
