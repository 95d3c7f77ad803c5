"""What the citation gate costs, stops wrongly and catches.

python -m evals.gate --index DIR DATASET… [--out FILE.json]
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from assistant.gate import Indexed
from corpus.errors import CouncilError
from evals.dataset import load
from evals.gate import report
from evals.gate.claims import drafted
from evals.gate.measure import Measured, measure
from evals.gate.mutations import people
from index.settings import Settings
from index.store import Index


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; 1 on an error."""
    parser = argparse.ArgumentParser(prog="python -m evals.gate", description="Measures the citation gate.")
    parser.add_argument("datasets", type=Path, nargs="+", metavar="DATASET")
    parser.add_argument("--index", type=Path, help="the index folder (default: as for council)")
    parser.add_argument("--out", type=Path, help="write the measures to this JSON file")
    given = parser.parse_args(arguments)
    found: dict[str, Any] = {}
    try:
        with Index.open(Settings.load(given.index)) as index:
            for dataset in given.datasets:
                done = of_dataset(index, dataset)
                print(report.table(dataset.name, done))
                found[dataset.name] = report.told(done)
        if given.out is not None:
            given.out.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
    except CouncilError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{error.filename}: cannot be written ({error.strerror}).", file=sys.stderr)
        return 1
    return 0


def of_dataset(index: Index, dataset: Path) -> Measured:
    """Asks every question of a dataset and measures the gate on what is claimed."""
    seen = drafted(index, load(dataset))
    original = cache(index.catalogue.document)
    for one in seen:
        if one.draft.support is not None:
            original(one.draft.support.document.id)
    return measure(seen, original, Indexed(index.analyser), people(index.catalogue.acts()))


if __name__ == "__main__":
    sys.exit(main())
