"""Plain documents for the tests of the index: invented, about the municipality of Tallhamra."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest

from corpus.errors import EmptyFile
from corpus.records import Act, ActKind, Actor, Document, Genre, Section
from index.place import Place
from index.settings import Settings

_ACT = re.compile(r"^(Fråga|Svar|Beslut) av (?P<name>[^(\n]+) \((?P<party>\w+)\): (?P<text>.+)$", re.MULTILINE)
_KINDS = {"Fråga": ActKind.QUESTION, "Svar": ActKind.ANSWER, "Beslut": ActKind.DECISION}


class PlainReader:
    """Reads a text: its first line is the title, "§ 1 …" opens a section, "Fråga av Namn (P): …" is an act.

    A line "Datum: 2022-04-19", "Organ: …" or "Dnr: …" says date, body or case. `read` holds what was read.
    """

    def __init__(self) -> None:
        self.read: list[str] = []

    def __call__(self, path: Path, *, root: Path | None = None) -> Document:
        data = path.read_bytes()
        self.read.append(path.name)
        if not data.strip():
            raise EmptyFile(f"{path.name}: the file holds no text; check that it is the right file.")
        if b"explode" in data:
            raise RuntimeError("a defect in a rule")
        shown = path.relative_to(root).as_posix() if root else path.name
        return document(data.decode("utf-8"), shown)


def document(text: str, path: str = "plain.txt") -> Document:
    """The document that `PlainReader` makes of a text."""
    digest = hashlib.sha256(text.encode()).hexdigest()

    def said(label: str) -> str | None:
        found = re.search(rf"^{label}: (.+)$", text, re.MULTILINE)
        return found.group(1) if found else None

    when, case = said("Datum"), said("Dnr")
    plain = Document(
        id=digest[:16],
        path=path,
        sha256=digest,
        format="txt",
        title=text.strip().split("\n")[0],
        genre=Genre.MINUTES if "§ 1" in text else Genre.INTERPELLATION,
        text=text,
        body=said("Organ"),
        municipality="Tallhamra",
        date=date.fromisoformat(when) if when else None,
        case_numbers=(case,) if case else (),
    )
    starts = [m.start() for m in re.finditer(r"^§ \d+", text, re.MULTILINE)]
    sections = tuple(
        Section((text[a:b].split("\n")[0],), plain.span(a, b), paragraph=text[a + 2 : b].split()[0])
        for a, b in zip(starts, [*starts[1:], len(text)], strict=False)
    )
    acts = tuple(
        Act(
            _KINDS[m.group(1)],
            plain.span(*m.span("text")),
            actors=(Actor(m["name"], m["party"]),),
            addressees=(Actor("Bo Ask", "M"),) if m.group(1) == "Fråga" else (),
        )
        for m in _ACT.finditer(text)
    )
    fields = {name: getattr(plain, name) for name in plain.__slots__}
    return Document(**{**fields, "sections": sections, "acts": acts})


@pytest.fixture
def make_document() -> object:
    """`document`."""
    return document


@pytest.fixture
def reader() -> PlainReader:
    """A reader of plain texts that remembers what it read."""
    return PlainReader()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings that need neither a model nor a server."""
    return Settings(tmp_path / "index", embedder="hashing", vectors_url="memory", cache=tmp_path / "cache")


def must_be_here() -> bool:
    """Whether what is not installed fails the tests instead of passing them over: `make cluster-test` says so."""
    return bool(os.environ.get("COUNCIL_CLUSTER"))


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def await_port(port: int, seconds: float = 90.0) -> None:
    """Returns when somebody listens there."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(f"nobody listens at {port}")


class PostgresServer:
    """A PostgreSQL server on loopback, over a folder of its own; it refuses root, so it runs as nobody."""

    def __init__(self, tools: Path, folder: Path) -> None:
        self._tools, self._data = tools, folder / "data"
        self.port = free_port()
        self._user: dict[str, str] = {"user": "nobody"} if os.geteuid() == 0 else {}
        if self._user:
            shutil.chown(folder, "nobody")
        options = ["-U", "council", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        command = [str(tools / "initdb"), "-D", str(self._data), *options]
        subprocess.run(command, check=True, capture_output=True, cwd=folder, **self._user)
        self._process: subprocess.Popen[bytes] | None = None
        self.start()

    @property
    def url(self) -> str:
        """Its address, for COUNCIL_DATABASE_URL."""
        return f"postgresql+psycopg://council@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        """Starts it and waits until it takes connections."""
        options = {"fsync": "off", "listen_addresses": "127.0.0.1", "unix_socket_directories": "", "port": self.port}
        settings = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        command = [str(self._tools / "postgres"), "-D", str(self._data), *settings]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self._process = subprocess.Popen(command, cwd=self._data, **quiet, **self._user)
        ready = [str(self._tools / "pg_isready"), "-h", "127.0.0.1", "-p", str(self.port), "-q"]
        until = time.monotonic() + 60
        while subprocess.run(ready, check=False).returncode:
            assert time.monotonic() < until, "PostgreSQL does not start"
            time.sleep(0.05)

    def stop(self) -> None:
        """Stops it, and with it every connection."""
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(timeout=20)
            self._process = None


@pytest.fixture
def postgres_server() -> Iterator[PostgresServer]:
    """A server for one test alone, which may stop it."""
    yield from _postgres()


@pytest.fixture(scope="session")
def shared_postgres() -> Iterator[PostgresServer]:
    """A server for all tests that leave it running."""
    yield from _postgres()


def _postgres() -> Iterator[PostgresServer]:
    tools = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if find_spec("psycopg") is None:
        tools = []
    if not tools:
        assert not must_be_here(), "PostgreSQL and psycopg are needed here"
        pytest.skip("PostgreSQL or psycopg is not installed")
    folder = Path(tempfile.mkdtemp(prefix="council-postgres-"))
    server = PostgresServer(tools[-1].parent, folder)
    try:
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder)


@pytest.fixture
def place(shared_postgres: PostgresServer) -> Iterator[Place]:
    """A schema of its own on the shared server, gone after the test."""
    from index.catalogue.postgres import drop

    made = Place.parse(shared_postgres.url).beside(f"t{uuid.uuid4().hex[:12]}")
    yield made
    drop(made)
    drop(made.beside(f"{made.schema}_public"))


@pytest.fixture(scope="session")
def chroma_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running `chroma run`."""
    port, folder = free_port(), tmp_path_factory.mktemp("chroma-server")
    command = [str(Path(sys.executable).with_name("chroma")), "run", "--path", str(folder)]
    command += ["--host", "127.0.0.1", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        await_port(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()  # it keeps nothing that anybody needs
        process.wait()


@pytest.fixture
def milvus_file(tmp_path: Path) -> str:
    """The address of a file of Milvus's light edition."""
    if find_spec("milvus_lite") is None:
        assert not must_be_here(), "milvus-lite is needed here"
        pytest.skip("milvus-lite is not installed")
    return f"milvus://{tmp_path / 'milvus.db'}"
