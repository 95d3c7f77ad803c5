"""How fast files become documents: `python -m evals.bench.parsing [PATH …] [--rounds 3] [--limit 0]`.

Every file is read alone, on one core. Two things are timed apart, in seconds of the processor: decoding the format
(for PDF that is mostly PDFium and the look for tables) and understanding the text (lines, structure, acts, people).
Right before each file its text is cut into words by one plain regular expression: that yardstick costs the same
whatever the project does, and parsing is told as so many times it. "MB of text" is UTF-8 of the canonical text.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from statistics import median
from typing import TypeVar

from corpus.document import understand
from corpus.errors import CouncilError, ReadError
from corpus.readers import SUFFIXES, read_bytes
from corpus.sample import sample_folder
from evals.bench.row import Row, write

GOAL = 2.0  # MB of text a second
WORDS = re.compile(r"\w+|[^\w\s]")
ALL = "all"

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Timed:
    """One file: its format, the bytes of its text, and the processor seconds of the yardstick and the two parts."""

    format: str
    size: int
    words: float
    decoding: float
    understanding: float


@dataclass(frozen=True, slots=True)
class Speed:
    """The files of a format together: MB of text a second, and parsing as a multiple of the yardstick."""

    format: str
    files: int
    megabytes: float
    decoding: float
    understanding: float
    whole: float
    words: float


def files(paths: Iterable[Path], limit: int = 0) -> list[Path]:
    """The files of known formats at or under the paths, in order; with a limit, so many spread over all of them."""
    found = sorted({file for path in paths for file in ([path] if path.is_file() else path.rglob("*"))})
    known = [file for file in found if file.suffix.casefold() in SUFFIXES and file.is_file()]
    if not known:
        raise CouncilError("There is no document to parse: name a file or a folder that holds some.")
    return known[:: max(1, len(known) // limit)][:limit] if limit else known


def timed(path: Path) -> Timed | None:
    """The times of one file; None for one that cannot be read."""
    data = path.read_bytes()
    try:
        raw, decoding = _clocked(lambda: read_bytes(data, path))
        document, understanding = _clocked(lambda: understand(raw, sha256(data).hexdigest(), path.name))
    except ReadError:
        return None
    _, words = _clocked(lambda: WORDS.findall(document.text))
    return Timed(document.format, len(document.text.encode()), words, decoding, understanding)


def _clocked(work: Callable[[], _T]) -> tuple[_T, float]:
    begun = time.process_time()
    done = work()
    return done, time.process_time() - begun


def measure(paths: Sequence[Path], rounds: int) -> list[Speed]:
    """Each format and all of them, by the medians over the rounds; a round before them that only warms up."""
    for path in paths[:: max(1, len(paths) // 30)]:
        timed(path)
    seen = [[one for path in paths if (one := timed(path))] for _ in range(rounds)]
    if not seen[0]:
        raise CouncilError("None of the files could be read: name others.")
    formats = sorted({one.format for one in seen[0]})
    return [_speed(name, seen) for name in (*formats, ALL)]


def _speed(name: str, rounds: list[list[Timed]]) -> Speed:
    held = [[one for one in seen if name in (ALL, one.format)] for seen in rounds]
    size = sum(one.size for one in held[0]) / 1e6
    decoding = median(sum(one.decoding for one in seen) for seen in held)
    understanding = median(sum(one.understanding for one in seen) for seen in held)
    ratio = median(
        sum(one.decoding + one.understanding for one in seen) / sum(one.words for one in seen) for seen in held
    )
    return Speed(
        name, len(held[0]), size, size / decoding, size / understanding, size / (decoding + understanding), ratio
    )


def rows(speeds: Sequence[Speed]) -> list[Row]:
    """A row for every format and for all: decoding its bytes, and understanding its text."""
    return [
        Row(
            f"Parsing, {speed.format} ({speed.files} files, {speed.megabytes:.2f} MB of text)",
            f"{speed.whole:.2f} MB/s (decoding {speed.decoding:.2f}, understanding {speed.understanding:.2f}); "
            f"{speed.words:.0f} x cutting into words",
            f"{GOAL:g} MB/s",
            speed.whole >= GOAL,
        )
        for speed in speeds
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and prints; with `--out` also writes a row for docs/benchmarks.md."""
    parser = argparse.ArgumentParser(
        prog="python -m evals.bench.parsing", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("paths", type=Path, nargs="*", metavar="PATH", help="files or folders (the sample documents)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each file is read (3)")
    parser.add_argument("--limit", type=int, default=0, help="at most so many files, spread over all (no limit)")
    parser.add_argument("--out", type=Path, help="write a row of a Markdown table here")
    given = parser.parse_args(arguments)
    try:
        speeds = measure(files(given.paths or [sample_folder()], given.limit), max(1, given.rounds))
    except CouncilError as error:
        print(error, file=sys.stderr)
        return 1
    write(rows(speeds), given.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
