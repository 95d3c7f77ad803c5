"""`council eval components` on a small index: every step is seen, and what failed is on the page, escaped."""

from __future__ import annotations

import json
import re
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from corpus.errors import CouncilError
from evals.components import run
from evals.components.observe import Observer
from evals.dataset import Gold, Question, dump
from evals.places import repaired, texts_of
from index.settings import Settings
from index.store import Index

ASKED, ANSWERED = "När öppnar simhallen igen?", "Simhallen öppnar den 1 september 2022 när reningsverket har bytts."
QUESTIONS = [
    Question(
        id="who", question="Vem frågade om simhallen?", language="sv", category="who_asked", status="answered",
        gold=(Gold(path="interpellation.txt", quote=ASKED),), nuggets=(("Anna Ek",),), acts=("question",),
    ),
    Question(
        id="when", question="När öppnar simhallen?", language="sv", category="when", status="answered",
        gold=(Gold(path="svar.txt", quote=ANSWERED),), nuggets=(("1 september 2022",),),
    ),
    Question(
        id="odd", question="Vad kostar <b>simhallen</b>?", language="sv", category="what", status="answered",
        gold=(Gold(path="svar.txt", quote=ANSWERED),), nuggets=(("<script>alert(1)</script>",),),
    ),
]  # fmt: skip


@pytest.fixture
def questions(index: Index) -> list[Question]:
    texts = texts_of(index)
    return [repaired(question, texts) for question in QUESTIONS]


def test_every_step_of_a_question_is_seen(index: Index, questions: list[Question]) -> None:
    who, when, _ = Observer(index).all(questions)
    assert who.asked is not None
    assert who.asked.intent is not None
    assert [act.kind.value for act in who.acts] == ["question"]
    assert (who.within, who.ranks and who.ranks["register"]) == (True, 1)
    assert [one.failure for one in who.on_gold()] == [None]
    assert when.sentences
    assert when.touches(when.sentences[0].support)
    assert when.ranks is not None
    assert set(when.ranks) >= {"dense", "lexical", "fused", "re-ranked"}
    assert min(rank for rank in when.ranks.values() if rank) == 1


def test_a_question_that_is_asked_twice_is_seen_twice(index: Index, questions: list[Question]) -> None:
    again = questions[0].model_copy(update={"id": "again"})
    first, second = Observer(index).all([questions[0], again])
    assert first.checked
    assert second.checked == first.checked


def test_where_no_passage_read_is_gold_one_is_given(index: Index) -> None:
    """The paper's place stands for what retrieval missed: only one passage is read then."""
    place = Gold(path="interpellation.txt", quote="Tallhamra den 14 mars 2022")
    asked = Question(
        id="x", question="Vilket reningsverk har bytts?", language="sv", category="what", status="answered",
        gold=(place,), filters={"path": ["svar.txt"]},
    )  # fmt: skip
    seen = Observer(index).one(repaired(asked, texts_of(index)))
    assert seen.given
    assert (seen.within, (seen.ranks or {})["re-ranked"]) == (False, None)


def test_the_files_tell_who_failed_first(settings: Settings, questions: list[Question], tmp_path: Path) -> None:
    dataset, out = tmp_path / "questions.jsonl", tmp_path / "out"
    dump(questions, dataset)
    with dataset.open("a", encoding="utf-8") as file:
        file.write("{broken\n")
    console = Console(file=StringIO(), width=80)
    assert run(dataset, settings, out=out, console=console) == 0
    printed = console.file
    assert isinstance(printed, StringIO)
    assert "line 4: Invalid JSON" in printed.getvalue()
    assert "2 of 4 questions failed" in " ".join(printed.getvalue().split())
    assert max(map(len, printed.getvalue().splitlines())) <= 80
    whole = json.loads((out / "components.json").read_text("utf-8"))
    assert (whole["n"], whole["blame"]["all"]["failed"], whole["blame"]["all"]["error"]) == (4, 2, 1)
    assert {one["id"]: one["blame"] for one in whole["questions"]}["who"] is None
    assert whole["components"]["retrieval"]["re-ranked"]["recall@5"] == 1.0
    assert whole["components"]["gate"]["caught"]["n"] > 0
    page = (out / "errors.html").read_text("utf-8")
    assert "Vad kostar &lt;b&gt;simhallen&lt;/b&gt;?" in page
    assert "<script" not in page
    assert "<b>simhallen" not in page
    assert not re.search(r"(?:src|href)\s*=\s*[\"'](?!#|data:)", page)
    assert "Vem frågade om simhallen?" not in page  # answered rightly


def test_two_runs_write_the_same(settings: Settings, questions: list[Question], tmp_path: Path) -> None:
    dataset = tmp_path / "questions.jsonl"
    dump(questions, dataset)
    for name in ("a", "b"):
        run(dataset, settings, out=tmp_path / name, console=Console(file=StringIO()))
    for file in ("components.json", "errors.html"):
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()


def test_what_cannot_be_used_is_told(settings: Settings, tmp_path: Path) -> None:
    for dataset in (None, tmp_path / "none.jsonl"):
        with pytest.raises(CouncilError):
            run(dataset, settings, console=Console(file=StringIO()))
