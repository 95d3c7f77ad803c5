"""An ingest that the machine cuts short: one line says why, nothing is half written, the next run takes it up."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from index.ingest.errors import short_of_memory
from index.settings import Settings
from index.store import Index

ROOT = Path(__file__).resolve().parents[2]
PAPERS = 16  # three hundred passages and more: two buffers
INGEST = """
import resource, sys
from pathlib import Path
from corpus.errors import CouncilError
from index.settings import Settings
from index.store import Index
folder, papers, limit, size = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
settings = Settings(folder, embedder="hashing", vectors_url="memory")
try:
    with Index.open(settings, write=True) as index:
        work = index.ingest()
        if limit:
            resource.setrlimit(getattr(resource, limit), (size, size))
        print("begun", flush=True)
        sys.stdin.readline()
        print(sorted(work.run([papers]).counts.items()))
except CouncilError as error:
    print(type(error).__name__, error)
"""


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    for n in range(PAPERS):
        told = "\n".join(
            f"§ {k} Ärende {n}-{k}\nNämnden lägger rapport {n}-{k} till handlingarna.\n" for k in range(1, 25)
        )
        (folder / f"{n:02}.txt").write_text(f"Protokoll {n}\n\n{told}", encoding="utf-8")
    return folder


def started(index: Path, papers: Path, limit: str = "", size: int = 0) -> subprocess.Popen[str]:
    """An ingest in a process of its own, which waits for a line before it begins."""
    command = [sys.executable, "-c", INGEST, str(index), str(papers), limit, str(size)]
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "COUNCIL_READ_WORKERS": "0"}
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment
    )


def told(process: subprocess.Popen[str]) -> str:
    return process.communicate("\n", timeout=100)[0].removeprefix("begun\n")


def whole(folder: Path, papers: Path) -> None:
    """The next run finishes what is there, and all of it agrees."""
    with Index.open(Settings(folder, embedder="hashing", vectors_url="memory"), write=True) as index:
        counts = index.ingest().run([papers]).counts
        assert counts.get("unchanged", 0) + counts.get("added", 0) == PAPERS
        assert index.verify() == []


def test_a_full_disk_keeps_what_was_written_and_the_next_run_takes_up_the_rest(tmp_path: Path, papers: Path) -> None:
    # No file may grow beyond this: SQLite meets it as it meets a full disk.
    with started(tmp_path / "index", papers, "RLIMIT_FSIZE", 500_000) as process:
        said = told(process)
    assert "catalogue.sqlite" in said
    assert said.count("\n") == 1
    assert "Traceback" not in said
    whole(tmp_path / "index", papers)


def test_too_little_memory_is_told_in_one_line_and_the_next_run_takes_up_the_rest(tmp_path: Path, papers: Path) -> None:
    # Less than the process has by then: nothing more is given out.
    with started(tmp_path / "index", papers, "RLIMIT_AS", 100 << 20) as process:
        said = told(process)
    assert said.startswith("NoMemory There is too little memory")
    assert said.count("\n") == 1
    whole(tmp_path / "index", papers)


def test_of_two_at_once_one_is_told_to_wait_and_the_index_is_whole(tmp_path: Path, papers: Path) -> None:
    with started(tmp_path / "index", papers) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "begun\n"
        with started(tmp_path / "index", papers) as second:
            assert told(second).startswith("IndexBusy")
        assert told(first) == f"[('added', {PAPERS})]\n"
    whole(tmp_path / "index", papers)


@pytest.mark.parametrize(
    ("error", "short"),
    [
        (MemoryError(), True),
        (RuntimeError("can't start new thread"), True),
        (RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes"), True),
        (OSError(12, "Cannot allocate memory"), True),
        (ValueError("a defect"), False),
        (OSError(28, "No space left on device"), False),
    ],
)
def test_memory_that_is_short_has_many_names(error: Exception, short: bool) -> None:
    assert short_of_memory(error) is short
