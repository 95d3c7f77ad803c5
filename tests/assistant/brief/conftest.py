"""The library's papers with the answer to the interpellation, and without the interpellation and its answer."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import Assistant

sys.path.append(str(Path(__file__).parent))

from library_papers import WITH, WITHOUT, build


@pytest.fixture(scope="session")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """Knows the interpellation and its answer."""
    with build(tmp_path_factory.mktemp("answered"), WITH) as assistant:
        yield assistant


@pytest.fixture(scope="session")
def unanswered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """Knows neither."""
    with build(tmp_path_factory.mktemp("unanswered"), WITHOUT) as assistant:
        yield assistant
