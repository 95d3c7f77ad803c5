"""`council eval [DATASET]`: measures answers and briefs, prints the measures and writes the report."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track

from corpus.errors import BadSettings
from evals import brief, parts, report, table
from evals.brief import Judged
from evals.brief import report as brief_report
from evals.dataset import Question, Split
from evals.floors import fallen
from evals.floors import load as load_floors
from evals.record import Record
from evals.resuming import Unfinished
from evals.run import ServiceSystem, System
from evals.run import run as ask_all
from index.settings import Settings
from index.store import Index


def run(
    dataset: Path | None,
    settings: Settings,
    *,
    system: str = "council",
    out: Path | None = None,
    console: Console | None = None,
    split: Split | None = None,
    gate: bool = False,
) -> int:
    """Evaluates a system on a dataset and gives the exit code, 0: a wrong answer is a result, not a failure.

    With `gate` it is 1 when a measure lies below its floor in `gate.toml`. A run into a folder that was killed there
    goes on where it was.

    `dataset` holds questions, or papers with hidden answers; None measures both on the sample. `system` is one of
    `SYSTEMS`; `out` is the folder for report.json, records.jsonl and summary.md (None: nothing is written).
    Raises `CouncilError` when the dataset, the index or the system cannot be used.
    """
    if system not in SYSTEMS:
        raise BadSettings(f"{system!r} is no known system; choose from {', '.join(sorted(SYSTEMS))}.")
    console = console or Console()
    state, held = _opened(settings)
    chosen = parts.of_sample(held, split) if dataset is None else parts.of_file(dataset, held, split)
    if out is not None:
        report.make(out)  # what cannot be written there is told before the work
    for line in chosen.left_out:
        console.print(line, highlight=False, soft_wrap=True)
    about: dict[str, Any] = {"system": system, "index": state}
    if chosen.asked is not None:
        about = {"dataset": {**_file(chosen.asked), "split": split or "all"}, **about}
    if chosen.left_out:
        about["left_out"] = list(chosen.left_out)
    records: list[Record] = []
    floors = load_floors() if gate else {}
    unfinished = Unfinished(out, {**about, "versions": report.versions()})
    if chosen.questions:
        records = ask(chosen.questions, SYSTEMS[system](settings), console, unfinished)
    briefs: dict[str, Any] | None = None
    if chosen.briefed is not None:
        briefs = brief_report.section(_briefs(chosen, settings, console), dataset=_file(chosen.briefed))
    whole = report.report(records, about, briefs)
    write(records, whole, out, console)
    unfinished.forget()
    below = fallen(whole, floors)
    for line in below:
        console.print(line, highlight=False, soft_wrap=True)
    return 1 if below else 0


def ask(
    questions: Sequence[Question], system: System, console: Console, unfinished: Unfinished | None = None
) -> list[Record]:
    """Asks and prints; gives the records in the questions' order. The progress bar is shown on a terminal only."""
    unfinished = unfinished or Unfinished(None, {})
    known = unfinished.known(questions)
    if known:
        console.print(f"{len(known)} of {len(questions)} questions were asked before.", highlight=False)
    left = [question for question in questions if question.id not in known]
    asked = track(
        unfinished.kept(known, ask_all(left, system)),
        description="Asking",
        total=len(left),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    found = known | {record.question.id: record for record in asked}
    records = [found[question.id] for question in questions]
    table.show(records, console)
    return records


def write(records: Sequence[Record], whole: Mapping[str, Any], out: Path | None, console: Console) -> None:
    """Writes the report, where that is asked for."""
    if out is not None:
        report.write(records, whole, out)
        console.print(f"\nWritten to {out}", highlight=False, soft_wrap=True)


def _briefs(chosen: parts.Parts, settings: Settings, console: Console) -> list[Judged]:
    done = brief.measure(list(chosen.tasks), settings, console)
    if chosen.questions:
        console.print()
    brief_report.show(done, console)
    return done


def _opened(settings: Settings) -> tuple[dict[str, Any], frozenset[str]]:
    """What the index holds, so that a result can be traced to it, and the paths in it. Raises `NoIndex`."""
    with Index.open(settings) as index:
        status = index.status()
        state = {
            **status.counts,
            "embedder": status.embedder,
            "created": status.created,
            "unread": len(status.unread),
        }
        return state, frozenset(file.path for file in index.catalogue.files())


def _file(path: Path) -> dict[str, str]:
    """What tells a dataset from others; of one that comes with the project, its path in it."""
    home = parts.SAMPLE.parents[2]
    shown = path.relative_to(home) if path in (parts.SAMPLE, brief.SAMPLE) else path
    return {"path": shown.as_posix(), "sha256": report.digest(path)}


def _council(settings: Settings) -> System:
    from assistant.assistant import open_assistant

    return ServiceSystem(open_assistant(settings))


# What can be evaluated, by name.
SYSTEMS: Mapping[str, Callable[[Settings], System]] = {"council": _council}
