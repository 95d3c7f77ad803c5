"""A report on the terminal: the measures that decide, in 80 columns. The rest stands in the report's files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from evals.metrics import faults
from evals.record import Record
from evals.report import COLUMNS, DEPTH, K, by_category, by_language, failed, grouped, measure, shown

# The heads, in two lines each.
HEADS: tuple[tuple[str, str], ...] = (
    (f"recall@{K}", f"recall\n@{K}"),
    ("mrr", "\nMRR"),
    ("correct", "\ncorrect"),
    ("citation_exactness", "exact\nquotes"),
    ("abstention_precision", "abstain\nprec."),
    ("abstention_recall", "abstain\nrecall"),
    ("p50_ms", "p50\nms"),
    ("p95_ms", "p95\nms"),
)
# Told in a line below the table, over all questions; every other measure is left to report.json and summary.md.
BELOW = (
    f"ndcg@{DEPTH}",
    "citation_recall",
    "citation_support",
    "act_match",
    "route_match",
    "aurc",
    "extra_words",
)
_LABELS = {key: label for key, label, _ in COLUMNS}
_FORMATS = {key: how for key, _, how in COLUMNS}


def show(records: Sequence[Record], console: Console) -> None:
    """Prints the measures over all questions and by language and category, then the failed questions."""
    console.print(_measures(records))
    console.print(_below(records), highlight=False)
    wrong = failed(records)
    if wrong:
        console.print(f"\n{len(wrong)} failed:")
    for record in wrong:
        lines = f"  {record.question.question}\n    {'; '.join(faults(record))}"
        console.print(Text.assemble((record.question.id, "bold"), lines))


def _measures(records: Sequence[Record]) -> Table:
    table = Table(title=f"{len(records)} questions", box=box.SIMPLE_HEAD, padding=0, show_edge=False)
    table.add_column("", no_wrap=True)
    table.add_column("\nn", justify="right", no_wrap=True)
    for _, head in HEADS:
        table.add_column(head, justify="right", no_wrap=True)
    keys: tuple[Callable[[Record], str], ...] = (lambda _: "all", by_language, by_category)
    for key in keys:
        _rows(table, grouped(records, key))
        table.add_section()
    return table


def _below(records: Sequence[Record]) -> str:
    values = measure(records)
    told = [f"{_LABELS[key]} {shown(values[key], _FORMATS[key])}" for key in BELOW if values[key] is not None]
    return " · ".join(told)


def _rows(table: Table, groups: Mapping[str, Sequence[Record]]) -> None:
    for name, part in groups.items():
        values = measure(part)
        table.add_row(name, str(len(part)), *(shown(values[key], _FORMATS[key]) for key, _ in HEADS))
