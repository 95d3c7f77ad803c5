"""A comparison on the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from evals.compare.difference import Comparison, Pair
from evals.compare.wording import CAUTION, lead, shown
from evals.metrics import faults

_STYLES = {"better": "green", "worse": "red"}


def show(found: Comparison, console: Console) -> None:
    """Prints what differs between the runs, the measures, and the questions that became right or wrong."""
    console.print(lead(found), highlight=False, soft_wrap=True)
    for line in found.differs:
        console.print(Text(f"  {line}"), soft_wrap=True)
    console.print(_table(found))
    console.print(CAUTION, highlight=False)
    _pairs("became right", found.became_right, console, right=True)
    _pairs("became wrong", found.became_wrong, console)
    for title, records in (("first", found.only_first), ("second", found.only_second)):
        if records:
            ids = ", ".join(record.question.id for record in records)
            console.print(Text(f"\nOnly in the {title} run: {ids}"), soft_wrap=True)
    if found.reworded:
        ids = ", ".join(pair.question.id for pair in found.reworded)
        console.print(Text(f"\nNot the same question in both, and left out: {ids}"), soft_wrap=True)


def _table(found: Comparison) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), collapse_padding=True, show_edge=False)
    table.add_column("", no_wrap=True)
    for head in ("first", "second", "diff.", "95 %", "p"):
        table.add_column(head, justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    for one in found.differences:
        if one.first is not None or one.second is not None:
            style = _STYLES.get(one.verdict, "")
            verdict = "not shown" if one.verdict == "no difference shown" else one.verdict
            label = one.measure.label.removesuffix(" (low is good)")
            first, second, value, between, p = shown(one)
            interval = between.replace(" to ", ", ")
            table.add_row(
                Text(label), first, second, value, interval, p.replace(" 0.", "."), Text(verdict, style=style)
            )
    return table


def _pairs(title: str, pairs: Sequence[Pair], console: Console, right: bool = False) -> None:
    if pairs:
        console.print(f"\n{len(pairs)} {title}:", highlight=False)
    for pair in pairs:
        why = "; ".join(faults(pair.first if right else pair.second))
        before = "was: " if right else ""
        lines = f"  {pair.question.question}\n    {before}{why}"
        console.print(Text.assemble((pair.question.id, "bold"), lines))
