"""The measures as a table and as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import median
from typing import Any

from evals.gate.measure import Measured, Tally


def told(done: Measured) -> dict[str, Any]:
    """Everything, for JSON. Shares are from 0 to 1, times in milliseconds."""
    return {
        "own": done.own.told(),
        "ms": _times(done.ms),
        "free_ms": _times(done.free_ms),
        "faithful": {name: tally.told() for name, tally in sorted(done.faithful.items())},
        "free": {name: tally.told() for name, tally in sorted(done.free.items())},
        "template": {name: tally.told() for name, tally in sorted(done.template.items())},
    }


def table(name: str, done: Measured) -> str:
    """A few lines for a reader."""
    ms, free = _times(done.ms), _times(done.free_ms)
    lines = [
        f"{name}: {done.own.n} claims, {done.own.stopped} stopped {dict(done.own.checks) or ''}",
        f"  ms a claim: median {ms['median']:.3f}, p95 {ms['p95']:.3f}; "
        f"in free words {free['median']:.3f}, {free['p95']:.3f}",
        "  changed            template        free",
    ]
    for change in sorted({*done.template, *done.free}):
        lines.append(f"  {change:<18} {_share(done.template, change)}  {_share(done.free, change)}")
    lines.append("  faithful           passed")
    lines += [f"  {name:<32} {tally.n - tally.stopped}/{tally.n}" for name, tally in sorted(done.faithful.items())]
    return "\n".join(lines)


def _share(tallies: Mapping[str, Tally], change: str) -> str:
    tally = tallies.get(change)
    return f"{tally.stopped / tally.n:5.1%} of {tally.n:<4}" if tally and tally.n else "   –         "


def _times(ms: list[float]) -> dict[str, float]:
    ordered = sorted(ms) or [0.0]
    return {"median": median(ordered), "p95": ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]}
