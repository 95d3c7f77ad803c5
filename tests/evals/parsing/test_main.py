"""The command: a table, what differs, a JSON file, and one line for what is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from rich.console import Console

from evals.fingerprint import fingerprint
from evals.parsing import Score, Scores
from evals.parsing.__main__ import main
from evals.parsing.show import show

LETTER = """Interpellation till kommunstyrelsens ordförande Anna Ek (S) angående förskolan

Med anledning av detta vill jag fråga kommunstyrelsens ordförande Anna Ek:

1. Hur många platser har förskolan?

Tallhamra den 3 mars 2023
Bo Lind (M)
"""
ASKED = "Hur många platser har förskolan?"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "a.txt").write_text(LETTER, "utf-8")
    return tmp_path / "documents"


def labels(tmp_path: Path, check: str = fingerprint(ASKED), **given: object) -> Path:
    start = LETTER.index(ASKED)
    act = {"kind": "question", "start": start, "end": start + len(ASKED), "check": check, "actors": ["Bo Lind (M)"]}
    line = {"path": "a.txt", "genre": "interpellation", "case_numbers": [], "acts": [act]} | given
    path = tmp_path / "labels.jsonl"
    path.write_text(json.dumps(line) + "\n", "utf-8")
    return path


def test_the_table_is_plain_where_there_is_no_terminal(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(labels(tmp_path)), "--folder", str(folder)]) == 0
    shown = capsys.readouterr()
    rows = {line.rsplit(maxsplit=4)[0].strip(): line.split()[-4:] for line in shown.out.splitlines() if "/" in line}
    assert rows["question"] == ["1.000", "1/1", "1.000", "1/1"]
    assert rows["genre"] == ["1.000", "1/1", "1.000", "1/1"]
    assert "acts by kind" in shown.out
    assert not set("─│━") & set(shown.out)
    assert shown.err == ""


def test_errors_and_json_tell_what_differs(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = labels(tmp_path, genre="motion", case_numbers=["KS 2023/1"], acts=[])
    out = tmp_path / "out.json"
    assert main([str(path), "--folder", str(folder), "--errors", "--json", str(out)]) == 0
    shown = capsys.readouterr().out
    start = LETTER.index(ASKED)
    assert f"false                a.txt[{start}:{start + len(ASKED)}] question" in shown
    assert "labelled: motion; found: interpellation" in shown
    written = json.loads(out.read_text("utf-8"))
    assert {"measure": "genre", "group": "all", "found": 1, "found_right": 0, "labelled": 1, "labelled_right": 0,
            "precision": 0.0, "recall": 0.0} in written["scores"]  # fmt: skip
    missed = {"measure": "case numbers of documents", "found": 0, "labelled": 1, "labelled_right": 0}
    assert any(missed.items() <= score.items() for score in written["scores"])
    assert {"genre", "case numbers", "false"} == {one["what"] for one in written["differences"]}


def test_the_genre_counts_once_a_document(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = labels(tmp_path)
    path.write_text(path.read_text("utf-8") * 2, "utf-8")
    assert main([str(path), "--folder", str(folder)]) == 0
    (genre,) = (line for line in capsys.readouterr().out.splitlines() if line.startswith("genre"))
    assert genre.split()[1:] == ["1.000", "1/1", "1.000", "1/1"]


def test_a_terminal_gets_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    scores = Scores()
    scores.add("acts", ("all", "kind=question"), Score(4, 3, 5, 3))
    show(scores, Console(force_terminal=True, width=100))
    shown = capsys.readouterr().out
    assert "─" in shown
    assert "0.750" in shown
    assert "3/5" in shown


def test_old_labels_are_said(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(labels(tmp_path, check="00000000")), "--folder", str(folder)]) == 0
    assert "1 labels no longer match their text" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"path": "b.txt"}, "b.txt: there is no such file"),
        ({"genre": "poem"}, "line 1: genre"),
    ],
)
def test_what_is_wrong_is_one_line(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], given: dict[str, object], told: str
) -> None:
    assert main([str(labels(tmp_path, **given)), "--folder", str(folder)]) == 1
    shown = capsys.readouterr()
    assert told in shown.err
    assert shown.err.count("\n") == 1
    assert shown.out == ""


def test_folders_that_are_not_there(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(labels(tmp_path)), "--folder", str(tmp_path / "nowhere")]) == 1
    assert "no such folder" in capsys.readouterr().err
    assert main([str(labels(tmp_path)), "--folder", str(folder), "--json", str(tmp_path / "no" / "out.json")]) == 1
    assert "cannot be written" in capsys.readouterr().err
