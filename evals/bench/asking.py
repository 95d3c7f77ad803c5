"""Asking a warm assistant: `python -m evals.bench.asking INDEX [--questions FILE] [--count 30] [--recall] [--profile]`.

Without a filter, with a selective one (one board of one municipality in one year) and with a broad one (since a year),
one user and eight at once, these through worker processes as a server has them; every question is asked once, so that
no answer is remembered. Between the questions a
fixed piece of work is timed: how much longer it took than at its best tells how much of the processor others had,
and the times are also given without that. `INDEX` is a folder, of any size: see `evals.bench.synthetic`.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from math import ceil
from pathlib import Path
from statistics import median
from threading import Lock
from typing import Any

import numpy as np
from sqlalchemy import func, select

from assistant.assistant import Assistant
from assistant.contract import FilterSpec
from assistant.filters import to_filters
from assistant.workers import Workers, workers_wanted
from corpus.errors import CouncilError
from evals.dataset import Question
from evals.dataset import load as load_questions
from index.catalogue.schema import documents, passages
from index.catalogue.vectors import stored
from index.levels import Level
from index.settings import Settings
from index.store import Index

DATASET = Path(__file__).parents[1] / "datasets" / "data.jsonl"
GOALS = ((10_000, 40.0), (100_000, 60.0), (1_000_000, 120.0))  # passages, milliseconds that p50 may take
SPREAD = 2.5  # times p50 that p95 may take
MEMORY = 3072.0  # MiB that may be held
RECALL = 0.98
TOP = 50
USERS = (1, 8)
PATIENCE = 120.0  # seconds that worker processes may take to get ready


@dataclass(frozen=True, slots=True)
class Measured:
    """Milliseconds of questions asked with a filter by so many users at once; `lost`: times slower than alone."""

    filter: str
    users: int
    wall: tuple[float, ...]
    lost: float

    def percentile(self, share: float) -> float:
        """By the nearest rank."""
        return sorted(self.wall)[ceil(share * len(self.wall)) - 1]


class Unit:
    """A fixed piece of work, a few milliseconds long."""

    def __init__(self) -> None:
        self._best = min(self._time() for _ in range(30))
        self._times: list[float] = []
        self._lock = Lock()

    def once(self) -> None:
        """Does it and notes how long it took."""
        took = self._time()
        with self._lock:
            self._times.append(took)

    def lost(self) -> float:
        """How many times longer than at its best it took in the middle, since the last call."""
        with self._lock:
            times, self._times = self._times, []
        self._best = min(self._best, *times) if times else self._best
        return median(times) / self._best if times else 1.0

    @staticmethod
    def _time() -> float:
        begun = time.perf_counter()
        total = 0
        for number in range(60_000):
            total += number % 7
        return time.perf_counter() - begun


def filters_of(index: Index) -> dict[str, FilterSpec]:
    """No filter, one board of one municipality in one year, and everything since the middle of the dates."""
    d = documents.c
    year = func.substr(d.date, 1, 4)
    with index.catalogue.reading() as connection:
        days = list(connection.scalars(select(d.date).where(d.date.is_not(None)).order_by(d.date)))
        groups = select(d.municipality, d.body, year).where(d.municipality.is_not(None), d.body.is_not(None), d.date)
        found = connection.execute(groups.group_by(d.municipality, d.body, year).order_by(func.count().desc())).first()
    chosen = {"none": FilterSpec()}
    if found is not None:
        place, body, when = found[0], found[1], int(found[2])
        chosen["selective"] = FilterSpec(
            municipality=[place], body=[body], date_from=date(when, 1, 1), date_to=date(when, 12, 31)
        )
    if days:
        chosen["broad"] = FilterSpec(date_from=date(days[len(days) // 2].year, 1, 1))
    return chosen


def measure(
    assistant: Assistant, questions: Sequence[Question], name: str, narrowed: FilterSpec, users: int, unit: Unit
) -> Measured:
    """Asks every question once, so many users side by side, each waiting for its answer."""

    def asked(question: Question) -> float:
        if users == 1:
            unit.once()
        begun = time.perf_counter()
        assistant.ask(question.question, history=question.history, filters=narrowed)
        return 1000 * (time.perf_counter() - begun)

    with ThreadPoolExecutor(users) as pool:
        wall = tuple(pool.map(asked, questions))
    if users > 1:
        for _ in range(10):
            unit.once()
    return Measured(name, users, wall, max(1.0, unit.lost()))


@contextmanager
def serving(settings: Settings) -> Iterator[Assistant]:
    """An assistant whose answers are made by as many processes as `council serve` starts, all of them ready."""
    wanted = workers_wanted(os.environ)
    with Workers(settings) as workers, Assistant(Index.open(settings), elsewhere=workers.at(Level.PUBLIC)) as assistant:
        workers.start(wanted)
        until = time.monotonic() + PATIENCE
        while workers.ready < wanted:
            if time.monotonic() > until:
                raise CouncilError(f"{settings.index}: no worker process was ready after {PATIENCE:.0f} s.")
            time.sleep(0.1)
        yield assistant


def recalls(index: Index, assistant: Assistant, questions: Sequence[Question], chosen: dict[str, FilterSpec]) -> Any:
    """The share of the 50 nearest vectors that the dense search finds, by filter: mean over questions."""
    from index.retrieval.dense import nearest

    search = assistant._reader.search
    size = index.lexical.size()
    vectors = [index.embedder.embed_query(question.question) for question in questions]
    found: dict[str, float] = {}
    for name, spec in chosen.items():
        filters = to_filters(spec)
        within = search._within(filters)
        near = search._near(size)
        listed = None if within is None else set(index.catalogue.passage_ids(filters))
        best = _exact(index, vectors, listed)
        shares = []
        for vector, wanted in zip(vectors, best, strict=True):
            got = nearest(index, vector, TOP, within, size, search.weights.limits, near)
            shares.append(len({key for key, _ in got} & wanted) / max(1, len(wanted)))
        found[name] = sum(shares) / len(shares)
    return found


def _exact(index: Index, vectors: Sequence[Any], within: set[str] | None) -> list[set[str]]:
    """The ids of the 50 nearest, by every stored vector that counts."""
    asked = np.stack(vectors)
    best: list[list[tuple[float, str]]] = [[] for _ in vectors]
    with index.catalogue.reading() as connection:
        for ids, held in stored(connection):
            cosines = held.astype(np.float32) @ asked.T
            if within is not None:
                cosines[[key not in within for key in ids]] = -2
            for at, column in enumerate(cosines.T):
                top = np.argsort(-column, kind="stable")[:TOP]
                best[at] = sorted([*best[at], *((-float(column[row]), ids[row]) for row in top if column[row] > -2)])[
                    :TOP
                ]
    return [{key for _, key in pairs} for pairs in best]


def memory() -> dict[str, float]:
    """MiB of this process: held now, of that mapped files that processes share, and the most ever."""
    lines = Path("/proc/self/status").read_text().splitlines() if Path("/proc/self/status").exists() else []
    held = {line.partition(":")[0]: line.split()[1] for line in lines if line.endswith("kB")}
    return {
        name: int(held.get(key, 0)) / 1024 for name, key in (("held", "VmRSS"), ("files", "RssFile"), ("most", "VmHWM"))
    }


def profiled(assistant: Assistant, questions: Sequence[Question]) -> list[tuple[str, float]]:
    """Where the milliseconds of one question go: (part of the program, own ms a question), the largest first."""
    profile = cProfile.Profile()
    profile.enable()
    for question in questions:
        assistant.ask(question.question, history=question.history)
    profile.disable()
    own: dict[str, float] = defaultdict(float)
    for (file, _, name), (_, _, took, _, _) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        own[_part(file, name)] += 1000 * took / len(questions)
    return sorted(own.items(), key=lambda pair: -pair[1])[:14]


def _part(file: str, name: str) -> str:
    parts = Path(file).with_suffix("").parts
    for root in ("assistant", "index", "corpus"):
        if root in parts and "site-packages" not in parts:
            return "/".join(parts[parts.index(root) :][:3])
    if "site-packages" in parts:
        return parts[parts.index("site-packages") + 1]
    kinds = {"torch": "torch", "sqlite3": "sqlite3", "re.": "re", "json": "json"}
    return next((told for sign, told in kinds.items() if sign in name or f"/{sign}" in file), "Python")


def goal(size: int) -> float:
    """The milliseconds that p50 may take in an index of that many passages."""
    return next((ms for most, ms in GOALS if size <= 1.5 * most), GOALS[-1][1])


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and prints; with `--out` also writes a row for docs/benchmarks.md."""
    given = _parser().parse_args(arguments)
    settings = Settings.load(given.index)
    questions = load_questions(given.questions)
    with ExitStack() as stack:
        assistant = stack.enter_context(Assistant(Index.open(settings)))
        begun = time.perf_counter()
        assistant.prepare()
        ready = time.perf_counter() - begun
        with assistant.index.catalogue.reading() as connection:
            size = connection.scalar(select(func.count(passages.c.id))) or 0
        chosen = filters_of(assistant.index)
        print(f"{size:,} passages; ready after {ready:.1f} s; goal: p50 {goal(size):.0f} ms, p95 {SPREAD} x p50")
        if given.profile:
            for part, took in profiled(assistant, questions[: given.count]):
                print(f"  {took:8.1f} ms  {part}")
            return 0
        unit, rows, at = Unit(), [], 0
        held: dict[str, float] = {}
        for users in given.users:
            asked = assistant if users == 1 else stack.enter_context(serving(settings))
            for name, spec in chosen.items():
                mine = [questions[(at + step) % len(questions)] for step in range(given.count)]
                at += given.count
                rows.append(measure(asked, mine, name, spec, users, unit))
                print(_line(rows[-1]), flush=True)
            held = held or memory()
        print(f"memory {held['held']:.0f} MiB ({held['files']:.0f} of it shared files), at most {held['most']:.0f} MiB")
        found = recalls(assistant.index, assistant, questions[:20], chosen) if given.recall else {}
        for name, share in found.items():
            print(f"recall@{TOP} {name}: {share:.4f} (goal {RECALL})")
    if given.out:
        given.out.write_text(_markdown(size, rows, held, found), encoding="utf-8")
    return 0


def _line(row: Measured) -> str:
    p50, p95 = row.percentile(0.5), row.percentile(0.95)
    alone = f"alone p50 {p50 / row.lost:5.0f} p95 {p95 / row.lost:5.0f}"
    return f"{row.filter:<10}{row.users} users  p50 {p50:5.0f} p95 {p95:5.0f} ms  {alone}  p95/p50 {p95 / p50:.1f}"


def _markdown(size: int, rows: Sequence[Measured], held: dict[str, float], found: dict[str, float]) -> str:
    cells = " | ".join(f"{row.percentile(0.5) / row.lost:.0f} / {row.percentile(0.95) / row.lost:.0f}" for row in rows)
    share = f"{min(found.values()):.3f}" if found else "–"
    return f"| {size:,} | {goal(size):.0f} | {cells} | {held['held'] / 1024:.1f} | {share} |\n"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m evals.bench.asking", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("index", type=Path, metavar="INDEX", help="the folder of the index")
    parser.add_argument("--questions", type=Path, default=DATASET, help="JSON Lines as in evals/datasets")
    parser.add_argument("--count", type=int, default=30, help="questions for each filter and number of users (30)")
    parser.add_argument("--users", type=int, nargs="+", default=list(USERS), help="how many ask at once (1 8)")
    parser.add_argument("--recall", action="store_true", help="compare the dense search with an exact one")
    parser.add_argument("--profile", action="store_true", help="only show where the time of a question goes")
    parser.add_argument("--out", type=Path, help="write a row of a Markdown table here")
    return parser


if __name__ == "__main__":
    sys.exit(main())
