"""Reading in processes of their own: the same index, and what a file does to its process costs that file alone."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep

import pytest

from corpus.errors import BadSettings
from index.ingest import IngestReport
from index.ingest.readers import Readers
from index.ingest.settings import MEGABYTES, SECONDS, ReadSettings
from index.ingest.taking import Job, NotTaken, Taken
from index.settings import Settings
from index.store import Index

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0


def paper(n: int, lines: int = 3) -> str:
    told = "\n".join(f"Vägen vid Ekbacken {n}-{line} lagas före vintern, säger nämnden." for line in range(lines))
    return f"Interpellation om väg {n}\n\nFråga av Anna Ek (S): När lagas väg {n}?\n\n{told}\n"


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    for n in range(7):
        (folder / f"{n}.txt").write_text(paper(n), encoding="utf-8")
    (folder / "3.pdf").write_bytes(b"%PDF-1.7 and then nothing")
    return folder


def ingested(settings: Settings, folder: Path, limits: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> IngestReport:
    for name, value in limits.items():
        monkeypatch.setenv(name, value)
    with Index.open(settings, write=True) as index:
        return index.ingest().run([folder])


def held(settings: Settings) -> list[list[tuple[object, ...]]]:
    """What the catalogue holds of documents, passages, terms and vectors."""
    with sqlite3.connect(settings.index / "catalogue.sqlite") as connection:
        return [
            sorted(connection.execute(f"SELECT * FROM {table}").fetchall(), key=repr)
            for table in ("documents", "files", "unread", "passages", "acts", "vectors", "lexical_terms_content")
        ]


def test_files_read_apart_make_the_same_index_in_the_same_order(
    papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    apart, here = (Settings(tmp_path / name, embedder="hashing", vectors_url="memory") for name in ("apart", "here"))
    first = ingested(apart, papers, {"COUNCIL_READ_WORKERS": "2"}, monkeypatch)
    second = ingested(here, papers, {"COUNCIL_READ_WORKERS": "0"}, monkeypatch)
    assert first.counts == {"added": 7, "failed": 1}
    assert [(f.path, f.status, f.reason) for f in first.files] == [(f.path, f.status, f.reason) for f in second.files]
    assert held(apart) == held(here)


def until(true: Callable[[], object]) -> None:
    end = monotonic() + PATIENCE
    while not true():
        assert monotonic() < end
        sleep(0.01)


def opened(fifo: Path) -> bool:
    """Whether somebody reads from the other end; from then on they wait for what never comes."""
    try:
        os.open(fifo, os.O_WRONLY | os.O_NONBLOCK)
    except OSError:
        return False
    return True


def test_a_process_that_is_killed_costs_the_file_it_was_reading(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(paper(1), encoding="utf-8")
    os.mkfifo(tmp_path / "stuck.txt")  # reading it never ends
    with Readers(ReadSettings(workers=1)) as readers:
        stuck, after = (readers.submit(Job(tmp_path / name)) for name in ("stuck.txt", "a.txt"))
        until(lambda: opened(tmp_path / "stuck.txt"))
        os.kill(readers.processes()[0], signal.SIGKILL)
        lost = stuck.result(PATIENCE)
        assert isinstance(lost, NotTaken)
        assert "signal 9" in lost.of("stuck.txt")
        assert isinstance(after.result(PATIENCE), Taken)


def test_a_file_that_takes_too_long_is_told_with_the_setting_to_raise(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "stuck.txt")
    with Readers(ReadSettings(workers=1, seconds=1)) as readers:
        reason = readers.submit(Job(tmp_path / "stuck.txt")).result(PATIENCE)
        assert isinstance(reason, NotTaken)
        assert reason.of("stuck.txt") == (
            "stuck.txt: took longer than 1 seconds to read; split it or raise COUNCIL_READ_SECONDS."
        )


def test_a_file_that_needs_too_much_memory_is_told_with_the_setting_to_raise(tmp_path: Path) -> None:
    with (tmp_path / "huge.txt").open("wb") as huge:
        huge.truncate(1 << 30)
    (tmp_path / "a.txt").write_text(paper(1), encoding="utf-8")
    with Readers(ReadSettings(workers=1, megabytes=800)) as readers:
        huge_, after = (readers.submit(Job(tmp_path / name)) for name in ("huge.txt", "a.txt"))
        reason = huge_.result(PATIENCE)
        assert isinstance(reason, NotTaken)
        assert "800 MB" in reason.of("huge.txt")
        assert "COUNCIL_READ_MEGABYTES" in reason.of("huge.txt")
        assert isinstance(after.result(PATIENCE), Taken)


def alive(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
def test_the_processes_end_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "stuck.txt")
    code = (
        "import sys, time; from pathlib import Path\n"
        "from index.ingest.readers import Readers\n"
        "from index.ingest.settings import ReadSettings\n"
        "from index.ingest.taking import Job\n"
        "readers = Readers(ReadSettings(workers=1)); readers.submit(Job(Path(sys.argv[1])))\n"
        "while not readers.processes(): time.sleep(0.01)\n"
        "time.sleep(1); print(*readers.processes(), flush=True); time.sleep(600)\n"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "stuck.txt")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        assert alive(worker)
        parent.kill()
    until(lambda: not alive(worker))


def test_settings_come_from_the_environment() -> None:
    assert ReadSettings.load({}) == ReadSettings(None, SECONDS, MEGABYTES)
    environment = {
        "COUNCIL_READ_WORKERS": "3",
        "COUNCIL_READ_SECONDS": "60",
        "COUNCIL_READ_MEGABYTES": "512",
    }
    assert ReadSettings.load(environment) == ReadSettings(3, 60, 512)
    with pytest.raises(BadSettings, match="COUNCIL_READ_SECONDS"):
        ReadSettings.load({"COUNCIL_READ_SECONDS": "soon"})
