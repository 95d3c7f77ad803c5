"""A report on the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from evals.metrics import faults
from evals.record import Record
from evals.report import COLUMNS, by_category, by_language, failed, grouped, measure, shown


def show(records: Sequence[Record], console: Console) -> None:
    """Prints the measures over all questions and by language and category, then the failed questions."""
    table = Table(title=f"{len(records)} questions")
    table.add_column("")
    table.add_column("n", justify="right")
    for _, label, _ in COLUMNS:
        table.add_column(label, justify="right")
    _rows(table, {"all": records})
    table.add_section()
    _rows(table, grouped(records, by_language))
    table.add_section()
    _rows(table, grouped(records, by_category))
    console.print(table)
    wrong = failed(records)
    if wrong:
        console.print(f"\n{len(wrong)} failed:")
    for record in wrong:
        console.print(
            Text.assemble(
                (record.question.id, "bold"), f"  {record.question.question}\n    {'; '.join(faults(record))}"
            )
        )


def _rows(table: Table, groups: Mapping[str, Sequence[Record]]) -> None:
    for name, part in groups.items():
        values = measure(part)
        table.add_row(name, str(len(part)), *(shown(values[key], how) for key, _, how in COLUMNS))
