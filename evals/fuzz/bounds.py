"""What a reading may take, in a process of its own: seconds of processor, seconds of the clock, address space."""

from __future__ import annotations

import faulthandler
import hashlib
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

TOO_LONG = 20
"""Seconds of processor: those of the clock say more about what else the host does."""
HANGS = 6 * TOO_LONG
"""Seconds of the clock: ends what waits for something."""
_KINDS = ("crash", "timeout", "oom", "leak", "slow-unit", "limit")


class Slow(BaseException):
    """A reading took longer than it may; no `except Exception` holds it."""


@contextmanager
def bounded(clock: bool = True, processor: float = TOO_LONG) -> Iterator[None]:
    """Raises `Slow` in what takes too long in Python. `clock` False leaves the alarm to whoever else has set it."""
    handlers = [(signal.SIGPROF, signal.signal(signal.SIGPROF, _late))]
    before = (0.0, 0.0)
    if clock:
        handlers.append((signal.SIGALRM, signal.signal(signal.SIGALRM, _late)))
        before = signal.setitimer(signal.ITIMER_REAL, HANGS)
    signal.setitimer(signal.ITIMER_PROF, processor)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        if clock:
            signal.setitimer(signal.ITIMER_REAL, *before)
        for number, handler in handlers:
            signal.signal(number, handler)


def tried(target: Callable[[bytes], None], data: bytes) -> tuple[str, str] | None:
    """What kind of harm an input does, and what is told of it; None for none."""
    try:
        with bounded():
            target(data)
    except Slow:
        return "timeout", f"took more than {TOO_LONG} s of processor or {HANGS} s of the clock"
    except MemoryError:
        return "oom", "needs too much memory"
    except Exception as error:
        import traceback

        return "crash", "".join(traceback.format_exception(error))
    return None


def limit(megabytes: int) -> None:
    """Bounds the address space of this process, as the product does to the one that reads (Linux)."""
    import resource

    faulthandler.enable()
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, most))


def digest(data: bytes) -> str:
    """By what an input is known in the names of files."""
    return hashlib.sha256(data).hexdigest()[:16]


def kind(path: Path) -> str | None:
    """What a file in the folder of a target holds: the kind of harm its input did; None where it is something else."""
    return next((one for one in _KINDS if path.name.startswith(f"{one}-")), None)


def known(folder: Path) -> set[str]:
    """The digests of the inputs that have done harm, so that none is tried by one process after the other."""
    return {path.name.rpartition("-")[2] for path in folder.iterdir() if kind(path)}


def _late(number: int, frame: FrameType | None) -> None:
    raise Slow
