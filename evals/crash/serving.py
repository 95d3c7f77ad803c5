"""Kills `council serve`, with its processes, while questions come and files are sent in."""

from __future__ import annotations

import hashlib
import json
import os
import re
import signal
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from random import Random

from filelock import FileLock, Timeout

from evals.crash import looking, town
from evals.crash.child import PATIENCE, Kill, run
from evals.crash.harness import Harness, Struck, complaints
from evals.crash.plans import INGEST, Ground, Plan

PLAN = Plan("serving", "serve", "second, mixed", ("serve", "--port", "18860"), "second, mixed, emptied")
_URL = re.compile(r"http://[\w.:]+")
_SECONDS = 12.0  # from the start of a server within which it is killed
_BOUNDARY = "tallhamra"


def strikes(ground: Ground, harness: Harness, number: int, seed: int) -> Iterator[Struck]:
    """So many kills at random moments."""
    import ui.app
    import ui.serve  # noqa: F401 — loaded once, for all forks

    ground.prepare(PLAN.end)
    random = Random(seed)
    for at in range(number):
        yield _strike(ground, harness, random.uniform(0.5, _SECONDS), at)


def _strike(ground: Ground, harness: Harness, after: float, at: int) -> Struck:
    ground.begin(PLAN.start)
    os.environ["COUNCIL_WORKERS"] = "1" if at % 2 else "0"
    told = ground.folder / "acknowledged"
    told.write_text("", encoding="utf-8")
    (ground.folder / "scratch" / "output").write_text("", encoding="utf-8")
    visitor = os.fork()
    if visitor == 0:
        try:
            _visit(ground.folder / "scratch" / "output", told)
        finally:
            os._exit(0)
    try:
        ended = run(ground.work(PLAN.command), ground.folder / "scratch", Kill(after))
    finally:
        os.kill(visitor, signal.SIGKILL)
        os.waitpid(visitor, 0)
    found = ["a process that it had started went on"] if ended.left else []
    found += [] if ended.killed else [f"it ended with {ended.code} by itself"]
    sent: dict[str, str] = dict(json.loads(line) for line in told.read_text("utf-8").splitlines())
    folder = ground.uploads
    found += [f"{name}: acknowledged, and not on the disk" for name, sha in sent.items() if _sha(folder / name) != sha]
    found += [] if _writer_gone(ground.index) else ["the reading in that it had started did not end"]
    found += harness.seen(lambda: looking.lost(ground.settings(), {}))
    begun = time.monotonic()
    found += _resumed(ground, INGEST)
    if folder.is_dir():
        again = ("ingest", str(folder), "--json")
        found += _resumed(ground, again)
        kept = set(harness.seen(lambda: list(looking.held(ground.settings()).values())))
        found += [f"{name}: acknowledged, and not in the index" for name, sha in sent.items() if sha not in kept]
    recovery = time.monotonic() - begun
    ground.empty()
    return Struck(PLAN, "at any moment", len(sent), (*found, *harness.compared(PLAN.end)), recovery)


def _resumed(ground: Ground, command: tuple[str, ...]) -> list[str]:
    """What is wrong with a command afterwards; where the server's own reading in goes on, it comes after that."""
    ended = ground.done(command)
    while ended.code and "Another process" in ended.errors and _writer_gone(ground.index):
        ended = ground.done(command)
    return complaints(ended, command)


def _visit(output: Path, told: Path) -> None:
    """Sends papers and asks, one after the other, until nobody answers; notes what was acknowledged."""
    end = time.monotonic() + PATIENCE
    while (found := _URL.search(output.read_text("utf-8"))) is None:
        if time.monotonic() > end:
            return
        time.sleep(0.05)
    url = found.group().rstrip("/")
    for at, text in enumerate(town.papers(2).values()):
        name, data = f"brev-{at}.txt", f"{text}\nBrev nummer {at} till Tallhamra kommun.\n".encode()
        _post(f"{url}/api/uploads", _form(name, data), f"multipart/form-data; boundary={_BOUNDARY}")
        with told.open("a", encoding="utf-8") as file:
            file.write(json.dumps([name, hashlib.sha256(data).hexdigest()]) + "\n")
        question = town.QUESTIONS[at % len(town.QUESTIONS)]
        _post(f"{url}/api/ask", json.dumps({"question": question}).encode(), "application/json")


def _post(url: str, body: bytes, kind: str) -> None:
    request = urllib.request.Request(url, body, {"Content-Type": kind})
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
        answer.read()


def _form(name: str, data: bytes) -> bytes:
    line = f"--{_BOUNDARY}\r\nContent-Disposition: form-data; name="
    head = f'{line}"level"\r\n\r\npublic\r\n{line}"file"; filename="{name}"\r\nContent-Type: text/plain\r\n\r\n'
    return head.encode() + data + f"\r\n--{_BOUNDARY}--\r\n".encode()


def _sha(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""


def _writer_gone(index: Path) -> bool:
    """Waits until nobody writes to the index any longer."""
    try:
        FileLock(index / "writer.lock", timeout=PATIENCE).acquire().lock.release()
    except Timeout:
        return False
    return True
