"""Makes the helpers importable, however pytest is started, and indexes the council's papers once."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import Assistant

sys.path.insert(0, str(Path(__file__).parent.parent))
sys.path.insert(0, str(Path(__file__).parent))

from council_documents import build


@pytest.fixture(scope="session")
def council(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant that answers from the council's papers."""
    with build(tmp_path_factory.mktemp("council")) as assistant:
        yield assistant
