"""One target in a process of its own: `python -m evals.fuzz.child TARGET SECONDS FOLDER MEGABYTES SEED`.

With atheris installed the search is guided by coverage; without it the inputs are changed at random. What does harm is
left in FOLDER as `crash-…`, `timeout-…` or `oom-…`, and what was counted is printed as JSON on the last line.
"""

from __future__ import annotations

import faulthandler
import hashlib
import importlib
import json
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

TOO_LONG = 20  # seconds
CURRENT = "current"
_ARCHIVES = frozenset({"docx"})


class Slow(BaseException):
    """A run took longer than `TOO_LONG`; no `except Exception` holds it."""


def main() -> None:
    """Fuzzes until the time is over or something is found."""
    name, seconds, folder, megabytes, seed = (
        sys.argv[1],
        float(sys.argv[2]),
        Path(sys.argv[3]),
        *map(int, sys.argv[4:6]),
    )
    try:
        atheris = importlib.import_module("atheris")
    except ImportError:
        _plain(name, seconds, folder, megabytes, seed)
    else:
        _guided(atheris, name, seconds, folder, megabytes, seed)


def _guided(atheris: Any, name: str, seconds: float, folder: Path, megabytes: int, seed: int) -> None:
    with atheris.instrument_imports(include=["corpus", "docx", "index.ingest.walk", "evals.fuzz.targets"]):
        for module in ("pdf", "docx", "html", "eml", "text"):
            importlib.import_module(f"corpus.readers.{module}")
        from evals.fuzz.targets import TARGETS
    from evals.fuzz.kept import seeds
    from evals.fuzz.mutations import in_archive

    held = folder / "corpus"
    held.mkdir(parents=True, exist_ok=True)
    for data in seeds(name):
        (held / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
    options = [
        f"-max_total_time={int(seconds)}", f"-timeout={TOO_LONG}", f"-rss_limit_mb={megabytes}", f"-seed={seed or 1}",
        f"-artifact_prefix={folder}/", "-print_final_stats=1", "-max_len=100000", "-close_fd_mask=1",
    ]  # fmt: skip
    more: dict[str, Callable[[bytes, int, int], bytes]] = {}
    if name in _ARCHIVES:

        def inside(data: bytes, most: int, number: int) -> bytes:
            chance = random.Random(number)
            if chance.random() < 0.2:
                return bytes(atheris.Mutate(data, most))
            return in_archive(data, (), chance)[:most]

        more["custom_mutator"] = inside
    atheris.Setup([name, *options, str(held)], TARGETS[name], **more)
    atheris.Fuzz()


def _plain(name: str, seconds: float, folder: Path, megabytes: int, seed: int) -> None:
    from evals.fuzz.kept import seeds
    from evals.fuzz.mutations import in_archive, mutated
    from evals.fuzz.targets import TARGETS

    _limits(megabytes)
    folder.mkdir(parents=True, exist_ok=True)
    target, held, chance = TARGETS[name], seeds(name), random.Random(seed)
    end, runs, longest = time.monotonic() + seconds, 0, 0.0
    known = set(folder.glob("*-*"))
    while time.monotonic() < end and set(folder.glob("*-*")) <= known:
        data = (in_archive if name in _ARCHIVES else mutated)(chance.choice(held), held, chance)
        if runs < len(held):
            data = held[runs]
        (folder / CURRENT).write_bytes(data)  # a process that is killed leaves it behind
        begun = time.monotonic()
        if harm := tried(target, data):
            kind, told = harm
            (folder / f"{kind}-{hashlib.sha256(data).hexdigest()[:16]}").write_bytes(data)
            print(told, file=sys.stderr)
        runs, longest = runs + 1, max(longest, time.monotonic() - begun)
    (folder / CURRENT).unlink(missing_ok=True)
    print(json.dumps({"runs": runs, "longest": round(longest, 2)}))


def tried(target: Callable[[bytes], None], data: bytes) -> tuple[str, str] | None:
    """What kind of harm an input does, and what is told of it; None for none."""
    signal.alarm(TOO_LONG)
    try:
        target(data)
    except Slow:
        return "timeout", f"took more than {TOO_LONG} s"
    except MemoryError:
        return "oom", "needs too much memory"
    except Exception as error:
        import traceback

        return "crash", "".join(traceback.format_exception(error))
    finally:
        signal.alarm(0)
    return None


def late(number: int, frame: FrameType | None) -> None:
    """Ends what takes too long in Python; what takes too long outside it, the parent ends."""
    raise Slow


def _limits(megabytes: int) -> None:
    import resource

    faulthandler.enable()
    signal.signal(signal.SIGALRM, late)
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, most))


if __name__ == "__main__":
    main()
