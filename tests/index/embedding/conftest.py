"""The built-in model, unpacked once for all tests of this folder."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.embedding.weights import sentence_transformer_folder

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="session")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path, Path]]:
    """The cache folder, and the model folders that two processes got when they asked for it at once."""
    cache = tmp_path_factory.mktemp("models")
    (cache / ".building-of-a-killed-process").mkdir()
    code = (
        "import sys; from pathlib import Path;"
        "from index.embedding.weights import sentence_transformer_folder as f;"
        "print(f(Path(sys.argv[1])))"
    )
    command = [sys.executable, "-c", code, str(cache)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as other:
        ours = sentence_transformer_folder(cache)
        theirs = Path(other.communicate(timeout=120)[0].strip())
    yield cache, ours, theirs
    shutil.rmtree(cache)  # 250 MB


@pytest.fixture(scope="session")
def cache(unpacked: tuple[Path, Path, Path]) -> Path:
    return unpacked[0]


@pytest.fixture(scope="session")
def folder(unpacked: tuple[Path, Path, Path]) -> Path:
    return unpacked[1]
