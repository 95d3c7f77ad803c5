"""How long taking documents in lasts: `python -m evals.bench.ingest --folder DIR` and `… --files 10000`.

With a folder: its documents go into a new index, then the same passages are embedded alone, in the same process; the
ratio of the two times is told. With a number of files: so many small papers of an invented municipality go in (their
vectors are made up, as if the model had done its work), then the folder is taken in again unchanged, and again with
one file changed, each with the model itself in a process of its own, as `council ingest` does it.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from corpus import read
from corpus.errors import CouncilError
from evals.bench.row import Row, write
from index.embedding.base import Vectors
from index.ingest import Ingest
from index.ingest.ahead import ReadingAhead
from index.ingest.walk import walk
from index.passages import embedded_text
from index.reader.memory import WordReader
from index.settings import Settings
from index.store import Index

RATIO_GOAL, UNCHANGED_GOAL, CHANGED_GOAL = 1.3, 5.0, 2.0
_PAPER = """Tallhamra kommun
Interpellation om väg {n}

Fråga av Anna Ek (S): När lagas väg {n}? Den har varit avstängd sedan skyfallet {day} maj, och skolbussen kör om.

Svar av Bo Ask (M): Tekniska nämnden lagar väg {n} före vintern. Arbetet kostar {cost} 000 kronor.
"""


@dataclass(frozen=True, slots=True)
class Whole:
    """An ingest beside the embedding of its passages alone: seconds by the clock, and of processors (all processes)."""

    documents: int
    passages: int
    seconds: float
    embedding: float
    processor: float
    embedding_processor: float
    megabytes: int

    @property
    def ratio(self) -> float:
        """How many times as long the ingest takes."""
        return self.seconds / self.embedding


def whole(folder: Path, settings: Settings, count: int | None = None) -> Whole:
    """Takes in the documents of a folder, or `count` of them evenly over it, and then embeds their passages alone."""
    paths = [found.location for found in walk([folder], ()).files]
    if count is not None:
        paths = paths[:: max(len(paths) // max(count, 1), 1)][:count]
    with Index.open(settings, write=True) as index:
        index.embedder.embed_passages([_PAPER] * 64)  # loaded: once a process, whatever it takes in
        used, begun = _processor(), time.perf_counter()
        report = index.ingest().run(paths)
        seconds, processor = time.perf_counter() - begun, _processor() - used
        texts = [embedded_text(p) for e in index.catalogue.documents() for p in index.catalogue.passages_of(e.id)]
        used, begun = _processor(), time.perf_counter()
        index.embedder.embed_passages(texts)
        alone, alone_processor = time.perf_counter() - begun, _processor() - used
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return Whole(report.usable, len(texts), seconds, alone, processor, alone_processor, peak)


def _processor() -> float:
    """Seconds that this process and those it has waited for have used."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


class MadeUp:
    """Takes the place of a model, under its name, where the time of the embedding does not matter."""

    def __init__(self, name: str, dimension: int) -> None:
        self.name, self.dimension = name, dimension
        self._random = np.random.default_rng(0)

    def prepare(self) -> None:
        """Nothing has to be loaded."""

    def embed_query(self, text: str) -> Vectors:
        """Some vector."""
        vector: Vectors = self.embed_passages([text])[0]
        return vector

    def embed_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """Some vectors, shape (n, dimension)."""
        vectors: Vectors = self._random.normal(size=(len(texts), self.dimension)).astype(np.float32)
        if progress is not None:
            progress(len(texts))
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors


def papers(folder: Path, count: int) -> Path:
    """Writes so many small papers, a hundred to a folder; gives one of them."""
    path = folder
    for n in range(count):
        path = folder / f"{n // 100:04d}" / f"{n:06d}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_PAPER.format(n=n, day=1 + n % 31, cost=n % 900 + 10), encoding="utf-8")
    return path


def fill(folder: Path, settings: Settings) -> None:
    """Takes the papers in with made up vectors."""
    with Index.open(settings, write=True) as index:
        ahead = ReadingAhead(MadeUp(index.embedder.name, index.embedder.dimension), WordReader())
        Ingest(settings, index.catalogue, ahead, index.vectors, index.terms, read, index.publisher).run([folder])


def again(folder: Path, settings: Settings) -> float:
    """The seconds in which a process of its own takes the folder in again, all that it loads included."""
    begun = time.perf_counter()
    command = [sys.executable, "-m", "assistant.cli", "ingest", str(folder), "--index", str(settings.index), "--json"]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise CouncilError(done.stderr.strip() or "the ingest failed")
    return time.perf_counter() - begun


def rows_whole(found: Whole) -> list[Row]:
    """The row of a folder."""
    share = found.processor / found.embedding_processor
    told = (
        f"{found.ratio:.2f} × ({found.documents:,} documents, {found.passages:,} passages: {found.seconds:.0f} s, "
        f"embedding alone {found.embedding:.0f} s; by processor time {share:.2f} ×; {found.megabytes:,} MB)"
    )
    return [Row("Ingest: time against embedding alone", told, f"≤ {RATIO_GOAL} ×", found.ratio <= RATIO_GOAL)]


def rows_again(count: int, unchanged: float, changed: float) -> list[Row]:
    """The rows of many small files."""
    return [
        Row(
            f"Ingest again: {count:,} files unchanged", f"{unchanged:.1f} s", f"≤ {UNCHANGED_GOAL:g} s", unchanged <= 5
        ),
        Row(f"Ingest again: one of {count:,} changed", f"{changed:.1f} s", f"≤ {CHANGED_GOAL:g} s", changed <= 2),
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and prints. 1 on an error."""
    given = _parser().parse_args(arguments)
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="council-bench-", dir=given.work) as work:
        settings = Settings.load(Path(work) / "index")
        memory = settings.vectors_url if settings.vectors_url == "memory" else None
        settings = replace(settings, database_url=None, vectors_url=memory)
        try:
            if given.folder is not None:
                rows += rows_whole(whole(given.folder, settings, given.documents))
            if given.files:
                rows += rows_again(given.files, *_files(Path(work), settings, given.files, given.rounds))
            write(rows, given.out)
        except CouncilError as error:
            print(error, file=sys.stderr)
            return 1
    return 0


def _files(work: Path, settings: Settings, count: int, rounds: int) -> tuple[float, float]:
    """The seconds of an unchanged and of a changed folder: the quickest of some rounds, for others use the machine."""
    folder, settings = work / "papers", replace(settings, index=work / "many")
    last = papers(folder, count)
    fill(folder, settings)
    unchanged, changed = [], []
    for n in range(rounds):
        unchanged.append(again(folder, settings))
        last.write_text(_PAPER.format(n=count + n, day=1, cost=7), encoding="utf-8")
        changed.append(again(folder, settings))
    return min(unchanged), min(changed)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m evals.bench.ingest",
        description="An ingest against the embedding alone, and taking many files in again.",
    )
    parser.add_argument("--folder", type=Path, help="documents that go into a new index")
    parser.add_argument("--documents", type=int, help="how many of them, evenly over the folder (all)")
    parser.add_argument("--files", type=int, default=0, help="small papers that are taken in again (0: none)")
    parser.add_argument("--rounds", type=int, default=3, help="how often they are taken in again (3)")
    parser.add_argument("--work", type=Path, help="a folder with room for the indexes (the system's)")
    parser.add_argument("--out", type=Path, help="a file for the rows, in Markdown")
    return parser


if __name__ == "__main__":
    sys.exit(main())
