"""Makes the briefs of tasks, each without the documents that it hides, and judges them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator

from rich.console import Console
from rich.progress import track

from assistant import Assistant
from assistant.brief.making import Briefing
from assistant.brief.reading import paper_of
from corpus.errors import BadSettings, CouncilError
from evals.brief.hiding import copy, without
from evals.brief.measure import Judged, failed, judged
from evals.brief.task import Task
from index.settings import Settings
from index.store import Index

Clock = Callable[[], float]  # seconds


def measure(tasks: list[Task], settings: Settings, console: Console) -> list[Judged]:
    """The briefs of all tasks, judged, in order; the index is left as it is.

    The progress bar is shown on a terminal only. Raises `CouncilError` when the index or a task cannot be used.
    """
    with copy(settings) as index:
        done = track(
            run_all(tasks, index),
            description="Preparing briefs",
            total=len(tasks),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        return list(done)


def run_all(tasks: Iterable[Task], index: Index, clock: Clock = time.perf_counter) -> Iterator[Judged]:
    """One brief after the other."""
    for task in tasks:
        yield run(task, index, clock)


def run(task: Task, index: Index, clock: Clock = time.perf_counter) -> Judged:
    """The brief of a task, judged; one that cannot be made is a result too, with its error.

    `index` is a copy, open for writing. Raises `CouncilError` when it does not hold what the task is about.
    """
    document = index.catalogue.by_path(task.paper)
    if document is None:
        raise BadSettings(f"{task.paper} is not in the index; ingest the documents that the nuggets are about.")
    text = task.cut(document.text)
    with without(index, task.hidden) as left:
        begun = clock()
        try:
            brief = Briefing(Assistant(left)).make(paper_of(text, left))
        except CouncilError as error:
            return failed(task, str(error), clock() - begun)
        return judged(task, brief, clock() - begun)
