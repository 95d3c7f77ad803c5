"""The files of a run: report.json, records.jsonl, summary.md and report.html."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from evals.dataset import DatasetError
from evals.record import Record
from evals.report.stored import RECORDS, REPORT, Run, line, load
from evals.report.summary import summary

SUMMARY, PAGE = "summary.md", "report.html"


def make(out: Path) -> None:
    """Makes the folder of a report. Raises `DatasetError` when that cannot be done."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(out, error) from None


def write(records: Sequence[Record], whole: Mapping[str, Any], out: Path, *, baseline: Path | None = None) -> None:
    """Writes the four files into a folder, which is made; the summary tells what changed against a baseline.

    `baseline` is the folder of another run of the same questions. Raises `DatasetError` when the files cannot be
    written, `NoRun` when there is no such baseline and `DifferentDatasets` when it is of other questions.
    """
    from evals.compare.difference import compared  # it reads stored runs, and so needs this package
    from evals.report.page import page

    make(out)
    timing = {"finished": datetime.now(UTC).isoformat(timespec="seconds"), **whole.get("timing", {})}
    whole = {**whole, "timing": timing}
    run = Run(out, whole, tuple(records))
    against = compared(load(baseline), run) if baseline is not None else None
    text = {
        REPORT: json.dumps(_still(whole), ensure_ascii=False, indent=2) + "\n",
        RECORDS: "".join(line(record) + "\n" for record in records),
        SUMMARY: summary(records, whole, against),
        PAGE: page(run),
    }
    put(out, text)


def render(folder: Path) -> Path:
    """Makes report.html of a stored run anew; gives its path. Raises `NoRun`, and `DatasetError` as `write`."""
    from evals.report.page import page

    put(folder, {PAGE: page(load(folder))})
    return folder / PAGE


def put(out: Path, text: Mapping[str, str]) -> None:
    """Writes texts by file name into a folder, which is made. Raises `DatasetError` when that cannot be done."""
    make(out)
    try:
        for name, content in text.items():
            (out / name).write_text(content, "utf-8", newline="\n")
    except OSError as error:
        raise _unwritable(out, error) from None


def _still(whole: Mapping[str, Any]) -> Mapping[str, Any]:
    """The report with the seconds of its briefs in `timing`, where all else is that differs between equal runs."""
    if not whole.get("briefs"):
        return whole
    briefs = dict(whole["briefs"])
    seconds = {"all": briefs.pop("seconds", None)}
    papers = [dict(paper) for paper in briefs.get("papers", ())]
    seconds |= {str(paper.get("id")): paper.pop("seconds", None) for paper in papers}
    return {**whole, "briefs": {**briefs, "papers": papers}, "timing": {**whole["timing"], "briefs": seconds}}


def _unwritable(out: Path, error: OSError) -> DatasetError:
    return DatasetError(f"{out}: the report cannot be written there ({error.strerror}).")
