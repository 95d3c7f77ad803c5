"""The parsing benchmark on a few files: what it takes, what it tells, and what it says where there is nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.bench.parsing import files, main, measure, rows

MOTION = """Motion av Ulla Ek (S) om fler cykelställ

Det saknas cykelställ vid biblioteket i Tallhamra.

Jag föreslår därför att kommunfullmäktige beslutar
att fler cykelställ ställs upp vid biblioteket.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "motion.txt").write_text(MOTION, encoding="utf-8")
    (tmp_path / "motion.html").write_text(f"<html><body><pre>{MOTION}</pre></body></html>", encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "picture.xyz").write_bytes(b"\x00\x01")
    return tmp_path


def test_each_format_is_told_apart_and_all_together(folder: Path) -> None:
    speeds = {speed.format: speed for speed in measure(files([folder]), rounds=2)}
    assert set(speeds) == {"html", "txt", "all"}
    assert (speeds["txt"].files, speeds["html"].files, speeds["all"].files) == (1, 1, 2)
    assert speeds["txt"].megabytes == pytest.approx(len(MOTION.encode()) / 1e6, rel=0.05)
    for speed in speeds.values():
        # Both parts take time, so the whole is slower than either, and no reading is as quick as cutting into words.
        assert 0 < speed.whole < min(speed.decoding, speed.understanding)
        assert speed.words > 1


def test_a_limit_takes_files_from_everywhere(tmp_path: Path) -> None:
    for number in range(10):
        (tmp_path / f"{number}.txt").write_text(MOTION, encoding="utf-8")
    assert [file.name for file in files([tmp_path], limit=2)] == ["0.txt", "5.txt"]
    assert len(files([tmp_path])) == 10


def test_rows_go_to_a_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = folder / "rows.md"
    assert main([str(folder), "--rounds", "1", "--out", str(out)]) == 0
    written = out.read_text(encoding="utf-8")
    assert written in capsys.readouterr().out
    assert [line.split(" (")[0] for line in written.splitlines()] == [
        "| Parsing, html",
        "| Parsing, txt",
        "| Parsing, all",
    ]
    assert written.count("| 2 MB/s |") == 3


def test_a_folder_without_documents_is_an_error_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 1
    assert "no document to parse" in capsys.readouterr().err
    assert rows([]) == []
