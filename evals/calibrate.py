"""Fits what the assistant ranks and decides by, and measures it on collections that it was not fitted to.

python -m evals.calibrate DATASET:INDEX[:folders] … [--asked SOURCE] [--readers DIR] [--rerank] [--passages]
                          [--without A,B] [--report DIR] [--write [DIR]]

Only dev questions are used. A dataset is one collection; with ":folders" each first folder of its gold paths is one. A
file COLLECTION.npz in the folder of `--readers` is the reader that reads this collection, one trained without it (see
`evals.reader.train`): the reader that ships knows the answers to the dev questions. `--without` leaves features out, to
see what they give. The questions of `--asked DATASET:INDEX[:folders]` teach which ones are only asked in the
documents; nothing is measured on them. `--report` writes the figures and the
abstention curve, `--write` the weights into the project's TOML files, or copies of them into a folder: sentences and
whether they answer; with `--rerank` the re-ranker too, with `--passages` the model of passages, after which the
thresholds on passages must be chosen anew by hand.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corpus.errors import CouncilError
from evals import rerank
from evals.dataset import load
from evals.fitting import output
from evals.fitting.gather import Case, gather
from evals.fitting.left_out import Measured, measure, measure_rerank
from evals.fitting.listwise import Alternatives
from evals.fitting.plan import Source
from index.reader import PassageReader
from index.retrieval.settings import default_weights
from index.settings import Settings
from index.store import Index


@dataclass
class Gathered:
    """By collection: the cases, and with `--rerank` the passages found."""

    cases: dict[str, list[Case]] = field(default_factory=dict)
    pools: dict[str, list[Alternatives]] = field(default_factory=dict)
    further: dict[str, list[Case]] = field(default_factory=dict)  # learnt from, not measured on

    def add(self, source: Source, readers: Path | None, *, rerank_too: bool) -> None:
        """Asks the dev questions of a source."""
        questions = load(source.dataset, "dev")
        collections = source.collections(questions)
        with Index.open(Settings.load(source.index)) as index:
            for case in gather(index, questions, collections, _readers(readers, set(collections.values()))):
                self.cases.setdefault(case.collection, []).append(case)
            if rerank_too:
                remembering = rerank.Remembering(index)
                for name in sorted(set(collections.values())):
                    own = [q for q in questions if collections[q.id] == name and not q.history]
                    self.pools.setdefault(name, []).extend(rerank.pools(remembering, own, default_weights()))

    def add_asked(self, source: Source, readers: Path | None) -> None:
        """Asks questions that are learnt from alone."""
        questions = load(source.dataset, "dev")
        collections = source.collections(questions)
        with Index.open(Settings.load(source.index)) as index:
            for case in gather(index, questions, collections, _readers(readers, set(collections.values()))):
                self.further.setdefault(case.collection, []).append(case)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; 1 on an error."""
    parser = argparse.ArgumentParser(prog="python -m evals.calibrate", description="Fits on dev questions.")
    parser.add_argument("source", nargs="+", metavar="DATASET:INDEX[:folders]")
    parser.add_argument("--readers", type=Path, help="a folder of readers, COLLECTION.npz, each trained without it")
    parser.add_argument("--asked", metavar="SOURCE", help="questions that teach what is only asked")
    parser.add_argument("--rerank", action="store_true", help="fit the re-ranker of passages too")
    parser.add_argument("--passages", action="store_true", help="write the model of passages too")
    parser.add_argument("--without", default="", help="features to leave out, separated by commas")
    parser.add_argument("--report", type=Path, help="write calibration.md and abstention.svg to this folder")
    parser.add_argument("--write", nargs="?", type=Path, const=output.PROJECT, help="write the weights, or copies here")
    given = parser.parse_args(arguments)
    try:
        sources = [Source.parse(text) for text in given.source]
        gathered = Gathered()
        for source in sources:
            gathered.add(source, given.readers, rerank_too=given.rerank)
        if given.asked:
            gathered.add_asked(Source.parse(given.asked), given.readers)
        without = [name for name in given.without.split(",") if name]
        measured = measure(gathered.cases, without, gathered.further)
        ranked = measure_rerank(gathered.pools) if given.rerank else None
        _tell(gathered, measured, ranked, without, given)
    except CouncilError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{error.filename}: cannot be written ({error.strerror}).", file=sys.stderr)
        return 1
    return 0


def _tell(
    gathered: Gathered,
    measured: Measured,
    ranked: dict[str, list[int | None]] | None,
    without: Sequence[str],
    given: argparse.Namespace,
) -> None:
    text = output.report(measured, ranked)
    print(text, end="")
    if given.report is not None:
        output.write_report(text, measured, given.report)
    if given.write is not None:
        pools = [pool for held in gathered.pools.values() for pool in held]
        output.write_weights(
            gathered.cases,
            measured,
            given.write,
            further=gathered.further,
            pools=pools,
            ranked=ranked,
            without=without,
            passages=given.passages,
        )


def _readers(folder: Path | None, collections: set[str]) -> dict[str, PassageReader]:
    """The readers of the collections that have one of their own."""
    if folder is None:
        return {}
    from index.reader.builtin import BuiltinReader

    found = {name: folder / f"{name}.npz" for name in sorted(collections)}
    return {name: BuiltinReader(path) for name, path in found.items() if path.is_file()}


if __name__ == "__main__":
    sys.exit(main())
