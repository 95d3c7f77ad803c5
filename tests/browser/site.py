"""A real server in a process of its own, over the project's sample documents: some public, some internal."""

from __future__ import annotations

import os
import queue
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from corpus.sample import sample_folder

ROOT = Path(__file__).resolve().parents[2]
INTERNAL = "revision"  # the folder of the samples that only those inside may see
# Scans whose text recognition takes longer than all other files together; one scan is left.
LEFT_OUT = ("avn/brev-hyresvard-verkstadsgatan.pdf", "medborgare/medborgarforslag-hundrastgard.pdf")
UPLOAD_MB = 1  # the largest file that is taken
PATIENCE = 120  # seconds for the server to start on a machine that is busy


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who can sign in."""

    name: str
    password: str
    role: str
    access: str
    token: str = ""


STAFF = ("ingrid", "staff", "internal")
READER = ("rolf", "reader", "public")


@dataclass(frozen=True, slots=True)
class Site:
    """The served page. `documents` is the folder that was ingested, with a folder for each level."""

    url: str
    index: Path
    documents: Path
    staff: Account
    reader: Account
    environment: dict[str, str]
    log: Path

    def ask(self, question: str, history: Sequence[str] = (), account: Account | None = None) -> dict[str, Any]:
        """The answer by the API, as an object."""
        body = {"question": question, "history": list(history)}
        found = httpx.post(f"{self.url}api/ask", json=body, headers=bearer(account), timeout=30)
        assert found.status_code == 200, found.text
        answer: dict[str, Any] = found.json()
        return answer

    def get(self, path: str, account: Account | None = None) -> httpx.Response:
        """What the API says at a path."""
        return httpx.get(f"{self.url}{path}", headers=bearer(account), timeout=30)

    def path_of(self, citation: dict[str, Any]) -> Path:
        """The file that a citation is from."""
        found = [path for path in self.documents.rglob("*") if path.as_posix().endswith("/" + citation["path"])]
        assert found, citation["path"]
        return found[0]

    def council(self, *arguments: object) -> subprocess.Popen[str]:
        """A command on this index, in a process of its own."""
        return council(self.environment, *arguments)


def bearer(account: Account | None) -> dict[str, str]:
    """What says to the API who asks."""
    return {"authorization": f"Bearer {account.token}"} if account else {}


def council(environment: dict[str, str], *arguments: object) -> subprocess.Popen[str]:
    """`council …`, running."""
    line = [sys.executable, "-m", "assistant.cli", *map(str, arguments)]
    return subprocess.Popen(
        line,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finished(process: subprocess.Popen[str], said: str | None = None) -> str:
    """What a command printed; it must have gone well."""
    out, err = process.communicate(said, timeout=PATIENCE)
    assert process.returncode == 0, err
    return out


@contextmanager
def serving(folder: Path) -> Iterator[Site]:
    """Ingests, adds the users and serves until the end of the block."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("COUNCIL_")},
        # Without a model of its own: embedding all samples takes it 90 seconds.
        "COUNCIL_EMBEDDER": "hashing",
        "COUNCIL_CACHE": str(folder / "cache"),
        "COUNCIL_INDEX": str(folder / "index"),
        "COUNCIL_USERS": str(folder / "users.toml"),
        "COUNCIL_OPEN": "1",
        "COUNCIL_UPLOAD_MB": str(UPLOAD_MB),
        "PYTHONPATH": str(ROOT),
    }
    documents = _documents(folder / "documents")
    ingest = council(environment, "ingest", documents / "offentligt")
    staff, reader = (_account(environment, *who) for who in (STAFF, READER))
    finished(ingest)
    finished(council(environment, "ingest", documents / "internt", "--access", "internal"))
    with _server(environment, folder / "server.log") as url:
        site = Site(url, folder / "index", documents, staff, reader, environment, folder / "server.log")
        site.ask("Vem frågade om Jobbcentrums tidplan?")  # the first question waits for what is loaded only once
        site.ask("Vem frågade om Jobbcentrums tidplan?", account=staff)
        yield site


def _documents(folder: Path) -> Path:
    for path in sorted(sample_folder().rglob("*.*")):
        inside = path.relative_to(sample_folder())
        if path.is_file() and inside.as_posix() not in LEFT_OUT:
            target = folder / ("internt" if inside.parts[0] == INTERNAL else "offentligt") / inside
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    return folder


def _account(environment: dict[str, str], name: str, role: str, access: str) -> Account:
    password = f"ett långt lösenord för {name}"
    finished(council(environment, "users", "add", name, "--role", role, "--access", access, "--stdin"), password + "\n")
    token = finished(council(environment, "users", "token", name)).split()[-1]
    return Account(name, password, role, access, token)


@contextmanager
def _server(environment: dict[str, str], log: Path) -> Iterator[str]:
    """The address of a running server; what it complains of goes to a file."""
    line = [sys.executable, "-m", "assistant.cli", "serve", "--port", "0"]
    with (
        log.open("w", encoding="utf-8") as complaints,
        subprocess.Popen(
            line, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=complaints, text=True
        ) as process,
    ):
        try:
            yield _address(process, log)
        finally:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()


def _address(process: subprocess.Popen[str], log: Path) -> str:
    """The first line that the server prints: where it can be opened."""
    out = process.stdout
    assert out is not None
    lines: queue.Queue[str] = queue.Queue()
    threading.Thread(target=lambda: lines.put(out.readline()), daemon=True).start()
    line = lines.get(timeout=PATIENCE).strip()
    assert line.startswith("http://127.0.0.1:"), f"the server did not start: {log.read_text(encoding='utf-8')}"
    return line
