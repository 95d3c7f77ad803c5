"""Reads one input once more, alone: `python -m evals.fuzz.alone TARGET FILE MEGABYTES` prints the kind of harm it did.

A library that aborts where it gets no more memory ends its process just as one that crashes does. In the product that
is what the limit is for: the file costs itself alone. So the two are told apart by how far the process had come.
"""

from __future__ import annotations

import os
import re
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from evals.fuzz.bounds import HANGS, TOO_LONG, limit, tried

NEAR = 0.9
"""Share of the limit from which an end is put down to the limit."""
_ROOT = Path(__file__).resolve().parents[2]
_POLL = 0.004  # seconds
_START = 40  # seconds of processor for imports, and for the alarm in Python to come first
_PEAK = re.compile(r"VmPeak:\s*(\d+) kB")


def alone(target: str, file: Path, megabytes: int) -> str | None:
    """What an input of a target does in a process of its own: "limit", "crash", "timeout", or None for no harm."""
    return ending(
        [sys.executable, "-W", "ignore", "-m", "evals.fuzz.alone", target, str(file), str(megabytes)], megabytes
    )


def ending(command: Sequence[str], megabytes: int, seconds: float = 2 * HANGS) -> str | None:
    """The same for any command that prints a kind of harm, or nothing, and bounds its address space itself."""
    path = os.pathsep.join([str(_ROOT), os.environ.get("PYTHONPATH", "")])
    began, peak = time.monotonic(), 0
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env={**os.environ, "PYTHONPATH": path}
    ) as process:
        while process.poll() is None:
            peak = max(peak, _peak(process.pid))
            if time.monotonic() - began > seconds:
                process.kill()
                return "timeout"
            time.sleep(_POLL)
        said = (process.stdout.read() if process.stdout else "").split()
    if process.returncode == -signal.SIGXCPU:
        return "timeout"
    if process.returncode == 0 and not said:
        return None
    told = said[-1] if process.returncode == 0 else "crash"
    starved = told == "oom" or (process.returncode != 0 and peak >= NEAR * 1024 * megabytes)
    return "limit" if starved else told


def _peak(process: int) -> int:
    """The most address space that a process has had so far, in kilobytes; 0 where it has ended."""
    with suppress(OSError):
        if found := _PEAK.search(Path(f"/proc/{process}/status").read_text()):
            return int(found[1])
    return 0


def main() -> None:
    """Reads it and prints the kind of harm, or nothing."""
    name, file, megabytes = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    from evals.fuzz.targets import TARGETS

    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no answer
    limit(megabytes)
    spent = int(time.process_time()) + TOO_LONG + _START
    resource.setrlimit(resource.RLIMIT_CPU, (spent, spent + 5))  # what takes too long outside Python
    if harm := tried(TARGETS[name], file.read_bytes()):
        print(harm[0], file=answers, flush=True)


if __name__ == "__main__":
    main()
