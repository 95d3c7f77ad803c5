"""A command in a fork of this process, which has loaded everything already, and its kill."""

from __future__ import annotations

import os
import select
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from evals.crash.moments import MOMENTS, Moment, watch

PATIENCE = 120.0  # seconds after which a command hangs
_GONE = 60.0  # seconds in which what a killed command had started must end too


@dataclass(frozen=True, slots=True)
class Kill:
    """After so many seconds; or `after` seconds behind the `nth` time that a moment is reached."""

    after: float
    moment: Moment | None = None
    nth: int = 1


@dataclass(frozen=True, slots=True)
class Ended:
    """What a command printed and complained of, whether it was killed, its exit code, and how often a moment came."""

    output: str
    errors: str
    code: int
    seconds: float
    moments: dict[str, int] = field(default_factory=dict)
    left: bool = False

    @property
    def killed(self) -> bool:
        """Whether it was killed, and did not end by itself before."""
        return self.code == -signal.SIGKILL


def run(work: Callable[[], int], scratch: Path, kill: Kill | None = None, count: bool = False) -> Ended:
    """Runs `work` in a fork; it must be called while this process has one thread. `count` counts the moments.

    `left` says that something it had started still ran long after its end.
    """
    scratch.mkdir(parents=True, exist_ok=True)
    output, errors, counts = scratch / "output", scratch / "errors", scratch / "counts"
    reading, writing = os.pipe()
    begun = time.monotonic()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        _be(work, output, errors, counts, kill, count, writing)
    os.close(writing)
    try:
        code = _wait(pid, kill, reading)
    finally:
        os.close(reading)
    seconds = time.monotonic() - begun
    left = _left(pid)
    told = dict(line.rsplit("\t", 1) for line in _text(counts).splitlines())
    return Ended(
        _text(output), _text(errors), code, seconds, {name: int(number) for name, number in told.items()}, left
    )


def _be(
    work: Callable[[], int], output: Path, errors: Path, counts: Path, kill: Kill | None, count: bool, tell: int
) -> None:
    """The life of the fork."""
    code = 70
    try:
        os.setsid()
        counts.unlink(missing_ok=True)
        for number, path in ((1, output), (2, errors)):
            file = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC)
            os.dup2(file, number)
        sys.stdout, sys.stderr = (os.fdopen(number, "w", encoding="utf-8", closefd=False) for number in (1, 2))
        reached: Counter[str] = Counter()

        def on(moment: Moment) -> None:
            reached[moment.name] += 1
            if kill is not None and reached[moment.name] == kill.nth:
                if not kill.after:
                    os.kill(os.getpid(), signal.SIGKILL)
                os.write(tell, b"!")

        if count:
            watch(MOMENTS, on)
        elif kill is not None and kill.moment is not None:
            watch((kill.moment,), on)
        try:
            code = work()
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else int(stop.code is not None)
        sys.setprofile(None)
        if count:
            counts.write_text("".join(f"{name}\t{number}\n" for name, number in reached.items()), encoding="utf-8")
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:
        import traceback

        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(code)


def _wait(pid: int, kill: Kill | None, reading: int) -> int:
    """Waits for the end, and brings it about where that is wanted; gives the exit code, negative for a signal."""
    if kill is not None:
        if kill.moment is None:
            _until(pid, kill.after)
        elif select.select([reading], [], [], PATIENCE)[0] and os.read(reading, 1):
            time.sleep(kill.after)
        _end(pid)
    elif not _until(pid, PATIENCE):
        _end(pid)
        os.waitpid(pid, 0)
        return 124
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _until(pid: int, seconds: float) -> bool:
    """Waits so long, or until it has ended; whether it has. It is not reaped."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        if os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            return True
        time.sleep(min(left, 0.002 if seconds < 30 else 0.01))
    return False


def _end(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)  # one that has ended already is not reaped yet, so the id is its own


def _left(group: int) -> bool:
    """Whether processes of a session still run some time after its leader's end; they are ended then."""
    end = time.monotonic() + _GONE
    while members(group):
        if time.monotonic() > end:
            os.killpg(group, signal.SIGKILL)
            return True
        time.sleep(0.01)
    return False


def members(group: int) -> list[int]:
    """The processes of a group that run yet."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return []
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            state = _text(folder / "stat").rpartition(")")[2].split()
            if state and state[0] not in "ZX" and int(state[2]) == group:
                found.append(int(folder.name))
    return found


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace")
    except OSError:  # not there, or a process that has ended
        return ""
