"""A small folder of invented council documents, an index of it, and `council` to call."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.cli.app import app

INTERPELLATION = """Interpellation till kommunstyrelsens ordförande Bo Ask (M) om simhallen

Tallhamra kommun
Kommunfullmäktige
2022-03-14
Dnr KS 2022/41

Simhallen har varit stängd i två år. Många barn lär sig inte simma.

Mot den bakgrunden ställer jag följande fråga:

När öppnar simhallen igen?

Tallhamra den 14 mars 2022
Anna Ek (S)
"""
ANSWER = """Interpellationssvar

Tallhamra kommun
Kommunfullmäktige
2022-04-19
Dnr KS 2022/41

Svar på interpellation från Anna Ek (S) om simhallen

Simhallen öppnar den 1 september 2022 när reningsverket har bytts.

Bo Ask (M)
Kommunstyrelsens ordförande
"""


@pytest.fixture(scope="session")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder: two documents that can be read, an empty file, and one of another format."""
    folder = tmp_path_factory.mktemp("documents")
    (folder / "ks").mkdir()
    (folder / "interpellation.txt").write_text(INTERPELLATION, encoding="utf-8")
    (folder / "ks" / "svar.txt").write_text(ANSWER, encoding="utf-8")
    (folder / "tom.txt").write_bytes(b"")
    (folder / "karta.xyz").write_bytes(b"\x00\x01")
    return folder


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What makes the command need neither a model nor the user's own folders."""
    cache = tmp_path_factory.mktemp("cache")
    return {
        "COUNCIL_EMBEDDER": "hashing",
        "COUNCIL_CACHE": str(cache),
        "COUNCIL_INDEX": str(cache / "none"),
        "COUNCIL_DEBUG": "",
        "COLUMNS": "200",
    }


@pytest.fixture(scope="session")
def council(environment: dict[str, str]) -> Callable[..., object]:
    """Calls a command in this process; gives typer's result with `exit_code`, `stdout` and `stderr`."""

    def call(*arguments: object, stdin: bytes | None = None, **more: str) -> object:
        line = [str(argument) for argument in arguments]
        return CliRunner().invoke(app, line, input=stdin, env={**environment, **more})

    return call


@pytest.fixture(scope="session")
def process(environment: dict[str, str]) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Calls a command in a process of its own."""

    def call(*arguments: object, **more: str) -> subprocess.CompletedProcess[bytes]:
        line = [sys.executable, "-m", "assistant.cli", *map(str, arguments)]
        env = {**os.environ, **environment, **more}
        return subprocess.run(line, env=env, capture_output=True, timeout=120, check=False)

    return call


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory, documents: Path, council: Callable[..., object]) -> Path:
    """An index of the folder; not to be changed."""
    folder = tmp_path_factory.mktemp("index") / "made"
    council("ingest", documents, "--index", folder)
    return folder
