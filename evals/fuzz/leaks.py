"""Memory that a reader does not give back: the same files read again and again in one process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

MOST = 20.0
"""Kilobytes a reading may leave behind: what the allocator keeps apart moves by as much."""
_ROOT = Path(__file__).resolve().parents[2]
_TARGETS = ("pdf", "docx", "html", "eml", "md", "document")


@dataclass(frozen=True, slots=True)
class Growth:
    """How much the memory of a process has grown by each reading, after the first third of them."""

    target: str
    readings: int
    kilobytes: float

    @property
    def leaks(self) -> bool:
        """Whether it is more than chance."""
        return self.kilobytes > MOST


def growths(repeats: int) -> list[Growth]:
    """The growth of each target, measured in a process of its own."""
    return [grown(name, repeats) for name in _TARGETS]


def grown(name: str, repeats: int) -> Growth:
    """The growth of one target over so many rounds of its seeds."""
    command = [sys.executable, "-W", "ignore", "-m", "evals.fuzz.leaks", name, str(repeats)]
    path = os.pathsep.join([str(_ROOT), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": path}, check=True)
    found = json.loads(done.stdout.splitlines()[-1])
    return Growth(name, found["readings"], found["kilobytes"])


def _resident() -> float:
    """Kilobytes that this process holds in memory."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE") / 1024


def _measure(name: str, repeats: int) -> None:
    from evals.fuzz.kept import seeds
    from evals.fuzz.targets import TARGETS

    files = [data for data in seeds(name) if len(data) < 5_000][:8]
    warm = max(1, repeats // 3)
    before = 0.0
    for number in range(repeats):
        if number == warm:
            before = _resident()
        for data in files:
            with suppress(Exception):
                TARGETS[name](data)
    readings = (repeats - warm) * len(files)
    print(json.dumps({"readings": readings, "kilobytes": round((_resident() - before) / max(1, readings), 2)}))


if __name__ == "__main__":
    _measure(sys.argv[1], int(sys.argv[2]))
