"""`python -m evals.fuzz --minutes 60`: every target in its turn, each in a process with limits, then for leaks."""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from evals.fuzz.alone import alone
from evals.fuzz.bounds import HANGS, digest, kind, known
from evals.fuzz.child import COUNT, CURRENT, counted
from evals.fuzz.leaks import growths
from evals.fuzz.targets import TARGETS

ROOT = Path(__file__).resolve().parents[2]
MEGABYTES = 2_048


@dataclass(frozen=True, slots=True)
class Turn:
    """What one target has done: inputs tried, branches seen (0 where nobody counts), files of what did harm.

    `seconds` are the clock's, `processor` those that its processes got: on a busy host far fewer. `limited` counts the
    inputs that came to the memory limit: in the product each costs itself alone.
    """

    target: str
    seconds: float
    processor: float
    runs: int
    covered: int
    processes: int
    limited: int
    findings: tuple[str, ...]


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when nothing was found; 1 otherwise, and where a target got no time to try anything."""
    given = _parser().parse_args(arguments)
    out: Path = given.out
    names = given.target or list(TARGETS)
    seconds = max(1.0, 60 * given.minutes / len(names))
    turns = [fuzzed(name, seconds, out / name, given.seed, plain=given.plain) for name in names]
    grown = growths(given.repeats) if given.repeats else []
    report = {"turns": [asdict(turn) for turn in turns], "leaks": [asdict(growth) for growth in grown]}
    out.mkdir(parents=True, exist_ok=True)
    (out / "report.json").write_text(json.dumps(report, indent=1), encoding="utf-8")
    for turn in turns:
        print(told(turn))
    for growth in grown:
        print(f"{growth.target:9} {growth.kilobytes:+,.1f} kB a reading over {growth.readings} readings")
    return int(any(turn.findings or not turn.runs for turn in turns) or any(growth.leaks for growth in grown))


def told(turn: Turn) -> str:
    """A turn in one line."""
    covered = f"{turn.covered:,} branches, " if turn.covered else ""
    limited = f"{turn.limited} came to the memory limit, " if turn.limited else ""
    found = ", ".join(turn.findings) or ("nothing found" if turn.runs else "nothing tried: give it longer")
    spent = f"{turn.seconds:.0f} s ({turn.processor:.0f} s of processor)"
    return f"{turn.target:9} {turn.runs:9,} inputs in {spent}, {covered}{limited}{found}"


def fuzzed(
    name: str, seconds: float, folder: Path, seed: int = 1, megabytes: int = MEGABYTES, plain: bool = False
) -> Turn:
    """Fuzzes one target for a while; a process that ends with something found is followed by the next."""
    folder.mkdir(parents=True, exist_ok=True)
    for left_behind in (COUNT, CURRENT):
        (folder / left_behind).unlink(missing_ok=True)
    begun, worked, runs, covered, first = time.monotonic(), _processor(), 0, 0, seed
    while (left := seconds - (time.monotonic() - begun)) > 0.5 and seed < 1_000_000:
        before = set(folder.iterdir())
        arguments = [name, str(left), str(folder), str(megabytes), str(seed), *(["plain"] if plain else [])]
        said = _process(folder, arguments, left)
        for file in sorted(set(folder.iterdir()) - before):
            settle(name, file, megabytes)
        runs += _counted(said)
        covered = max([covered, *map(int, re.findall(r"cov: (\d+)", said))])
        seed += 1
    kinds = {file.name: kind(file) for file in sorted(folder.iterdir())}
    found = tuple(file for file, harm in kinds.items() if harm not in (None, "limit"))
    limited = sum(harm == "limit" for harm in kinds.values())
    spent = round(time.monotonic() - begun, 1)
    return Turn(
        name, spent, round(_processor() - worked, 1), runs + counted(folder), covered, seed - first, limited, found
    )


def _processor() -> float:
    """Seconds of processor that the processes had which this one has started and which have ended."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def _process(folder: Path, arguments: Sequence[str], left: float) -> str:
    """Runs one process until it ends, and gives what it has told."""
    command = [sys.executable, "-W", "ignore", "-m", "evals.fuzz.child", *arguments]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
    with (folder / "log.txt").open("ab") as log:
        log.write(f"\n--- {' '.join(arguments)}\n".encode())
        log.flush()
        place = log.tell()
        with suppress(subprocess.TimeoutExpired):  # what hangs outside Python hears no alarm
            done = subprocess.run(
                command, stdout=log, stderr=log, env=environment, timeout=left + 2 * HANGS, check=False
            )
            if done.returncode == 0:
                (folder / CURRENT).unlink(missing_ok=True)
    return (folder / "log.txt").read_bytes()[place:].decode("utf-8", "replace")


def settle(name: str, file: Path, megabytes: int) -> None:
    """Names what a process has left behind by what it does alone, and so that the next process knows it."""
    harm = kind(file) or ("crash" if file.name == CURRENT else None)
    if not harm:
        return
    if file.name == CURRENT and digest(file.read_bytes()) in known(file.parent):  # the engine has kept it too
        file.unlink()
    else:
        harm = alone(name, file, megabytes) or harm
        file.rename(file.with_name(f"{harm}-{digest(file.read_bytes())}"))


def _counted(said: str) -> int:
    """How many inputs a process of the engine's has tried."""
    final = re.findall(r"number_of_executed_units:\s*(\d+)", said)
    return int(final[-1]) if final else max(map(int, re.findall(r"^#(\d+)\s", said, re.MULTILINE)), default=0)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals.fuzz", description="Fuzzes every reader and the walk.")
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--target", action="append", choices=list(TARGETS))
    parser.add_argument("--out", type=Path, default=Path("evals/runs/fuzz"))
    parser.add_argument("--plain", action="store_true", help="change inputs at random where an engine is installed too")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--repeats", type=int, default=300, help="readings of each file in the search for leaks; 0: none"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
