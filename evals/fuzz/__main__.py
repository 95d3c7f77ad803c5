"""`python -m evals.fuzz --minutes 60`: every target in its turn, each in a process with limits, then for leaks."""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from evals.fuzz.child import CURRENT, TOO_LONG
from evals.fuzz.leaks import growths
from evals.fuzz.targets import TARGETS

ROOT = Path(__file__).resolve().parents[2]
MEGABYTES = 2_048
_FINDINGS = ("crash", "timeout", "oom", "leak", "slow-unit")


@dataclass(frozen=True, slots=True)
class Turn:
    """What one process has done: inputs tried, branches seen (0 where nobody counts), files of what did harm."""

    target: str
    seconds: float
    runs: int
    covered: int
    findings: tuple[str, ...]


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when nothing was found, 1 otherwise."""
    given = _parser().parse_args(arguments)
    out: Path = given.out
    names = given.target or list(TARGETS)
    seconds = max(1.0, 60 * given.minutes / len(names))
    turns = [fuzzed(name, seconds, out / name, given.seed) for name in names]
    grown = growths(given.repeats) if given.repeats else []
    report = {"turns": [asdict(turn) for turn in turns], "leaks": [asdict(growth) for growth in grown]}
    out.mkdir(parents=True, exist_ok=True)
    (out / "report.json").write_text(json.dumps(report, indent=1), encoding="utf-8")
    for turn in turns:
        told = ", ".join(turn.findings) or "nothing found"
        covered = f"{turn.covered:,} branches, " if turn.covered else ""
        print(f"{turn.target:9} {turn.runs:9,} inputs in {turn.seconds:.0f} s, {covered}{told}")
    for growth in grown:
        print(f"{growth.target:9} {growth.kilobytes:+,.1f} kB a reading over {growth.readings} readings")
    return int(any(turn.findings for turn in turns) or any(growth.leaks for growth in grown))


def fuzzed(name: str, seconds: float, folder: Path, seed: int = 1) -> Turn:
    """Fuzzes one target for a while; a process that ends with something found is followed by the next."""
    folder.mkdir(parents=True, exist_ok=True)
    begun, runs, covered = time.monotonic(), 0, 0
    while (left := seconds - (time.monotonic() - begun)) > 0.5 and seed < 1_000_000:
        command = [sys.executable, "-W", "ignore", "-m", "evals.fuzz.child"]
        command += [name, str(left), str(folder), str(MEGABYTES), str(seed)]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
        with (folder / "log.txt").open("ab") as log:
            log.write(b"\n--- %d\n" % seed)
            log.flush()
            place = log.tell()
            try:
                # What hangs outside Python hears no alarm.
                subprocess.run(
                    command, stdout=log, stderr=log, env=environment, timeout=left + 6 * TOO_LONG + 60, check=False
                )
            except subprocess.TimeoutExpired:
                _keep_current(folder, "timeout")
            else:
                _keep_current(folder, "crash")
        told = (folder / "log.txt").read_bytes()[place:].decode("utf-8", "replace")
        runs += _counted(told)
        covered = max([covered, *map(int, re.findall(r"cov: (\d+)", told))])
        seed += 1
    found = sorted(file.name for file in folder.iterdir() if file.name.startswith(tuple(f"{k}-" for k in _FINDINGS)))
    return Turn(name, round(time.monotonic() - begun, 1), runs, covered, tuple(found))


def _counted(told: str) -> int:
    """How many inputs a process has tried, as its engine tells it."""
    said = re.findall(r"number_of_executed_units:\s*(\d+)", told) or re.findall(r'"runs": (\d+)', told)
    return int(said[-1]) if said else max(map(int, re.findall(r"^#(\d+)\s", told, re.MULTILINE)), default=0)


def _keep_current(folder: Path, kind: str) -> None:
    """What the process was at when it ended."""
    current = folder / CURRENT
    if current.exists():
        current.rename(folder / f"{kind}-{int(time.time())}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals.fuzz", description="Fuzzes every reader and the walk.")
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--target", action="append", choices=list(TARGETS))
    parser.add_argument("--out", type=Path, default=Path("evals/runs/fuzz"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--repeats", type=int, default=300, help="readings of each file in the search for leaks; 0: none"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
