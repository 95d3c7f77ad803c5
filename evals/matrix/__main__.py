"""`python -m evals.matrix`: prints who gets what of every route, and fails where somebody gets what they may not."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from evals.matrix.asking import Cell, matrix
from evals.matrix.page import page
from evals.matrix.refusals import medians
from evals.matrix.rows import unlisted
from evals.matrix.world import CALLERS, worlds


def main() -> int:
    """The table, what is wrong, and the exit code."""
    os.environ.setdefault("COUNCIL_LOG", "")
    with tempfile.TemporaryDirectory() as folder, worlds(Path(folder)) as world:
        missing = sorted(unlisted(world.app))
        cells = [*matrix(world), *page(world)]
        hidden, absent = medians(world)
    print("\n".join(table(cells)))
    wrong = [f"{cell.row.name}, {cell.caller.name}: {cell.wrong}" for cell in cells if cell.wrong]
    wrong += [f"{name} has no row in evals/matrix/rows.toml" for name in missing]
    roles = f"{len({cell.row.name for cell in cells})} routes, {len(CALLERS)} callers, {len(cells)} cells"
    print(f"\n{roles}; {len(wrong)} wrong.")
    print(f"Refusing an internal document takes {hidden * 1000:.1f} ms, one that is not there {absent * 1000:.1f} ms.")
    print("\n".join(wrong), end="\n" if wrong else "")
    return int(bool(wrong))


def table(cells: Sequence[Cell]) -> list[str]:
    """A line for each route, a column for each caller."""
    names = [caller.name for caller in CALLERS]
    found = {(cell.row.name, cell.caller.name): cell for cell in cells}
    routes = list(dict.fromkeys(cell.row.name for cell in cells))
    head = "| route | " + " | ".join(names) + " |"
    lines = [head, "|" + " --- |" * (len(names) + 1)]
    for route in routes:
        lines.append(f"| {route} | " + " | ".join(_shown(found.get((route, name))) for name in names) + " |")
    return lines


def _shown(cell: Cell | None) -> str:
    if cell is None:
        return ""
    statuses = " ".join(map(str, cell.statuses))
    return f"{cell.outcome} ({statuses})" if statuses else cell.outcome


if __name__ == "__main__":
    sys.exit(main())
