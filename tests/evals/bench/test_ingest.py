"""The benchmark of the ingest on little: a folder against its embedding, and a folder taken in again."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.bench.ingest import Whole, main, papers, rows_whole, whole
from index.settings import Settings

pytestmark = pytest.mark.slow


def test_a_folder_is_taken_in_and_its_passages_are_embedded_alone(tmp_path: Path) -> None:
    papers(tmp_path / "papers", 6)
    settings = Settings(tmp_path / "index", embedder="hashing", vectors_url="memory")
    found = whole(tmp_path / "papers", settings, 3)
    assert (found.documents, found.passages > 0, found.ratio > 0) == (3, True, True)


def test_files_are_taken_in_again_unchanged_and_with_one_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in (("EMBEDDER", "hashing"), ("VECTORS_URL", "memory"), ("CACHE", str(tmp_path))):
        monkeypatch.setenv(f"COUNCIL_{name}", value)
    out = tmp_path / "rows.md"
    assert main(["--files", "3", "--rounds", "1", "--work", str(tmp_path), "--out", str(out)]) == 0
    assert out.read_text(encoding="utf-8") == capsys.readouterr().out
    assert [line.split("|")[1].strip() for line in out.read_text(encoding="utf-8").splitlines()] == [
        "Ingest again: 3 files unchanged",
        "Ingest again: one of 3 changed",
    ]


def test_the_row_says_whether_the_goal_is_met() -> None:
    slow = Whole(10, 100, 14.0, 10.0, 26.0, 20.0, 900)
    (row,) = rows_whole(slow)
    assert not row.met
    assert row.found.startswith(
        "1.40 × (10 documents, 100 passages: 14 s, embedding alone 10 s; by processor time 1.30"
    )
