"""A long load with an ingest beside it: `python -m evals.bench.soak FOLDER --users 50 --minutes 10`.

Indexes half of the documents of FOLDER, serves them, and lets users ask (see `evals.bench.load`) while the other half
is read in, file by file. Then the server is told to stop in the middle of an answer, which must still arrive.
What is measured: errors, refusals (503 with a time to try again), how long answers took, and the memory of the server
with its processes over time. It is an error when memory grows by more than `GROWTH` from the second fifth of the time
to the last, when anything but a refusal fails, or when the last answer is lost.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean
from threading import Event, Thread
from typing import Any

import httpx

from corpus.errors import CouncilError
from evals.bench.load import DATASET, Plan, Sample, above, ask, measure, report
from evals.dataset import Question, load

GROWTH = 0.1  # share by which memory may differ between two fifths of the time
PAUSE = 5.0  # seconds between two looks at the memory
PATIENCE = 180.0  # seconds until the server must answer
REFUSED = "HTTP 503"


@dataclass
class Memory:
    """Megabytes held by a process and all its children, as time goes on."""

    pid: int
    readings: list[float] = field(default_factory=list)
    _ended: Event = field(default_factory=Event)

    def watch(self) -> None:
        """Reads every few seconds, until `stop`."""
        while not self._ended.wait(PAUSE):
            self.readings.append(sum(held(pid) for pid in family(self.pid)))

    def stop(self) -> None:
        """Ends the reading."""
        self._ended.set()

    def growth(self) -> float:
        """How much more is held in the last fifth of the time than in the second, as a share; 0.0 for few readings."""
        fifth = len(self.readings) // 5
        if not fifth:
            return 0.0
        early, late = fmean(self.readings[fifth : 2 * fifth]), fmean(self.readings[-fifth:])
        return late / early - 1 if early else 0.0


def family(pid: int) -> Iterator[int]:
    """A process and what it started, as far as they run."""
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        for task in Path(f"/proc/{pid}/task").iterdir():
            if task.name != str(pid):
                children += (task / "children").read_text().split()
    except OSError:
        return
    for child in children:
        yield from family(int(child))


def held(pid: int) -> float:
    """Megabytes that a process has for itself, and its share of what it has with others (PSS where told)."""
    for name, key in (("smaps_rollup", "Pss:"), ("status", "VmRSS:")):
        try:
            for line in Path(f"/proc/{pid}/{name}").read_text().splitlines():
                if line.startswith(key):
                    return int(line.split()[1]) / 1024
        except OSError:
            continue
    return 0.0


@contextmanager
def serving(index: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """`council serve` on a free port, ready to answer; killed at the end if it still runs."""
    command = [sys.executable, "-m", "assistant.cli", "serve", "--index", str(index), "--port", "17860"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        url = process.stdout.readline().strip().rstrip("/")
        if not url:
            raise CouncilError("The server ended before it was ready: run `council serve` to see why.")
        ready(url)
        yield url, process
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


def ready(url: str) -> None:
    """Waits until a question is answered. Raises `CouncilError` when that takes too long."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            body = {"question": "Vem frågade om beredskap?"}
            if httpx.post(f"{url}/api/ask", json=body, timeout=60).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.5)
    raise CouncilError(f"{url}: no answer within {PATIENCE:.0f} seconds.")


def ingest(index: Path, paths: Sequence[Path]) -> int:
    """`council ingest`; gives its exit code."""
    command = [sys.executable, "-m", "assistant.cli", "ingest", "--index", str(index), *map(str, paths)]
    return subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode


class Growing(Thread):
    """Moves files into the folder one by one and has it read in again, until all are there or it is stopped."""

    def __init__(self, index: Path, folder: Path, files: Sequence[tuple[Path, Path]]) -> None:
        super().__init__(daemon=True)
        self._index, self._folder, self._files = index, folder, files
        self._ended = Event()
        self.done = 0
        self.failed = 0

    def run(self) -> None:
        """Reads the files in."""
        for source, target in self._files:
            if self._ended.is_set():
                return
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)
            self.failed += ingest(self._index, [self._folder]) != 0
            self.done += 1

    def stop(self) -> None:
        """No further file."""
        self._ended.set()
        self.join()


async def stopped(url: str, process: subprocess.Popen[str], question: Question) -> Sample:
    """The answer to a question that is being made while the server is told to stop."""
    async with httpx.AsyncClient(base_url=url, timeout=60) as client:
        answer = asyncio.create_task(ask(client, question))
        await asyncio.sleep(0.05)
        process.send_signal(signal.SIGTERM)
        return await answer


def run(folder: Path, plan: Plan, questions: Sequence[Question], work: Path) -> dict[str, Any]:
    """Measures; gives what was found."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    held_now, later = files[::2], files[1::2]
    papers, index = work / "papers", work / "index"
    for path in held_now:
        target = papers / path.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    if ingest(index, [papers]) != 0:
        raise CouncilError(f"{folder}: its documents could not be read in; run `council ingest` to see why.")
    with serving(index) as (url, process):
        memory = Memory(process.pid)
        watching = Thread(target=memory.watch, daemon=True)
        growing = Growing(index, papers, [(path, papers / path.relative_to(folder)) for path in later])
        watching.start()
        growing.start()
        samples = asyncio.run(measure(Plan(url, plan.users, plan.every, plan.seconds, plan.token), questions))
        memory.stop()
        watching.join()
        growing.stop()
        # Not asked before, so that it takes its time.
        fresh = questions[0].model_copy(update={"question": f"{questions[0].question} ({time.time_ns()})"})
        last = asyncio.run(stopped(url, process, fresh))
        process.wait(30)
    found = report(plan, [sample for sample in samples if sample.error != REFUSED])
    refused = sum(sample.error == REFUSED for sample in samples)
    return {
        **found,
        "url": "",
        "refused": refused,
        "files_read_in_meanwhile": growing.done,
        "ingests_failed": growing.failed,
        "memory_mb": [round(value) for value in memory.readings],
        "memory_growth": round(memory.growth(), 4),
        "last_answer": last.status,
        "last_error": last.error,
        "exit_code": process.returncode,
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and prints JSON on stdout, a few lines on stderr; 1 when something failed or memory grew."""
    given = _parser().parse_args(arguments)
    plan = Plan("", given.users, given.every, given.minutes * 60, os.environ.get("COUNCIL_TOKEN"))
    try:
        with tempfile.TemporaryDirectory(prefix="council-soak-") as work:
            found = run(given.folder, plan, load(given.questions), Path(work))
    except CouncilError as error:
        print(error, file=sys.stderr)
        return 1
    print(json.dumps(found, ensure_ascii=False))
    print(
        f"{plan.users} users, {given.minutes:g} minutes: {found['asked']} asked, errors: {found['errors'] or 'none'}, "
        f"refused: {found['refused']}; answers in ms: {found['answer_ms']}; "
        f"{found['files_read_in_meanwhile']} files read in meanwhile; memory grew by "
        f"{found['memory_growth']:.1%}; the answer at the end: {found['last_answer']}",
        file=sys.stderr,
    )
    failed = found["errors"] or found["ingests_failed"] or found["last_error"] or found["memory_growth"] > GROWTH
    return 1 if failed else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals.bench.soak", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="documents to serve and to read in")
    parser.add_argument("--users", type=above(int), default=50, help="users at once (50)")
    parser.add_argument("--every", type=above(float), default=10.0, help="seconds between a user's questions (10)")
    parser.add_argument("--minutes", type=above(float), default=10.0, help="how long they ask (10)")
    parser.add_argument("--questions", type=Path, default=DATASET, help="JSON Lines as in evals/datasets (the sample)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
