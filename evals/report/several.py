"""Runs of several systems on the same questions, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from evals.dataset import DatasetError
from evals.report.files import put
from evals.report.markdown import plain, table
from evals.report.measures import shown, shown_measures
from evals.report.page import page
from evals.report.stored import Run, load

KEYS = ("recall@5", "mrr", "ndcg@10", "correct", "citation_precision", "citation_support", "abstention_precision",
        "abstention_recall", "p50_ms")  # fmt: skip
PAGE = "peers.html"


def together(folders: Sequence[Path], out: Path) -> Path:
    """Writes `peers.html` into `out`: the report of the first run with the others beside it; gives its path.

    Raises `NoRun` when a folder holds none, and `DatasetError` without folders or when the page cannot be written.
    """
    first, *others = _runs(folders)
    put(out, {PAGE: page(first, others)})
    return out / PAGE


def peers_table(folders: Sequence[Path]) -> str:
    """A Markdown table, a row a run and a column a measure, each with its 95 % interval. Raises as `together`."""
    return rows_of(_runs(folders))


def rows_of(runs: Sequence[Run]) -> str:
    """The table of runs that are loaded."""
    columns = [measure for measure in shown_measures() if measure.key in KEYS]
    rows = []
    for run in runs:
        values = {**run.whole.get("metrics", {}), **run.whole.get("timing", {})}
        spans = run.whole.get("intervals", {}).get("metrics", {})
        cells = []
        for one in columns:
            span = spans.get(one.key)
            between = f" ({span[0]:.2f}–{span[1]:.2f})" if span and one.share else ""
            cells.append(shown(values.get(one.key), "{:.2f}" if one.share else one.form) + between)
        rows.append((plain(run.name), str(run.whole.get("n", len(run.records))), *cells))
    return table(("system", "n", *(one.label for one in columns)), rows)


def _runs(folders: Sequence[Path]) -> list[Run]:
    if not folders:
        raise DatasetError("There are no runs to show side by side: give their folders.")
    return [load(folder) for folder in folders]
