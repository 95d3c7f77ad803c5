"""Briefs of papers whose answers are hidden, as `council eval` measures them, alone.

python -m evals.brief [INDEX] [--tasks FILE.jsonl] [--out FILE.json]
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from corpus.errors import CouncilError
from evals.brief import report
from evals.brief.running import measure
from evals.brief.task import SAMPLE, load
from index.settings import Settings


def main(arguments: Sequence[str] | None = None, console: Console | None = None) -> int:
    """The command line; 1 on an error."""
    parser = argparse.ArgumentParser(
        prog="python -m evals.brief", description="Measures briefs against hidden answers."
    )
    parser.add_argument("index", type=Path, nargs="?", help="the index folder (default: as for council)")
    parser.add_argument("--tasks", type=Path, default=SAMPLE, help="the tasks (default: those of the sample documents)")
    parser.add_argument("--out", type=Path, help="write the measures and what was judged to this JSON file")
    given = parser.parse_args(arguments)
    console = console or Console()
    try:
        done = measure(load(given.tasks), Settings.load(given.index), console)
        report.show(done, console)
        if given.out:
            given.out.write_text(json.dumps(report.section(done), ensure_ascii=False, indent=2) + "\n", "utf-8")
    except CouncilError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{given.out}: cannot be written ({error.strerror}).", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
