"""A run as numbers and files: report.json, records.jsonl, summary.md and report.html."""

from evals.report.files import make, render, write
from evals.report.measures import (
    COLUMNS,
    DEPTH,
    K,
    Measures,
    by_category,
    by_language,
    by_split,
    failed,
    grouped,
    measure,
    risk_coverage,
    shown,
)
from evals.report.several import peers_table, together
from evals.report.stored import NoRun, Run, line, load
from evals.report.summary import reason, summary
from evals.report.whole import HERE, digest, report, versions

__all__ = [
    "COLUMNS",
    "DEPTH",
    "HERE",
    "K",
    "Measures",
    "NoRun",
    "Run",
    "by_category",
    "by_language",
    "by_split",
    "digest",
    "failed",
    "grouped",
    "line",
    "load",
    "make",
    "measure",
    "peers_table",
    "reason",
    "render",
    "report",
    "risk_coverage",
    "shown",
    "summary",
    "together",
    "versions",
    "write",
]
