"""`council eval DATASET`: runs a dataset, prints the measures and writes the report."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track

from corpus.errors import BadSettings
from evals import report, table
from evals.dataset import Question, Split, load
from evals.record import Record
from evals.run import ServiceSystem, System
from evals.run import run as ask_all
from index.settings import Settings


def run(
    dataset: Path,
    settings: Settings,
    *,
    system: str = "council",
    out: Path | None = None,
    console: Console | None = None,
    split: Split | None = None,
) -> int:
    """Evaluates a system on a dataset and gives the exit code, 0: a wrong answer is a result, not a failure.

    `system` is one of `SYSTEMS`; `out` is the folder for report.json, records.jsonl and summary.md (None:
    nothing is written). Raises `CouncilError` when the dataset, the index or the system cannot be used.
    """
    if system not in SYSTEMS:
        raise BadSettings(f"{system!r} is no known system; choose from {', '.join(sorted(SYSTEMS))}.")
    questions = load(dataset, split)
    about = {
        "dataset": {"path": str(dataset), "sha256": report.digest(dataset), "split": split or "all"},
        "system": system,
        "index": index_state(settings),
    }
    evaluate(questions, SYSTEMS[system](settings), about, out=out, console=console or Console())
    return 0


def evaluate(
    questions: Sequence[Question],
    system: System,
    about: Mapping[str, Any],
    *,
    out: Path | None,
    console: Console,
) -> list[Record]:
    """Asks, prints and writes; gives the records. The progress bar is shown on a terminal only."""
    asked = track(
        ask_all(questions, system),
        description="Asking",
        total=len(questions),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    records = list(asked)
    table.show(records, console)
    if out is not None:
        report.write(records, report.report(records, about), out)
        console.print(f"\nWritten to {out}", highlight=False, soft_wrap=True)
    return records


def index_state(settings: Settings) -> dict[str, Any]:
    """What the index holds, so that a result can be traced to it. Raises `NoIndex`."""
    from index.store import Index

    with Index.open(settings) as index:
        status = index.status()
        return {
            **status.counts,
            "embedder": status.embedder,
            "created": status.created,
            "unread": len(status.unread),
        }


def _council(settings: Settings) -> System:
    from assistant.assistant import open_assistant

    return ServiceSystem(open_assistant(settings))


# What can be evaluated, by name.
SYSTEMS: Mapping[str, Callable[[Settings], System]] = {"council": _council}
