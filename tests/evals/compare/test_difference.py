"""Two runs side by side: differences and intervals worked out by hand, and each question where it belongs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from evals import report
from evals.compare import DifferentDatasets, compare, compared
from evals.compare.difference import Difference, differences
from evals.record import Record
from evals.report.measures import shown_measures

from ..conftest import make_answer, make_question, make_record, silent

HOSTILE = "<script>alert(1)</script>"
ABOUT = {"dataset": {"path": "x.jsonl", "sha256": "ab", "split": "all"}, "system": "elsewhere"}


def record(id: str, right: bool, **answer: object) -> Record:
    said = "Det är enhetschefen [1]." if right else "Det är rektorn [1]."
    return make_record(make_question(id=id), make_answer(**{"answer": said, **answer}))


def stored(folder: Path, records: Sequence[Record], **about: object) -> Path:
    report.write(records, report.report(records, {**ABOUT, **about}), folder)
    return folder


def of(found: Sequence[Difference], key: str) -> Difference:
    return next(one for one in found if one.measure.key == key)


def test_the_interval_is_that_of_two_questions_drawn_by_hand() -> None:
    # One of two becomes right. A draw of two: the gain is 0 in 1/4 of the cases, 1/2 in 1/2, and 1 in 1/4.
    first, second = [record("1", True), record("2", False)], [record("1", True), record("2", True)]
    gain = of(differences(first, second), "correct")
    assert (gain.first, gain.second, gain.value) == (0.5, 1.0, 0.5)
    assert (gain.low, gain.high) == (0.0, 1.0)
    assert gain.p == pytest.approx(2 * 0.25, abs=0.03)
    assert gain.verdict == "no difference shown"


def test_many_gains_show_a_difference_and_losses_are_worse() -> None:
    # 20 of 100 become right: the mean of a draw has the deviation sqrt(.2 · .8 / 100) = .04.
    first = [record(str(n), n >= 20) for n in range(100)]
    second = [record(str(n), True) for n in range(100)]
    gain, loss = of(differences(first, second), "correct"), of(differences(second, first), "correct")
    assert gain.value == pytest.approx(0.2)
    assert (gain.low, gain.high) == (pytest.approx(0.2 - 1.96 * 0.04, abs=0.015), pytest.approx(0.2784, abs=0.015))
    assert gain.p is not None
    assert gain.p < 0.001
    assert (gain.verdict, loss.verdict) == ("better", "worse")
    assert of(differences(first, first), "correct").verdict == "the same"


def test_low_is_good_where_low_is_good() -> None:
    slow, fast = [record(str(n), True) for n in range(30)], [record(str(n), True) for n in range(30)]
    times = differences([replace(r, ms=100.0) for r in slow], [replace(r, ms=40.0) for r in fast])
    assert of(times, "p50_ms").value == -60.0
    assert of(times, "p50_ms").verdict == "better"
    assert {one.measure.key for one in times} == {measure.key for measure in shown_measures()}


def test_a_measure_of_other_questions_in_each_run_is_a_difference_of_shares() -> None:
    # The first is silent on q1 and q2, of which q2 has no answer (1/2); the second on q2 alone (1/1).
    open_, empty = make_question(id="q1"), make_question(id="q2", status="not_found", gold=(), nuggets=())
    first = [make_record(open_, silent()), make_record(empty, silent())]
    second = [make_record(open_), make_record(empty, silent())]
    found = of(differences(first, second), "abstention_precision")
    assert (found.first, found.second, found.value) == (0.5, 1.0, 0.5)


def test_what_neither_run_says_has_no_interval() -> None:
    found = of(differences([record("1", True)], [record("1", True)]), "act_match")
    assert (found.value, found.low, found.p, found.verdict) == (None, None, None, "–")


def test_every_question_stands_where_it_belongs(tmp_path: Path) -> None:
    other = replace(record("reworded", True), question=make_question(id="reworded", question="Vem har dag?"))
    first = stored(tmp_path / "a", [
        record("up", False), record("down", True), record("same", True), record("said", True),
        record("gone", True), record("reworded", True),
    ])  # fmt: skip
    second = stored(tmp_path / "b", [
        record("up", True), record("down", False), record("same", True),
        record("said", True, answer="Enhetschefen [1]."), record("new", True), other,
    ])  # fmt: skip
    found = compared(report.load(first), report.load(second))
    assert [pair.question.id for pair in found.became_right] == ["up"]
    assert [pair.question.id for pair in found.became_wrong] == ["down"]
    assert [pair.question.id for pair in found.changed] == ["said"]
    assert [one.question.id for one in found.only_first] == ["gone"]
    assert [one.question.id for one in found.only_second] == ["new"]
    assert [pair.question.id for pair in found.reworded] == ["reworded"]
    assert len(found.pairs) == 4


def test_runs_of_other_datasets_are_refused_unless_asked_for(tmp_path: Path) -> None:
    first = stored(tmp_path / "a", [record("1", True)])
    dataset = {"path": "y.jsonl", "sha256": "cd", "split": "all"}
    second = stored(tmp_path / "b", [record("1", False), record("2", True)], dataset=dataset)
    with pytest.raises(DifferentDatasets, match=r"x\.jsonl \(ab\).* y\.jsonl \(cd\).*--any-dataset") as refused:
        compare(first, second, console=Console(file=StringIO()))
    assert "\n" not in str(refused.value)
    assert compare(first, second, console=Console(file=StringIO()), any_dataset=True) == 0
    third = stored(tmp_path / "c", [record("3", True)])
    with pytest.raises(DifferentDatasets, match="no question in common"):
        compare(first, third, console=Console(file=StringIO()))


def test_another_index_or_version_is_named(tmp_path: Path) -> None:
    first = stored(tmp_path / "a", [record("1", True)], index={"fingerprint": "f1", "documents": 3}, jobs=1)
    second = stored(
        tmp_path / "b", [record("1", True)], index={"fingerprint": "f2", "documents": 3}, system="new", jobs=2
    )
    found = compared(report.load(first), report.load(second))
    assert found.differs == (
        "system: elsewhere → new",
        "questions at a time (so times cannot be compared): 1 → 2",
        "index fingerprint: f1 → f2",
    )


def test_it_is_told_on_the_terminal_and_in_files_without_acting_on_questions(tmp_path: Path) -> None:
    asked = make_question(id="q9", question=HOSTILE)
    wrong, right = make_record(asked, make_answer(answer="Nej.")), make_record(asked)
    first, second = stored(tmp_path / "a", [wrong]), stored(tmp_path / "b", [right])
    console = Console(file=StringIO(), width=80)
    assert compare(first, second, out=tmp_path / "out", console=console) == 0
    assert isinstance(console.file, StringIO)
    printed = console.file.getvalue()
    assert "1 became right" in printed
    assert f"q9  {HOSTILE}\n    was: missing 'enhetschef'" in printed
    assert max(map(len, printed.splitlines()[:20])) <= 80
    data = json.loads((tmp_path / "out" / "compare.json").read_text("utf-8"))
    assert data["became_right"] == ["q9"]
    assert data["measures"]["correct"]["difference"] == 1.0
    page = (tmp_path / "out" / "compare.html").read_text("utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "<script" not in (tmp_path / "out" / "compare.md").read_text("utf-8")
    assert (tmp_path / "out" / "compare.md").read_text("utf-8").startswith("# b against a\n")
