"""The table of a run."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from evals.crash.harness import Struck


def table(struck: Sequence[Struck], seconds: float) -> str:
    """Markdown: one row for each command and moment."""
    lines = ["| killed | when | kills | acknowledged before | found wrong |", "|---|---|---:|---:|---:|"]
    keys = dict.fromkeys((one.plan.kind, one.when) for one in struck)
    for kind, when in sorted(keys):
        of = [one for one in struck if (one.plan.kind, one.when) == (kind, when)]
        told, wrong = sum(one.acknowledged for one in of), sum(bool(one.found) for one in of)
        lines.append(f"| {kind} | {when} | {len(of)} | {told} | {wrong} |")
    wrong = sum(bool(one.found) for one in struck)
    usual = median(one.recovery for one in struck) if struck else 0.0
    told = sum(one.acknowledged for one in struck)
    lines += [
        "",
        f"{len(struck)} kills, {told} acknowledged files, {wrong} kills after which anything was wrong; "
        f"the next run took {usual:.2f} s (median); {seconds:.0f} s in all.",
    ]
    return "\n".join(lines) + "\n"
