"""Stored runs as the page reads them: where they lie, which is the latest, and what a report tells."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from assistant.quality import BadEvaluation, fingerprint, latest, page_of, place, read, state_of


def run(folder: Path, when: int, **report: object) -> Path:
    folder.mkdir(parents=True)
    (folder / "report.json").write_text(json.dumps(report), "utf-8")
    os.utime(folder / "report.json", (when, when))
    return folder


def test_runs_are_looked_for_where_the_environment_says_or_in_the_index_folder(tmp_path: Path) -> None:
    assert place(tmp_path, {}) == tmp_path / "evaluation"
    assert place(tmp_path, {"COUNCIL_EVALS": "/srv/evals"}) == Path("/srv/evals")
    assert place(None, {}) is None


def test_the_latest_run_counts(tmp_path: Path) -> None:
    run(tmp_path / "a", 200)
    run(tmp_path / "b", 100)
    (tmp_path / "empty").mkdir()
    assert latest(tmp_path) == tmp_path / "a"
    assert latest(tmp_path / "b") == tmp_path / "b"  # a run itself
    assert latest(tmp_path / "empty") is None
    assert latest(tmp_path / "none") is None
    assert latest(None) is None


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    outside = run(tmp_path / "outside", 100)
    (outside / "report.html").write_text("x", "utf-8")
    inside = tmp_path / "runs"
    inside.mkdir()
    (inside / "link").symlink_to(outside)
    assert latest(inside) is None
    linked = run(inside / "run", 100)
    (linked / "report.html").symlink_to(outside / "report.html")
    assert page_of(linked) is None
    assert page_of(outside) == outside / "report.html"


def test_a_report_of_another_version_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    found = read(
        run(tmp_path / "a", 1, n=2, metrics={"correct": 0.5, "new": None}, unknown=[1], index={"documents": 3})
    )
    assert (found.n, found.metrics["correct"], found.index.documents) == (2, 0.5, 3)
    assert (found.timing.finished, found.index.fingerprint, found.intervals.metrics) == (None, None, {})
    assert read(run(tmp_path / "b", 1)).n == 0


@pytest.mark.parametrize(("content", "what"), [("{", "Invalid JSON"), ('{"n": "many"}', "n: ")])
def test_a_broken_report_is_named_in_one_line(tmp_path: Path, content: str, what: str) -> None:
    (tmp_path / "report.json").write_text(content, "utf-8")
    with pytest.raises(BadEvaluation, match=what) as broken:
        read(tmp_path)
    assert str(tmp_path / "report.json") in str(broken.value)
    assert "\n" not in str(broken.value)
    with pytest.raises(BadEvaluation, match="cannot be read"):
        read(tmp_path / "none")


def test_the_mark_of_an_index_tells_its_documents_and_its_model() -> None:
    mark = fingerprint(["a", "b"], "e5")
    assert len(mark) == 16
    assert fingerprint(["b", "a", "a"], "e5") == mark
    assert mark not in {fingerprint(["a"], "e5"), fingerprint(["a", "c"], "e5"), fingerprint(["a", "b"], "other")}
    assert fingerprint(["ab"], None) != fingerprint(["a", "b"], None)


def test_a_folder_without_an_index_has_no_state(tmp_path: Path) -> None:
    assert state_of(tmp_path) is None
    assert state_of(None) is None
