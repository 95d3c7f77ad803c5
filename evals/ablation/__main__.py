"""What each step of ranking gives: every question asked with all steps, and with each one switched off.

python -m evals.ablation DATASET:INDEX … [--every N] [--out DIR]

Only dev questions are asked, with --every every Nth of them. Prints a table in Markdown: the gain of each step in
recall@1 and recall@5 of the passages and in correct answers, with paired 95 % intervals; writes it to DIR/ablation.md,
and what each question gave to DIR/ablation.json.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.errors import CouncilError
from evals.ablation.measure import Outcome, measure
from evals.ablation.table import table
from evals.dataset import load
from evals.fitting.plan import Source


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; 1 on an error."""
    parser = argparse.ArgumentParser(prog="python -m evals.ablation", description="What each step of ranking gives.")
    parser.add_argument("source", nargs="+", metavar="DATASET:INDEX")
    parser.add_argument("--every", type=int, default=1, help="ask every Nth dev question")
    parser.add_argument("--out", type=Path, help="write ablation.md and ablation.json to this folder")
    given = parser.parse_args(arguments)
    outcomes: list[Outcome] = []
    try:
        for source in map(Source.parse, given.source):
            questions = load(source.dataset, "dev")[:: max(1, given.every)]
            with TemporaryDirectory() as scratch:
                outcomes += measure(source, questions, Path(scratch))
    except CouncilError as error:
        print(error, file=sys.stderr)
        return 1
    text = table(outcomes)
    print(text)
    if given.out is not None:
        try:
            given.out.mkdir(parents=True, exist_ok=True)
            (given.out / "ablation.md").write_text(text + "\n", "utf-8")
            rows = [asdict(outcome) for outcome in outcomes]
            (given.out / "ablation.json").write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", "utf-8")
        except OSError as error:
            print(f"{given.out}: cannot be written ({error.strerror}).", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
