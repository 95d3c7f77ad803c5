"""`python -m evals.crash --kills 200`: kills by kind, and what was found; exit code 1 when anything was."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path

# One thread: what is forked must not have others, and the papers are small.
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "TOKENIZERS_PARALLELISM"):
    os.environ.setdefault(name, "1" if name.endswith("THREADS") else "false")


def main(arguments: list[str] | None = None) -> int:
    """The command line; gives the exit code."""
    parser = argparse.ArgumentParser(prog="python -m evals.crash", description=__doc__)
    parser.add_argument("--kills", type=int, default=200, help="kills of commands, in all")
    parser.add_argument("--serve", type=int, default=None, help="of these, kills of `council serve` (a tenth)")
    parser.add_argument("--only", action="append", default=[], metavar="NAME", help="kill only what has this name")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, help="also writes the table there, as Markdown")
    parser.add_argument("--keep", type=Path, help="the folder to work in, which is kept")
    given = parser.parse_args(arguments)
    folder = given.keep or Path(tempfile.mkdtemp(prefix="council-crash."))
    try:
        return measure(folder.absolute(), given.kills, given.serve, given.seed, given.out, given.only)
    finally:
        if not given.keep:
            shutil.rmtree(folder, ignore_errors=True)


def measure(folder: Path, kills: int, serve: int | None, seed: int, out: Path | None, only: Sequence[str]) -> int:
    """All kills in a folder; gives the exit code."""
    from evals.crash.harness import Harness, Struck
    from evals.crash.plans import PLANS, Ground
    from evals.crash.report import table

    load()
    begun = time.monotonic()
    ground = Ground(folder)
    ground.warm()
    harness = Harness(ground, seed)
    struck: list[Struck] = []
    of_serve = (0 if only else kills // 10) if serve is None else serve
    shares: dict[str, int] = defaultdict(int)
    plans = [plan for plan in PLANS if not only or plan.name in only]
    for at in range(kills - of_serve):
        shares[plans[(at + seed) % len(plans)].name] += 1

    def strikes() -> Iterator[Struck]:
        for plan in plans:
            if shares[plan.name]:
                yield from harness.strikes(plan, shares[plan.name])
        if of_serve:
            from evals.crash.serving import strikes as of_server

            yield from of_server(ground, harness, of_serve, seed)

    for one in strikes():
        struck.append(one)
        print(f"{len(struck)} of {kills}: {one.plan.name}, {one.when}", file=sys.stderr, flush=True)
        for line in one.found:
            print(f"{one.plan.name}, killed {one.when}: {line}", flush=True)
    told = table(struck, time.monotonic() - begun)
    print(told)
    if out:
        out.write_text(told, encoding="utf-8")
    return int(any(one.found for one in struck) or len(struck) < kills)


def load() -> None:
    """Loads what every command needs, so that forks need not."""
    for module in ("chromadb", "assistant.cli.app", "corpus.readers", "index.store", "index.vectors.chroma"):
        import_module(module)


if __name__ == "__main__":
    raise SystemExit(main())
