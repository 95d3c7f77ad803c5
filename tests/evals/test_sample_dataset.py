"""The project's own dataset: right against its documents, and as varied as it says."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import corpus.sample
import evals
from corpus.readers import SUFFIXES
from evals.check import problems, reader
from evals.dataset import Question, load

DOCUMENTS = Path(corpus.sample.__file__).parent / "documents"
DATASET = Path(evals.__file__).parent / "datasets" / "sample.jsonl"
# Formats that are read at once; PDFs are checked by `python -m evals.check`.
QUICK = {".txt", ".md", ".html", ".eml", ".docx"}


@pytest.fixture(scope="module")
def questions() -> list[Question]:
    return load(DATASET)


def test_every_quote_of_a_quick_document_stands_at_its_offsets(questions: list[Question]) -> None:
    quick = [
        question.model_copy(
            update={
                "gold": tuple(gold for gold in question.gold if Path(gold.path).suffix in QUICK),
                "nuggets": (),
            }
        )
        for question in questions
    ]
    checked = [question for question in quick if question.gold]
    assert len(checked) > 40
    assert problems(checked, reader(DOCUMENTS)) == []


def test_every_gold_document_exists(questions: list[Question]) -> None:
    paths = {gold.path for question in questions for gold in question.gold}
    assert [path for path in sorted(paths) if not (DOCUMENTS / path).is_file()] == []
    assert {Path(path).suffix for path in paths} <= set(SUFFIXES)


def test_languages_splits_and_statuses_are_balanced(questions: list[Question]) -> None:
    n = len(questions)
    languages = Counter(question.language for question in questions)
    assert 0.35 < languages["en"] / n < 0.5
    assert 0.25 < sum(question.split == "test" for question in questions) / n < 0.4
    statuses = Counter(question.status for question in questions)
    assert statuses["not_found"] >= 12
    assert statuses["asked_not_answered"] >= 8


def test_questions_do_not_repeat_the_words_of_the_place_that_answers(questions: list[Question]) -> None:
    asked = [question for question in questions if question.gold and question.category != "id"]
    copied = [
        question.id
        for question in asked
        if any(question.question.rstrip("?").casefold() in gold.quote.casefold() for gold in question.gold)
    ]
    assert copied == []
