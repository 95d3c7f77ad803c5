"""`council eval [DATASET]`: measures answers and briefs, prints the measures and writes the report."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from rich.console import Console

from assistant.quality import fingerprint
from corpus.errors import BadSettings
from evals import brief, parts, report
from evals.asking import ask
from evals.brief import Judged
from evals.brief import report as brief_report
from evals.dataset import Split
from evals.faults import failures
from evals.floors import fallen
from evals.floors import load as load_floors
from evals.judged import open_judge, section
from evals.peers.named import PEERS
from evals.places import texts_of
from evals.record import Record
from evals.resuming import Unfinished
from evals.systems import registry
from evals.systems.lanes import TIMEOUT
from evals.systems.parallel import in_lanes
from index.settings import Settings
from index.store import Index

__all__ = ["ask", "run", "write"]


def run(
    dataset: Path | None,
    settings: Settings,
    *,
    system: str = registry.COUNCIL,
    out: Path | None = None,
    console: Console | None = None,
    split: Split | None = None,
    gate: bool = False,
    jobs: int | None = None,
    timeout: float = TIMEOUT,
    judge: bool = False,
    baseline: Path | None = None,
) -> int:
    """Evaluates a system on a dataset and gives the exit code, 0: a wrong answer is a result, not a failure.

    With `gate` it is 1 when a measure lies below its floor in `gate.toml`. A run into a folder that was killed there
    goes on where it was.

    `dataset` holds questions, or papers with hidden answers; None measures both on the sample, of any system but the
    assistant only the questions. What is wrong with a question is told, and the question counted as failed. `system` is
    a name of `evals.systems.registry.SYSTEMS` or an address (http://…). `out` is the folder of the report (None:
    nothing is written), `baseline` that of another run, which the summary is held against. `jobs` is how many questions
    are asked side by side (None: as many as suit the system): answers are the same for any number, only the latency is
    not. `timeout` is in seconds a question. With `judge` the language model of the environment judges the answers as
    well. Raises `CouncilError` when the dataset, the index or the system cannot be used.
    """
    console = console or Console()
    measured = registry.choose(system, settings, timeout)
    jobs = _checked(jobs or measured.jobs, timeout)
    state, chosen = _chosen(dataset, settings, split)
    if system != registry.COUNCIL:
        chosen = _without_briefs(chosen, system)
    floors = load_floors() if gate else {}
    if baseline is not None:
        report.load(baseline)
    if out is not None:
        report.make(out)  # what cannot be written there is told before the work
    model = open_judge() if judge else None
    _tell(chosen, console)
    about = _about(chosen, system, jobs, state, split)
    unfinished = Unfinished(out, {**about, "versions": report.versions()})
    records: list[Record] = []
    started = time.perf_counter()
    if chosen.questions:
        asking = partial(in_lanes, lanes=measured.lanes(jobs, timeout))
        records = ask(chosen.questions, asking, console, unfinished, failures(chosen.faults))
    seconds = round(time.perf_counter() - started, 1)
    briefs: dict[str, Any] | None = None
    if chosen.briefed is not None:
        briefs = brief_report.section(_briefs(chosen, settings, console), dataset=_file(chosen.briefed))
    whole = report.report(records, {**about, "seconds": seconds}, briefs)
    if model is not None:
        try:
            whole["model_judged"] = section(records, model, console)
        finally:
            model.close()
    write(records, whole, out, console, baseline)
    unfinished.forget()
    below = fallen(whole, floors)
    for line in below:
        console.print(line, highlight=False, soft_wrap=True)
    return 1 if below else 0


def write(
    records: Sequence[Record],
    whole: Mapping[str, Any],
    out: Path | None,
    console: Console,
    baseline: Path | None = None,
) -> None:
    """Writes the report, where that is asked for."""
    if out is not None:
        report.write(records, whole, out, baseline=baseline)
        console.print(f"\nWritten to {out}", highlight=False, soft_wrap=True)


def _checked(jobs: int, timeout: float) -> int:
    if jobs < 1:
        raise BadSettings(f"{jobs} questions cannot be asked side by side; give 1 or more jobs.")
    if timeout <= 0:
        raise BadSettings(f"{timeout:g} seconds are no time for an answer; give more than 0.")
    return jobs


def _chosen(dataset: Path | None, settings: Settings, split: Split | None) -> tuple[dict[str, Any], parts.Parts]:
    """What the index holds, so that a result can be traced to it, and what is measured on it. Raises `NoIndex`."""
    with Index.open(settings) as index:
        status, files = index.status(), index.catalogue.files()
        state = {
            **status.counts,
            "embedder": status.embedder,
            "created": status.created,
            "unread": len(status.unread),
            "fingerprint": fingerprint((file.document_id for file in files), status.embedder),
        }
        held, texts = frozenset(file.path for file in files), texts_of(index)
        if dataset is None:
            return state, parts.of_sample(held, split, texts)
        return state, parts.of_file(dataset, held, split, texts)


def _tell(chosen: parts.Parts, console: Console) -> None:
    """What is left out, and which questions count as failed before they are asked."""
    wrong = [str(fault) for fault in chosen.faults if fault.grade == "failed"]
    for line in (*chosen.left_out, *wrong):
        console.print(line, highlight=False, soft_wrap=True)


def _about(
    chosen: parts.Parts, system: str, jobs: int, state: Mapping[str, Any], split: Split | None
) -> dict[str, Any]:
    """What tells this run from others."""
    about: dict[str, Any] = {"system": system, "jobs": jobs, "index": dict(state)}
    if chosen.asked is not None:
        about = {"dataset": {**_file(chosen.asked), "split": split or "all"}, **about}
    if system in PEERS:
        about["configuration"] = PEERS[system].setup
    if chosen.left_out:
        about["left_out"] = list(chosen.left_out)
    faults = [fault for fault in chosen.faults if fault.grade == "failed"]
    if faults:
        about["dataset_faults"] = [{"line": one.line, "id": one.id, "what": one.what} for one in faults]
    return about


def _without_briefs(chosen: parts.Parts, system: str) -> parts.Parts:
    """The questions alone: only the assistant makes briefs. Raises `BadSettings` where there are none."""
    if not chosen.questions:
        raise BadSettings(f"Only {registry.COUNCIL} makes briefs; give {system} a dataset of questions.")
    return replace(chosen, tasks=(), briefed=None)


def _briefs(chosen: parts.Parts, settings: Settings, console: Console) -> list[Judged]:
    done = brief.measure(list(chosen.tasks), settings, console)
    if chosen.questions:
        console.print()
    brief_report.show(done, console)
    return done


def _file(path: Path) -> dict[str, str]:
    """What tells a dataset from others; of one that comes with the project, its path in it."""
    home = parts.SAMPLE.parents[2]
    shown = path.relative_to(home) if path in (parts.SAMPLE, brief.SAMPLE) else path
    return {"path": shown.as_posix(), "sha256": report.digest(path)}
