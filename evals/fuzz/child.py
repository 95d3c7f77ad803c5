"""One target in a process of its own: `python -m evals.fuzz.child TARGET SECONDS FOLDER MEGABYTES SEED [plain]`.

With atheris installed the search is guided by coverage; without it, or asked to be plain, the inputs are changed at
random. What does harm is left in FOLDER as `crash-…`, `timeout-…` or `oom-…`, what ended the process as `current`; a
plain process counts its inputs in `tried`.
"""

from __future__ import annotations

import faulthandler
import importlib
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from evals.fuzz.bounds import HANGS, bounded, digest, known, limit, tried

CURRENT = "current"
COUNT = "tried"
_ARCHIVES = frozenset({"docx"})
# Not pdf: what reads it is PDFium, whose branches nobody counts here, and which ends its process at the memory limit;
# a guided process takes some 25 s to start, a plain one 2.
GUIDED = frozenset({"docx", "html", "eml", "txt", "md", "any", "document", "walk"})


def main() -> None:
    """Fuzzes until the time is over or something is found."""
    name, end, folder = sys.argv[1], time.monotonic() + float(sys.argv[2]), Path(sys.argv[3])
    megabytes, seed = map(int, sys.argv[4:6])
    folder.mkdir(parents=True, exist_ok=True)
    guided = name in GUIDED and "plain" not in sys.argv[6:]
    try:
        atheris = importlib.import_module("atheris") if guided else None
    except ImportError:
        atheris = None
    if atheris is None:
        _plain(name, end, folder, megabytes, seed)
    else:
        _guided(atheris, name, end, folder, megabytes, seed)


def counted(folder: Path) -> int:
    """How many inputs the processes of a turn have tried that count for themselves."""
    file = folder / COUNT
    return int(file.read_text() or 0) if file.exists() else 0


def _guided(atheris: Any, name: str, end: float, folder: Path, megabytes: int, seed: int) -> None:
    with atheris.instrument_imports(include=["corpus", "docx", "index.ingest.walk", "evals.fuzz.targets"]):
        for module in ("pdf", "docx", "html", "eml", "text"):
            importlib.import_module(f"corpus.readers.{module}")
        from evals.fuzz.targets import TARGETS
    from evals.fuzz.kept import seeds
    from evals.fuzz.mutations import in_archive

    held = folder / "corpus"
    held.mkdir(parents=True, exist_ok=True)
    for data in seeds(name):
        (held / digest(data)).write_bytes(data)
    harmful = known(folder)
    for file in list(held.iterdir()):
        if digest(file.read_bytes()) in harmful:
            file.unlink()
    # The clock is the engine's, processor seconds are counted here, and memory is bounded as in the product.
    options = [
        f"-max_total_time={max(1, int(end - time.monotonic()))}", f"-timeout={HANGS}", f"-report_slow_units={HANGS}",
        "-rss_limit_mb=0", f"-seed={seed or 1}", f"-artifact_prefix={folder}/", "-print_final_stats=1",
        "-max_len=100000", "-close_fd_mask=1",
    ]  # fmt: skip
    more: dict[str, Callable[[bytes, int, int], bytes]] = {}
    if name in _ARCHIVES:

        def inside(data: bytes, most: int, number: int) -> bytes:
            chance = random.Random(number)
            if chance.random() < 0.2:
                return bytes(atheris.Mutate(data, most))
            return in_archive(data, (), chance)[:most]

        more["custom_mutator"] = inside
    target = TARGETS[name]

    def within(data: bytes) -> None:
        (folder / CURRENT).write_bytes(data)  # the engine does not see every way in which a process ends
        with bounded(clock=False):
            target(data)

    limit(megabytes)
    atheris.Setup([name, *options, str(held)], within, **more)
    atheris.Fuzz()


def _plain(name: str, end: float, folder: Path, megabytes: int, seed: int) -> None:
    from evals.fuzz.kept import seeds
    from evals.fuzz.mutations import in_archive, mutated
    from evals.fuzz.targets import TARGETS

    limit(megabytes)
    harmful = known(folder)
    first = seeds(name)
    held = [data for data in first if digest(data) not in harmful] or [b""]
    target, chance, change = TARGETS[name], random.Random(seed), in_archive if name in _ARCHIVES else mutated
    before = runs = counted(folder)
    found = False
    while not found and (runs == before or time.monotonic() < end):  # one at least, however long the start took
        data = first[runs] if runs < len(first) else change(chance.choice(held), held, chance)
        runs += 1
        (folder / COUNT).write_text(str(runs))  # the next process goes on from there
        if digest(data) in harmful:
            continue
        (folder / CURRENT).write_bytes(data)  # a process that is killed leaves it behind
        faulthandler.dump_traceback_later(HANGS + 20, exit=True)  # what hangs outside Python hears no alarm
        if harm := tried(target, data):
            found = True
            (folder / f"{harm[0]}-{digest(data)}").write_bytes(data)
            print(harm[1], file=sys.stderr)
    faulthandler.cancel_dump_traceback_later()
    (folder / CURRENT).unlink(missing_ok=True)


if __name__ == "__main__":
    main()
