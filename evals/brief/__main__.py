"""Briefs of papers whose answers are hidden: how much of the answers they hold, and how much is beside the point.

python -m evals.brief [INDEX] [--tasks FILE.jsonl] [--out FILE.json]
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from assistant import Assistant
from assistant.brief.making import Briefing
from assistant.brief.reading import paper_of
from corpus.errors import BadSettings, CouncilError
from evals.brief.hiding import copy, without
from evals.brief.measure import Judged, judged, scores
from evals.brief.task import Task, load
from index.settings import Settings
from index.store import Index


def main(arguments: Sequence[str] | None = None, console: Console | None = None) -> int:
    """The command line; 1 on an error."""
    parser = argparse.ArgumentParser(
        prog="python -m evals.brief", description="Measures briefs against hidden answers."
    )
    parser.add_argument("index", type=Path, nargs="?", help="the index folder (default: as for council)")
    parser.add_argument("--tasks", type=Path, help="the tasks (default: those of the sample documents)")
    parser.add_argument("--out", type=Path, help="write the measures and what was judged to this JSON file")
    given = parser.parse_args(arguments)
    console = console or Console()
    try:
        tasks = load(given.tasks)
        with copy(Settings.load(given.index)) as index:
            done = [run(task, index) for task in tasks]
    except CouncilError as error:
        print(error, file=sys.stderr)
        return 1
    console.print(table(done))
    told = report(done)
    console.print_json(json.dumps(told["together"]))
    if given.out:
        given.out.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return 0


def run(task: Task, index: Index) -> Judged:
    """The brief of a task without the documents that it hides, judged. Raises `BadSettings`."""
    document = index.catalogue.by_path(task.paper)
    if document is None:
        raise BadSettings(f"{task.paper} is not in the index; ingest the documents that the nuggets are about.")
    with without(index, task.hidden) as left:
        begun = time.perf_counter()
        brief = Briefing(Assistant(left)).make(paper_of(task.cut(document.text), left))
        return judged(task, brief, time.perf_counter() - begun)


def report(done: Sequence[Judged]) -> dict[str, Any]:
    """All measures as JSON: together, and for each brief with what was missed and what each piece of evidence is."""
    return {
        "together": asdict(scores(done)),
        "briefs": [
            {
                "id": one.id,
                **asdict(scores([one])),
                "seconds": round(one.seconds, 2),
                "missed": [{"question": n.question, "any": n.any} for n in one.sought if n not in one.found],
                "judged": [
                    {"question": n, "verdict": verdict, "path": source.path, "text": " ".join(source.quote.split())}
                    for n, source, verdict in one.evidence
                ],
            }
            for one in done
        ],
    }


def table(done: Sequence[Judged]) -> Table:
    """A row a brief, and one for all."""
    shown = Table(title="Briefs with their answers hidden")
    for name in ("brief", "recall", "reach", "precision", "gaps", "nuggets", "evidence", "unjudged", "s"):
        shown.add_column(name, justify="left" if name == "brief" else "right")
    rows = [(one.id, [one]) for one in done]
    for name, group in (*rows, ("all", list(done))):
        found = scores(group)
        shares = (found.recall, found.reach, found.precision, found.gaps)
        counts = (found.nuggets, found.evidence, found.unjudged)
        cells = ["–" if share is None else f"{share:.2f}" for share in shares]
        shown.add_row(name, *cells, *map(str, counts), f"{sum(one.seconds for one in group):.1f}")
    return shown


if __name__ == "__main__":
    raise SystemExit(main())
