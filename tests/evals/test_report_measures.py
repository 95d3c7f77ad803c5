"""What a report tells beyond the first measures: in its JSON, its Markdown and on the terminal."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from assistant.contract import Claim
from evals import report, table
from evals.dataset import dump, load
from evals.metrics import Usage

from .conftest import make_answer, make_question, make_record, silent

CLAIMS = [Claim(text="Det är enhetschefen.", citations=[1])]
RECORDS = [
    make_record(make_question(route="passage"), make_answer(claims=CLAIMS)),
    make_record(make_question(id="q2", route="list"), make_answer(answer="Det är rektorn [1].")),
    make_record(make_question(id="q3", language="en", status="not_found", gold=(), nuggets=()), silent()),
]


def test_the_measures_stand_in_the_report_as_numbers(tmp_path: Path) -> None:
    report.write(RECORDS, report.report(RECORDS, {}), tmp_path)
    whole = json.loads((tmp_path / "report.json").read_text("utf-8"))
    told = whole["metrics"]
    assert told["ndcg@10"] == 1.0
    assert told["citation_recall"] == 1.0  # the wrong answer states no fact
    assert told["citation_support"] == 1.0
    assert told["route_match"] == pytest.approx(1 / 2)
    assert told["question_language"] == pytest.approx(2 / 3)
    assert told["extra_words"] == pytest.approx((2 + 3) / 2)
    assert told["aurc"] == pytest.approx((1 / 2 + 1 / 2) / 2)  # both retrieve with 1.0, one is wrong
    assert whole["risk_coverage"] == {
        "confidence": "best retrieved score",
        "curve": [{"confidence": 1.0, "coverage": pytest.approx(2 / 3), "risk": 1 / 2}],
    }
    assert whole["by_language"]["en"]["aurc"] is None


def test_cost_is_known_without_a_model_and_where_it_was_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("URL", "MODEL"):
        monkeypatch.delenv(f"COUNCIL_LLM_{name}", raising=False)

    def calls(system: str, usage: dict[str, Usage] | None = None) -> tuple[float | None, float | None]:
        told = report.report(RECORDS, {"system": system}, usage=usage)["metrics"]
        return told["model_calls"], told["model_tokens"]

    assert calls("council") == (0, 0)
    assert calls("elsewhere") == (None, None)
    assert calls("elsewhere", {"q1": Usage(2, 500), "q2": Usage(1, 100)}) == (3 / 2, 300)
    monkeypatch.setenv("COUNCIL_LLM_URL", "http://localhost:8000/v1")
    monkeypatch.setenv("COUNCIL_LLM_MODEL", "small")
    assert calls("council") == (None, None)


def test_the_summary_has_the_measures_and_the_cost() -> None:
    whole = report.report(RECORDS, {}, usage={"q1": Usage(2, 500)})
    told = report.summary(RECORDS, whole)
    for head in ("nDCG@10", "claims supported", "citations that support", "right route", "AURC", "words beyond"):
        assert head in told
    assert "- language model: 2.0 calls and 500 tokens a question" in told
    assert "language model" not in report.summary(RECORDS, report.report(RECORDS, {"system": "elsewhere"}))


def test_the_terminal_tells_them_below_the_table() -> None:
    console = Console(file=StringIO(), width=80)
    table.show(RECORDS, console)
    printed = console.file
    assert isinstance(printed, StringIO)
    told = " ".join(printed.getvalue().split())
    assert "nDCG@10 1.000 · claims supported 1.000" in told
    assert "right acts" not in told  # no question expects any
    assert max(map(len, printed.getvalue().splitlines())) <= 80


def test_a_dataset_keeps_the_route_that_it_expects(tmp_path: Path) -> None:
    questions = [make_question(route="register"), make_question(id="q2")]
    dump(questions, tmp_path / "d.jsonl")
    assert load(tmp_path / "d.jsonl") == questions
    assert "route" not in (tmp_path / "d.jsonl").read_text("utf-8").splitlines()[1]
