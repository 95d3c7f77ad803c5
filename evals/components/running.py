"""`council eval components`: asks, measures every component, and writes what each did with what failed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track

from evals import parts, report
from evals.check import sort_out
from evals.components.details import details, line, worst
from evals.components.measures import components, totals
from evals.components.observe import Observer
from evals.components.table import rows, show
from evals.components.trace import Trace
from evals.dataset import DatasetError, Question
from evals.faults import Fault, failures
from evals.places import texts_of
from evals.record import Record
from evals.report.html import page
from index.settings import Settings
from index.store import Index

MOST = 100  # questions on the page of errors
_TEMPLATES = Path(__file__).parent / "templates"


def run(dataset: Path | None, settings: Settings, *, out: Path | None = None, console: Console | None = None) -> int:
    """Measures the components on a dataset, or on the sample, and gives the exit code, 0.

    `out` is the folder for components.json and errors.html. The assistant asks no language model here. Raises
    `CouncilError` when the dataset or the index cannot be used, or the folder cannot be written.
    """
    console = console or Console(markup=False, highlight=False, emoji=False)
    if out is not None:
        report.make(out)  # what cannot be written there is told before the work
    with Index.open(settings) as index:
        questions, faults, left_out, path = _questions(dataset, index)
        for told in (*left_out, *(str(fault) for fault in faults if fault.grade == "failed")):
            console.print(told, soft_wrap=True)
        observer = Observer(index)
        traces = list(_asked(observer, questions, failures(faults), console))
        whole = {
            "n": len(questions),
            "dataset": {"path": path.name, "sha256": report.digest(path)},
            "index": index.status().counts,
            "versions": report.versions(),
            "left_out": list(left_out),
            "components": components(traces, observer.assistant),
            "blame": totals(traces),
            "questions": [line(trace) for trace in traces],
        }
    show(whole, console)
    if out is not None:
        write(whole, traces, out)
        console.print(f"\nWritten to {out}", soft_wrap=True)
    return 0


def write(whole: Mapping[str, Any], traces: Sequence[Trace], out: Path) -> None:
    """Writes components.json and errors.html into a folder that is there. Raises `DatasetError`."""
    failed = worst(traces)
    shown = [details(trace) for trace in failed[:MOST]]
    table = list(rows(whole["components"]))
    html = page("errors.html", templates=_TEMPLATES, whole=whole, table=table, cases=shown, failed=len(failed))
    try:
        (out / "components.json").write_text(json.dumps(whole, ensure_ascii=False, indent=2) + "\n", "utf-8")
        (out / "errors.html").write_text(html, "utf-8")
    except OSError as error:
        raise DatasetError(f"{out}: cannot be written ({error.strerror}).") from None


def _questions(dataset: Path | None, index: Index) -> tuple[list[Question], list[Fault], tuple[str, ...], Path]:
    if dataset is not None:
        return *sort_out(dataset, texts_of(index)), (), dataset
    held = frozenset(file.path for file in index.catalogue.files())
    chosen = parts.of_sample(held)
    if not chosen.questions:
        raise DatasetError(f"The index holds none of the sample questions' documents: ingest {parts.DOCUMENTS}.")
    return list(chosen.questions), [], chosen.left_out, parts.SAMPLE


def _asked(
    observer: Observer, questions: Sequence[Question], broken: Mapping[str, str], console: Console
) -> Iterator[Trace]:
    """A trace a question; what is wrong in the dataset is not asked."""
    for question in track(
        questions, description="Asking", console=console, transient=True, disable=not console.is_terminal
    ):
        if question.id in broken:
            yield Trace(question, Record(question, None, 0.0, (), broken[question.id]))
        else:
            yield observer.one(question)
