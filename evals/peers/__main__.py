"""The assistant and its peers side by side: `python -m evals.peers [DATASET] --index DIR --out docs/benchmarks.md`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from importlib import metadata
from pathlib import Path

from rich.console import Console

from corpus.errors import CouncilError
from evals import parts, report
from evals.dataset import DatasetError, Question, load
from evals.peers.base import Text
from evals.peers.documents import texts_of
from evals.peers.fitting import best, records
from evals.peers.measuring import Cost, answered, apart, rebuilt, searched
from evals.peers.named import PEERS
from evals.peers.page import Circumstances, machine, page
from evals.peers.settled import settle
from evals.peers.side import Side
from evals.peers.system import Showing
from index.settings import Settings

_HOME = parts.SAMPLE.parents[2]

KEPT = "<!-- below: measured by other commands -->"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and writes; 1 with one line on stderr when something cannot be used."""
    parser = argparse.ArgumentParser(prog="python -m evals.peers", description="The assistant beside its peers.")
    parser.add_argument("dataset", type=Path, nargs="?", default=parts.SAMPLE, help="questions (default: the sample)")
    parser.add_argument("--index", type=Path, help="the folder of the index")
    parser.add_argument("--out", type=Path, help="the page; without it, it is printed")
    parser.add_argument("--runs", type=Path, help="a folder for the report of each system")
    parser.add_argument("--peers", nargs="+", choices=list(PEERS), default=list(PEERS), help="only these")
    parser.add_argument("--settle", action="store_true", help="keep what suits each peer, for council eval --system")
    given = parser.parse_args(arguments)
    try:
        written = measured(given, Console(stderr=True, highlight=False))
        if given.out is None:
            print(written, end="")
        else:
            _put(given.out, written)
    except CouncilError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def measured(given: argparse.Namespace, console: Console) -> str:
    """The page; says on the console what is being done. Raises `CouncilError`."""
    settings = Settings.load(given.index)
    questions, texts = load(given.dataset), texts_of(settings)
    for name in given.peers:
        PEERS[name].check()
    console.print(f"council: {len(questions)} questions on {len(texts)} documents ...")
    sides = [_council(settings, questions)]
    showings: dict[str, Showing] = {}
    for name in given.peers:
        console.print(f"{name} ...")
        side, showings[name] = _peer(name, settings, texts, questions)
        sides.append(side)
    if given.settle:
        settle(showings)
    dataset = given.dataset.resolve()
    about = Circumstances(
        dataset=(dataset.relative_to(_HOME) if dataset.is_relative_to(_HOME) else given.dataset).as_posix(),
        sha256=report.digest(given.dataset),
        documents=len(texts),
        characters=sum(len(text.text) for text in texts),
        embedder=_embedder(settings),
        day=date.today(),
        machine=machine(),
    )
    if given.runs is not None:
        for side in sides:
            _keep(side, given.runs / side.name, about)
    return page(sides, about)


def _council(settings: Settings, questions: Sequence[Question]) -> Side:
    found, memory = apart(answered, settings, questions)
    cost = apart(rebuilt, settings)
    cost = Cost(cost.build_s, max(cost.memory_mb, memory))  # the peers build and answer in one process
    return Side("council", "council-assistant", _version(), "as it is installed.", found, cost)


def _peer(name: str, settings: Settings, texts: Sequence[Text], questions: Sequence[Question]) -> tuple[Side, Showing]:
    kind = PEERS[name]
    done = apart(searched, name, settings, texts, questions)
    showing = best(questions, done.found)
    kept = records(questions, done.found, done.ms, showing, {text.path: text.text for text in texts})
    return Side(name, kind.title, kind.version(), f"{kind.setup} {_told(showing)}", kept, done.cost), showing


def _told(showing: Showing) -> str:
    """What suits it, in a sentence."""
    many = f"the best {showing.passages} passages" if showing.passages > 1 else "the best passage"
    what = f"the compared sentences of {many}" if showing.core else many
    least = "no cut-off" if showing.cutoff is None else f"nothing that scores below {showing.cutoff:.4f}"
    return f"Shown, as found best for it: {what}, {least}."


def _keep(side: Side, folder: Path, about: Circumstances) -> None:
    dataset = {"path": about.dataset, "sha256": about.sha256, "split": "all"}
    told = {"dataset": dataset, "system": side.name, "configuration": side.setup, "jobs": 1}
    report.write(list(side.records), report.report(list(side.records), told), folder)


def _kept(out: Path) -> str:
    """What stands below `KEPT` in the page that is written anew: other figures, which this command does not measure."""
    before = out.read_text("utf-8") if out.is_file() else ""
    return f"\n{KEPT}{before.partition(KEPT)[2]}" if KEPT in before else ""


def _put(out: Path, text: str) -> None:
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(text + _kept(out), "utf-8")
    except OSError as error:
        raise DatasetError(f"{out}: the page cannot be written there ({error.strerror}).") from None


def _embedder(settings: Settings) -> str:
    from index.embedding import make_embedder

    return make_embedder(settings.embedder, settings.cache).name


def _version() -> str:
    try:
        return f"council-assistant {metadata.version('council-assistant')}"
    except metadata.PackageNotFoundError:
        return "this source folder"


if __name__ == "__main__":
    sys.exit(main())
