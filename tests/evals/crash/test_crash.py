"""A few kills, by the clock and at chosen moments: nothing is lost, and the next run puts everything right."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from evals.crash.looking import acknowledged
from evals.crash.moments import MOMENTS
from evals.crash.town import papers

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.slow
def test_nothing_is_lost_when_an_ingest_is_killed(tmp_path: Path) -> None:
    given = ("--kills", "3", "--only", "an ingest of changes", "--keep", str(tmp_path), "--seed", "5")
    command = [sys.executable, "-m", "evals.crash", *given]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "3 kills" in done.stdout
    assert "0 kills after which anything was wrong" in done.stdout


def test_only_whole_lines_of_an_ingest_acknowledge() -> None:
    told = (
        '{"path": "a", "status": "added", "document_id": "1"}\n{"path": "b", "status": "failed", "document_id": null}\n'
    )
    cut = '{"path": "c", "status": "added", "document_id": "3"}'
    gone = '{"path": "d", "status": "removed", "document_id": "4"}\n'
    assert acknowledged(told + gone + cut) == {"a": "1", "d": None}


def test_every_moment_is_a_place_in_the_program() -> None:
    assert all(moment.code.co_name for moment in MOMENTS)


def test_the_papers_change_between_the_versions() -> None:
    first, second = papers(1), papers(2)
    assert set(first) - set(second)
    assert set(second) - set(first)
    assert any(first[path] != second[path] for path in set(first) & set(second))
