"""The questions on real documents: as varied as asked for, without the documents' words, right where they lie."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import evals
from evals.check import problems, reader
from evals.dataset import Question, load

DATASET = Path(evals.__file__).parent / "datasets" / "reference.jsonl"
DATA = Path(__file__).parents[3] / "shared" / "data"
SMALL = 36_000  # bytes; the larger documents are checked by `python -m evals.check`


@pytest.fixture(scope="module")
def questions() -> list[Question]:
    return load(DATASET)


def test_the_kinds_of_question_are_as_agreed(questions: list[Question]) -> None:
    kinds = Counter(question.category for question in questions)
    assert sum(n for kind, n in kinds.items() if kind.startswith("who_")) == 30
    assert kinds["when"] == kinds["list"] + kinds["count"] == kinds["id"] + kinds["status"] == 10
    who = [question for question in questions if question.category.startswith("who_")]
    assert 0.3 < sum(question.language == "en" for question in who) / len(who) < 0.4
    assert [question.split for question in questions] == ["dev", "dev", "test"] * 20


def test_no_words_of_the_documents_are_kept(questions: list[Question]) -> None:
    assert all(gold.quote is None for question in questions for gold in question.gold)
    wordings = [wording for question in questions for nugget in question.nuggets for wording in nugget]
    assert max(len(wording) for wording in wordings) < 40


def test_every_place_in_a_small_document_is_what_it_was(questions: list[Question]) -> None:
    if not DATA.is_dir():
        pytest.skip(f"{DATA} is not here")
    small = [
        question.model_copy(update={"nuggets": (), "gold": gold})
        for question in questions
        if (gold := tuple(gold for gold in question.gold if (DATA / gold.path).stat().st_size < SMALL))
        and question.category != "count"
    ]
    assert len(small) > 20
    assert problems(small, reader(DATA)) == []
