"""One index of all hostile papers, for every test of this folder."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import Assistant
from index.settings import Settings
from index.store import Index

sys.path.insert(0, str(Path(__file__).parent))

from hostile_support import CASES, PAPER


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """An index of the papers."""
    folder = tmp_path_factory.mktemp("hostile")
    for case in CASES:
        target = folder / "papers" / case.path
        target.parent.mkdir(parents=True, exist_ok=True)
        paper = PAPER.format(street=case.street, text=case.text, n=case.n)
        target.write_bytes(paper.encode())
    made = Settings(folder / "index", embedder="hashing", vectors_url="memory", cache=folder / "cache")
    with Index.open(made, write=True) as index:
        index.ingest().run([folder / "papers"])
    return made


@pytest.fixture(scope="session")
def council(settings: Settings) -> Iterator[Assistant]:
    """The assistant that answers from them."""
    with Assistant(Index.open(settings)) as assistant:
        yield assistant
