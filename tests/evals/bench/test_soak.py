"""The long load, short: it serves, reads in meanwhile, ends with its last answer, and tells of growth."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from evals.bench.soak import Growing, Memory, family, held, main

PAPER = """Fråga av Anna Ek (S) till kommunstyrelsens ordförande Bo Ask (M) om {what}

Tallhamra kommun
Kommunfullmäktige

När öppnar {what} igen?

Tallhamra 2022-0{number}-14

Anna Ek (S)
"""


@pytest.mark.slow
def test_a_short_run_finds_no_error_and_the_last_answer_arrives(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], hashing: None
) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    for number, what in enumerate(("simhallen", "biblioteket", "ishallen", "badet"), 1):
        (papers / f"{number}.txt").write_text(PAPER.format(what=what, number=number))
    questions = tmp_path / "questions.jsonl"
    line = {"id": "a", "question": "Vem frågade om simhallen?", "language": "sv", "category": "who_asked"}
    questions.write_text(json.dumps({**line, "status": "answered", "gold": [], "nuggets": [["Anna Ek"]]}) + "\n")
    arguments = [str(papers), "--users", "2", "--every", "0.5", "--minutes", "0.1", "--questions", str(questions)]
    assert main(arguments) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["answered"] == found["asked"] > 5
    assert (found["errors"], found["refused"], found["ingests_failed"]) == ({}, 0, 0)
    assert found["files_read_in_meanwhile"] >= 1
    assert found["last_answer"]
    assert found["last_error"] == ""
    assert found["exit_code"] in (0, -15)  # it ended by itself, and says by which signal it was asked to
    assert found["memory_mb"][0] > 50


@pytest.fixture
def hashing(tmp_path: Path) -> object:
    before = dict(os.environ)
    os.environ.update(COUNCIL_EMBEDDER="hashing", COUNCIL_CACHE=str(tmp_path / "cache"), COUNCIL_WORKERS="1")
    yield
    os.environ.clear()
    os.environ.update(before)


def test_growth_is_from_the_second_fifth_to_the_last() -> None:
    steady = Memory(0, [100, 300, 300, 310, 300])
    assert steady.growth() == 0.0
    assert Memory(0, [100, 200, 250, 280, 300]).growth() == pytest.approx(0.5)
    assert Memory(0, [100, 900]).growth() == 0.0


def test_the_memory_of_children_counts() -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", "import time; x = bytearray(80_000_000); print(1, flush=True); time.sleep(60)"],
        stdout=subprocess.PIPE,
    )
    try:
        assert child.stdout is not None
        child.stdout.readline()
        assert child.pid in set(family(os.getpid()))
        assert held(child.pid) > 75
    finally:
        child.kill()
        child.wait()
        assert child.stdout is not None
        child.stdout.close()


def test_a_file_that_cannot_be_read_in_counts_as_failed(tmp_path: Path, hashing: None) -> None:
    source = tmp_path / "a.txt"
    source.write_text("Tallhamra")
    growing = Growing(tmp_path / "a.txt" / "index", tmp_path / "papers", [(source, tmp_path / "papers" / "a.txt")])
    growing.run()
    assert (growing.done, growing.failed) == (1, 1)
