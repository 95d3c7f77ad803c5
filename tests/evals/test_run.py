"""Running a dataset against an assistant, and what is printed and written."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from io import StringIO
from itertools import count
from pathlib import Path

import pytest
from rich.console import Console

from assistant.memory import MemoryAssistant
from corpus.errors import BadSettings, CouncilError
from corpus.records import Document, Genre
from evals import cli, report
from evals.dataset import Question, dump
from evals.record import Record
from evals.run import ServiceSystem, run
from index.settings import Settings

from .conftest import GOLD, QUOTE, TEXT, make_answer, make_citation, make_question

DOCUMENT = Document(
    id="d1", path="fvg.txt", sha256="0" * 64, format="txt", title="FVG", genre=Genre.UNION_MINUTES, text=TEXT
)
QUESTIONS = [
    make_question(),
    make_question(id="q2", question="Vem betalar?", language="sv", category="what"),
    make_question(
        id="q3", question="Who owns the moon?", language="en", category="unanswerable",
        status="not_found", gold=(), nuggets=(), split="test",
    ),
]  # fmt: skip


@pytest.fixture
def assistant() -> MemoryAssistant:
    answer = make_answer(citations=[make_citation(), make_citation("Vision", 1)])
    return MemoryAssistant([DOCUMENT], {"Vem har jour?": answer})


def test_questions_are_asked_in_order_with_all_they_carry(assistant: MemoryAssistant) -> None:
    follow_up = make_question(id="q4", history=("Vem har jour?",), filters={"path": ["fvg.txt"]})
    records = list(run([*QUESTIONS, follow_up], ServiceSystem(assistant)))
    assert [record.question.id for record in records] == ["q1", "q2", "q3", "q4"]
    asked, history, filters = assistant.asked[-1]
    assert (asked, history) == ("Vem har jour?", ("Vem har jour?",))
    assert filters is not None
    assert filters.path == ["fvg.txt"]
    assert records[0].answer is not None
    assert records[0].answer.id == "q1"


def test_a_citation_one_character_off_is_not_exact(assistant: MemoryAssistant) -> None:
    record = next(run(QUESTIONS, ServiceSystem(assistant)))
    assert TEXT[GOLD.start : GOLD.end] == QUOTE
    assert record.exact == (True, False)


def test_a_citation_of_an_unknown_document_is_not_exact() -> None:
    nowhere = MemoryAssistant([], {"Vem har jour?": make_answer()})
    assert next(run(QUESTIONS, ServiceSystem(nowhere))).exact == (False,)


def test_a_refused_question_is_recorded_and_the_run_goes_on(assistant: MemoryAssistant) -> None:
    bad = make_question(id="long", question="a" * 5000)
    records = list(run([bad, *QUESTIONS], ServiceSystem(assistant)))
    assert records[0].answer is None
    assert "longer than" in records[0].error
    assert len(records) == 4


def test_two_runs_differ_in_time_only(assistant: MemoryAssistant) -> None:
    ticks = count()
    first = list(run(QUESTIONS, ServiceSystem(assistant), clock=lambda: float(next(ticks))))
    second = list(run(QUESTIONS, ServiceSystem(assistant)))
    assert [record.ms for record in first] == [1000.0] * 3

    def still(record: Record) -> Record:
        return replace(record, ms=0.0)

    assert [still(record) for record in first] == [still(record) for record in second]


def evaluated(assistant: MemoryAssistant, out: Path) -> str:
    console = Console(file=StringIO(), width=240)
    records = cli.ask(QUESTIONS, partial(run, system=ServiceSystem(assistant)), console)
    about = {"dataset": {"path": "x"}, "index": {"documents": 1}}
    cli.write(records, report.report(records, about), out, console)
    printed = console.file
    assert isinstance(printed, StringIO)
    return printed.getvalue()


def test_the_table_tells_the_measures_and_why_questions_failed(assistant: MemoryAssistant, tmp_path: Path) -> None:
    printed = evaluated(assistant, tmp_path)
    assert "correct" in printed
    assert "unanswerable" in printed
    assert "1 failed" in printed
    assert "Vem betalar?" in printed
    assert "status not_found, expected answered" in printed


def test_the_table_is_whole_in_eighty_columns(tmp_path: Path) -> None:
    long = [make_question(id="q9", category="asked_not_answered")]
    known = MemoryAssistant([DOCUMENT], {"Vem har jour?": make_answer()})
    console = Console(file=StringIO(), width=80)
    cli.ask(long, partial(run, system=ServiceSystem(known)), console)
    printed = console.file
    assert isinstance(printed, StringIO)
    lines = printed.getvalue().splitlines()
    assert "…" not in printed.getvalue()
    assert max(map(len, lines)) <= 80
    assert next(line for line in lines if "asked_not_answered" in line).split()[1:5] == ["1", "1.000", "1.000", "1.000"]


def test_the_report_holds_every_measure_by_group(assistant: MemoryAssistant, tmp_path: Path) -> None:
    evaluated(assistant, tmp_path / "new" / "folder")
    folder = tmp_path / "new" / "folder"
    whole = json.loads((folder / "report.json").read_text("utf-8"))
    assert whole["n"] == 3
    assert whole["index"] == {"documents": 1}
    assert whole["metrics"]["correct"] == pytest.approx(2 / 3)
    assert whole["metrics"]["recall@5"] == pytest.approx(1 / 2)
    assert whole["metrics"]["citation_exactness"] == pytest.approx(1 / 2)
    assert whole["metrics"]["abstention_recall"] == 1.0
    assert whole["by_language"]["en"]["n"] == 1
    assert whole["by_category"]["unanswerable"]["recall@5"] is None
    assert whole["by_split"]["test"]["correct"] == 1.0
    assert [entry["id"] for entry in whole["failed"]] == ["q2"]
    assert whole["versions"]["python"].startswith("3.")


def test_there_is_one_record_a_question(assistant: MemoryAssistant, tmp_path: Path) -> None:
    evaluated(assistant, tmp_path)
    lines = (tmp_path / "records.jsonl").read_text("utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    assert [(record["id"], record["first_hit"], bool(record["faults"])) for record in records] == [
        ("q1", 1, False),
        ("q2", None, True),
        ("q3", None, False),
    ]
    assert records[0]["answer"]["citations"][0]["quote"] == QUOTE


def test_the_summary_is_markdown(assistant: MemoryAssistant, tmp_path: Path) -> None:
    evaluated(assistant, tmp_path)
    summary = (tmp_path / "summary.md").read_text("utf-8")
    assert summary.startswith("# Evaluation")
    assert "| unanswerable | 1 | – |" in summary
    assert "- q2: Vem betalar? (" in summary


def test_what_cannot_be_used_is_told(tmp_path: Path) -> None:
    settings = Settings(index=tmp_path / "none")
    dataset = tmp_path / "d.jsonl"
    dump([Question.model_validate(question.model_dump()) for question in QUESTIONS], dataset)
    with pytest.raises(BadSettings, match="choose from council"):
        cli.run(dataset, settings, system="magic")
    with pytest.raises(CouncilError, match="There is no index"):
        cli.run(dataset, settings)
    with pytest.raises(BadSettings, match="give 1 or more jobs"):
        cli.run(dataset, settings, jobs=-1)
    with pytest.raises(BadSettings, match="give more than 0"):
        cli.run(dataset, settings, timeout=0)


def test_what_is_wrong_in_the_dataset_fails_without_being_asked(assistant: MemoryAssistant) -> None:
    console = Console(file=StringIO(), width=120)
    asking = partial(run, system=ServiceSystem(assistant))
    records = cli.ask(QUESTIONS, asking, console, failed={"q1": "its gold is no longer there"})
    assert [record.error for record in records] == ["its gold is no longer there", "", ""]
    assert [question for question, *_ in assistant.asked] == ["Vem betalar?", "Who owns the moon?"]
