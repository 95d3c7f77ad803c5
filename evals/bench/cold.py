"""From nothing to the first line: `python -m evals.bench.cold INDEX [--rounds 5] [--serve]`.

`council --help`, `council ask` and, with `--serve`, `council serve` until its page comes and until it has answered,
each beside a bare `python -c pass` in the same round: the ratio holds on any machine, the seconds on this one. The
processor seconds leave out what other processes took of the machine.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

GOALS = {"help": 0.3, "ask": 2.0, "serve": 8.0}
QUESTION = "Vem frågade om lekplatsen?"
PATIENCE = 120.0  # seconds


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds on the clock and of the processor."""

    wall: float
    processor: float


def run(arguments: Sequence[str]) -> Took:
    """How long a command takes, output thrown away. Raises `RuntimeError` where it fails."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run([sys.executable, *arguments], capture_output=True, timeout=PATIENCE, check=False)
    wall, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        told = done.stderr.decode("utf-8", "replace").strip()
        raise RuntimeError(f"{' '.join(arguments)} ended with {done.returncode}: {told}")
    return Took(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def serve(index: Path) -> Took:
    """How long `council serve` takes until its page comes; the server is ended then."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, *_council("serve", "--index", str(index), "--port", "0")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        try:
            assert server.stdout is not None
            address = server.stdout.readline().strip()
            if not address:
                raise RuntimeError("council serve ended without an address")
            while time.perf_counter() - begun < PATIENCE:
                try:
                    with urllib.request.urlopen(address, timeout=PATIENCE) as page:
                        page.read()
                    break
                except OSError:
                    time.sleep(0.02)
            wall = time.perf_counter() - begun
        finally:
            server.terminate()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Took(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def measure(index: Path, rounds: int, serving: bool = False) -> dict[str, list[Took]]:
    """Every command once a round, beside a bare interpreter."""
    work: dict[str, Callable[[], Took]] = {
        "pass": lambda: run(["-c", "pass"]),
        "help": lambda: run(_council("--help")),
        "ask": lambda: run(_council("ask", QUESTION, "--index", str(index))),
    }
    if serving:
        work["serve"] = lambda: serve(index)
    found: dict[str, list[Took]] = {name: [] for name in work}
    for _ in range(rounds):
        for name, one in work.items():
            found[name].append(one())
    return found


def _council(*arguments: str) -> list[str]:
    return ["-m", "assistant.cli", *arguments]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and prints; with `--out` also writes a row for docs/benchmarks.md."""
    parser = argparse.ArgumentParser(prog="python -m evals.bench.cold", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("index", type=Path, metavar="INDEX", help="the folder of an index")
    parser.add_argument("--rounds", type=int, default=5, help="how often each is started (5)")
    parser.add_argument("--serve", action="store_true", help="also start the server")
    parser.add_argument("--out", type=Path, help="write a row of a Markdown table here")
    given = parser.parse_args(arguments)
    found = measure(given.index, given.rounds, given.serve)
    bare = median(took.wall for took in found["pass"])
    cells = []
    for name, times in found.items():
        wall, processor = median(took.wall for took in times), min(took.processor for took in times)
        aim = f"  goal {GOALS[name]} s" if name in GOALS else ""
        print(f"{name:<6}{wall:7.2f} s  {processor:6.2f} s of processor at best  {wall / bare:6.1f} x python{aim}")
        if name in GOALS:
            cells.append(f"{wall:.2f} s ({wall / bare:.0f}x)")
    if given.out:
        given.out.write_text(f"| {' | '.join(cells)} |\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
