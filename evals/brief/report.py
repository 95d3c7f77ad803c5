"""Judged briefs as JSON, as Markdown and on the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from evals.brief.measure import Judged, scores
from evals.metrics.latency import nearest_rank

SHARES = ("recall", "reach", "precision", "gaps")
COUNTS = ("nuggets", "evidence", "labelled")
TITLE = "Briefs with their answers hidden"


def section(done: Sequence[Judged], **about: object) -> dict[str, Any]:
    """All measures as JSON: over all papers, then a row a paper with what was missed and what its evidence is.

    `recall` is at the nugget's own question, `reach` anywhere in the brief; `labelled` tells how much of the
    evidence somebody has judged: the rest counts against `precision`. Times are in seconds.
    """
    times = [one.seconds for one in done]
    return {
        "n": len(done),
        "questions": sum(one.questions for one in done),
        **about,
        **asdict(scores(done)),
        "seconds": {"p50": _rounded(nearest_rank(times, 50)), "max": _rounded(max(times, default=None))},
        "failed": [{"id": one.id, "why": one.error} for one in done if one.error],
        "papers": [_paper(one) for one in done],
    }


def markdown(found: Mapping[str, Any]) -> str:
    """The section as Markdown: a row a paper and one for all, and what could not be prepared."""
    seconds, dataset = found["seconds"], found.get("dataset")
    labels = "recall at its question | recall anywhere | precision | honest gaps | nuggets | evidence | labelled"
    return "\n".join(
        [
            f"## {TITLE}",
            "",
            f"{found['n']} papers, {found['questions']} questions; {_shown(seconds['p50'])} s a paper (median), "
            f"{_shown(seconds['max'])} s at most.",
            *([f"Tasks: {dataset['path']} {dataset['sha256']}"] if dataset else []),
            "",
            f"| | questions | {labels} | s |",
            "|---|" + "---:|" * 9,
            _row("all", found, None),
            *(_row(one["id"], one, one["seconds"]) for one in found["papers"]),
            *([""] if found["failed"] else []),
            *(f"- {one['id']}: {one['why']}" for one in found["failed"]),
        ]
    )


def show(done: Sequence[Judged], console: Console) -> None:
    """Prints the table, and why a brief could not be made."""
    console.print(table(done))
    for one in done:
        if one.error:
            console.print(Text.assemble((one.id, "bold"), f" {one.error}"))


def table(done: Sequence[Judged]) -> Table:
    """A row a brief, and one for all."""
    shown = Table(title=TITLE, box=box.SIMPLE_HEAD, padding=0, show_edge=False)
    for name in ("brief", *SHARES, *COUNTS, "s"):
        shown.add_column(name, justify="left" if name == "brief" else "right", no_wrap=name != "brief")
    for one in done:
        _add(shown, one.id, [one])
    shown.add_section()
    _add(shown, "all", done)
    return shown


def _add(shown: Table, name: str, group: Sequence[Judged]) -> None:
    found = asdict(scores(group))
    shares = [_shown(found[share]) for share in SHARES]
    shown.add_row(name, *shares, *(str(found[count]) for count in COUNTS), f"{sum(one.seconds for one in group):.1f}")


def _paper(one: Judged) -> dict[str, Any]:
    return {
        "id": one.id,
        "questions": one.questions,
        **asdict(scores([one])),
        "seconds": round(one.seconds, 2),
        "error": one.error,
        "missed": [{"question": n.question, "any": n.any} for n in one.sought if n not in one.found],
        "judged": [
            {"question": n, "verdict": verdict, "path": source.path, "text": " ".join(source.quote.split())}
            for n, source, verdict in one.evidence
        ],
    }


def _row(name: str, values: Mapping[str, Any], seconds: float | None) -> str:
    cells = [str(values["questions"]), *(_shown(values[key]) for key in SHARES), *(str(values[key]) for key in COUNTS)]
    return f"| {name} | {' | '.join([*cells, '' if seconds is None else f'{seconds:.1f}'])} |"


def _shown(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)
