"""A run in a folder: the same twice, read back as it was, and told in a pull request."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from evals import report
from evals.dataset import DatasetError
from evals.record import Record
from evals.report import NoRun

from ..conftest import make_answer, make_citation, make_question, make_record, silent

RECORDS = [
    make_record(),
    make_record(make_question(id="q2", category="who"), make_answer(answer="Det är rektorn [1].")),
    make_record(make_question(id="q3", language="en", status="not_found", gold=(), nuggets=()), silent()),
]
ABOUT = {
    "dataset": {"path": "x.jsonl", "sha256": "ab", "split": "all"},
    "system": "elsewhere",
    "index": {"documents": 1, "fingerprint": "f1", "created": "2026-01-01"},
    "jobs": 2,
    "seconds": 1.5,
}


def written(records: list[Record], folder: Path, **about: object) -> dict[str, object]:
    report.write(records, report.report(records, {**ABOUT, **about}), folder)
    found: dict[str, object] = json.loads((folder / "report.json").read_text("utf-8"))
    return found


def test_two_runs_differ_in_their_timing_only(tmp_path: Path) -> None:
    slower = [replace(record, ms=record.ms * 3) for record in RECORDS]
    first = written(RECORDS, tmp_path / "a")
    second = written(slower, tmp_path / "b", jobs=1, seconds=9.0, index={**ABOUT["index"], "created": "2026-02-02"})
    assert first.pop("timing") != second.pop("timing")
    assert json.dumps(first) == json.dumps(second)


def test_the_report_tells_what_it_depends_on(tmp_path: Path) -> None:
    whole = written(RECORDS, tmp_path)
    assert whole["n"] == 3
    assert whole["seed"] == 20_260_101
    assert whole["index"] == {"documents": 1, "fingerprint": "f1"}
    timing = whole["timing"]
    assert isinstance(timing, dict)
    assert (timing["jobs"], timing["seconds"], timing["index_created"], timing["p50_ms"]) == (2, 1.5, "2026-01-01", 10)
    assert timing["finished"][:2] == "20"
    assert "p50_ms" not in json.dumps(whole["metrics"])


def test_intervals_and_counts_stand_beside_the_measures(tmp_path: Path) -> None:
    whole = json.loads(json.dumps(written(RECORDS, tmp_path)))
    low, high = whole["intervals"]["metrics"]["correct"]
    assert low < whole["metrics"]["correct"] < high
    assert whole["counted"]["metrics"]["recall@5"] == 2  # the third has no gold
    assert whole["counted"]["by_category"]["who"]["correct"] == 1
    assert whole["intervals"]["by_language"]["en"]["recall@5"] is None


def test_a_stored_run_is_read_back_whole(tmp_path: Path) -> None:
    broken = Record(make_question(id="q4"), None, 3.0, (), "timed out")
    odd = make_record(make_question(id="q5"), make_answer(citations=[make_citation("Vision", 1)]))
    records = [*RECORDS, broken, replace(odd, exact=(False,))]
    written(records, tmp_path)
    run = report.load(tmp_path)
    assert list(run.records) == records
    assert run.name == "elsewhere"
    line = json.loads((tmp_path / "records.jsonl").read_text("utf-8").splitlines()[1])
    assert line["scores"]["correct"] == 0.0
    assert line["scores"]["recall@5"] == 1.0
    assert line["scores"]["abstention_recall"] is None


def test_what_is_no_run_is_named(tmp_path: Path) -> None:
    with pytest.raises(NoRun, match=r"holds no report\.json"):
        report.load(tmp_path)
    written(RECORDS, tmp_path)
    lines = (tmp_path / "records.jsonl").read_text("utf-8").splitlines()
    (tmp_path / "records.jsonl").write_text("\n".join([lines[0], lines[1][:40]]), "utf-8")
    with pytest.raises(NoRun, match="line 2: is broken"):
        report.load(tmp_path)
    old = {name: value for name, value in json.loads(lines[0]).items() if name != "asked"}
    (tmp_path / "records.jsonl").write_text(json.dumps(old), "utf-8")
    with pytest.raises(NoRun, match="line 1: was written by an older version"):
        report.load(tmp_path)
    (tmp_path / "report.json").write_text("{", "utf-8")
    with pytest.raises(NoRun, match=r"report\.json: cannot be read"):
        report.load(tmp_path)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(DatasetError, match="cannot be written there"):
        report.write(RECORDS, report.report(RECORDS, ABOUT), tmp_path / "file")


def test_the_summary_is_short_and_tells_what_changed(tmp_path: Path) -> None:
    written(RECORDS, tmp_path / "before")
    better = [RECORDS[0], replace(RECORDS[1], answer=make_answer()), RECORDS[2]]
    report.write(better, report.report(better, ABOUT), tmp_path / "after", baseline=tmp_path / "before")
    summary = (tmp_path / "after" / "summary.md").read_text("utf-8")
    open_part = summary.split("<details>", 1)[0]
    assert len(open_part.splitlines()) < 60
    assert "| correct | 1.000 | 1.000 – 1.000 |" in open_part
    assert "1 became right, 0 became wrong" in open_part
    assert "- q2: Vem har jour? (missing 'enhetschef')" in summary.split("1 became right</summary>")[1]
    assert "2 questions at a time" in open_part


def test_a_question_cannot_write_markup_into_a_pull_request() -> None:
    hostile = "<script>x</script> | a | **b** @someone [l](http://bad.example) `c`\n# head"
    wrong = [make_record(make_question(question=hostile), make_answer(answer="Nej."))]
    summary = report.summary(wrong, report.report(wrong, {"system": "elsewhere"}))
    (line,) = (line for line in summary.splitlines() if "script" in line)
    assert line.startswith("- q1: &lt;script&gt;x&lt;/script&gt; \\| a \\| \\*\\*b\\*\\* @\u200bsomeone")
    assert "](" not in line.replace("\\](", "")
    assert "\\`c\\` # head" in line


def test_seconds_of_briefs_are_timing_too(tmp_path: Path) -> None:
    paper = {"id": "p1", "questions": 1, "recall": 1.0, "reach": 1.0, "precision": 1.0, "gaps": None, "seconds": 2.0,
             "nuggets": 1, "evidence": 1, "labelled": 1}  # fmt: skip
    briefs = {"n": 1, **paper, "seconds": {"p50": 2.0, "max": 2.0}, "failed": [], "papers": [paper]}
    report.write([], report.report([], {"system": "council"}, briefs), tmp_path)
    whole = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert whole["timing"]["briefs"] == {"all": {"p50": 2.0, "max": 2.0}, "p1": 2.0}
    assert "seconds" not in json.dumps(whole["briefs"])
    assert "Briefs" in (tmp_path / "report.html").read_text("utf-8")
