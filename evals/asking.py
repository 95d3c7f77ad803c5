"""Asks the questions of a run that are left, and keeps what was asked before."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing

from rich.console import Console
from rich.progress import track

from evals import table
from evals.dataset import Question
from evals.record import Record
from evals.resuming import Unfinished

Asking = Callable[[Sequence[Question]], Generator[Record, None, None]]
"""Asks questions: one record each, in any order; what it has open is closed with the generator."""


def ask(
    questions: Sequence[Question],
    asking: Asking,
    console: Console,
    unfinished: Unfinished | None = None,
    failed: Mapping[str, str] | None = None,
) -> list[Record]:
    """Asks and prints; gives the records in the questions' order. The progress bar is shown on a terminal only.

    The questions of `failed` are not asked: each fails for the reason that stands there by its id.
    """
    unfinished = unfinished or Unfinished(None, {})
    known = unfinished.known(questions)
    if known:
        console.print(f"{len(known)} of {len(questions)} questions were asked before.", highlight=False)
    broken = {q.id: Record(q, None, 0.0, error=failed[q.id]) for q in questions if failed and q.id in failed}
    left = [question for question in questions if question.id not in known and question.id not in broken]
    with closing(asking(left)) as coming:
        asked = track(
            unfinished.kept(known, coming),
            description="Asking",
            total=len(left),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        found = known | {record.question.id: record for record in asked} | broken
    records = [found[question.id] for question in questions]
    table.show(records, console)
    return records
