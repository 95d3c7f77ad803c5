"""Two runs of the same questions, question by question: what became better, what became worse, and how sure that is."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from evals.compare.difference import Comparison, Difference, DifferentDatasets, Pair, compared
from evals.compare.files import FILES, texts
from evals.compare.terminal import show
from evals.report.files import put
from evals.report.stored import load

__all__ = ["FILES", "Comparison", "Difference", "DifferentDatasets", "Pair", "compare", "compared", "show"]


def compare(
    first: Path, second: Path, *, out: Path | None = None, console: Console | None = None, any_dataset: bool = False
) -> int:
    """Prints how the run in the folder `second` differs from the one in `first`; gives the exit code, 0.

    With `out` it also writes compare.json, compare.md and compare.html there. Raises `NoRun` for a folder without a
    run and `DifferentDatasets` for runs of different questions, unless `any_dataset`: then those in both count.
    """
    console = console or Console()
    found = compared(load(first), load(second), any_dataset)
    show(found, console)
    if out is not None:
        put(out, texts(found))
        console.print(f"\nWritten to {out}", highlight=False, soft_wrap=True)
    return 0
