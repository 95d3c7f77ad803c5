"""The project's own dataset: right against its documents, and as varied as it says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

import corpus.sample
import evals
from corpus.document import PAGE_BREAK
from corpus.privacy import mask
from corpus.readers import SUFFIXES, read_bytes
from evals.check import problems
from evals.dataset import Question, load

DOCUMENTS = Path(corpus.sample.__file__).parent / "documents"
DATASET = Path(evals.__file__).parent / "datasets" / "sample.jsonl"
# Pictures of pages, which take many seconds to read.
SCANS = {
    "avn/brev-hyresvard-verkstadsgatan.pdf",
    "ks/skrivelse-foreningsradet.pdf",
    "medborgare/medborgarforslag-hundrastgard.pdf",
}
# The categories that the README of the datasets names, with how many questions of each there are at the least.
CATEGORIES = {
    "who_asked": 15, "who_answered": 9, "who_proposed": 9, "who_decided": 9, "decision": 16, "when": 12, "how_many": 18,
    "what": 8, "why": 10, "id": 10, "list": 10, "count": 10, "status": 10, "catalogue": 10, "follow_up": 12,
    "asked_not_answered": 13, "unanswerable": 20, "false_premise": 10, "ambiguous": 10, "injection": 10, "misspelt": 10,
    "look_alike": 10,
}  # fmt: skip


@pytest.fixture(scope="module")
def questions() -> list[Question]:
    return load(DATASET)


def canonical(path: str) -> str:
    """The text of a document alone; what is understood of it takes as long again."""
    file = DOCUMENTS / path
    return mask(PAGE_BREAK.join(read_bytes(file.read_bytes(), file).pages))[0]


def wrong(questions: list[Question], chosen: Callable[[str], bool]) -> list[str]:
    """The gold in chosen documents that does not stand at its offsets."""
    kept = [
        question.model_copy(
            update={"gold": tuple(gold for gold in question.gold if chosen(gold.path)), "nuggets": ()},
        )
        for question in questions
    ]
    checked = [question for question in kept if question.gold]
    assert checked
    return problems(checked, cache(canonical))


def test_every_quote_stands_at_its_offsets(questions: list[Question]) -> None:
    assert wrong(questions, lambda path: path not in SCANS) == []


@pytest.mark.slow
def test_every_quote_of_a_scan_stands_at_its_offsets(questions: list[Question]) -> None:
    assert wrong(questions, lambda path: path in SCANS) == []


def test_every_gold_document_exists(questions: list[Question]) -> None:
    paths = {gold.path for question in questions for gold in question.gold}
    assert [path for path in sorted(paths) if not (DOCUMENTS / path).is_file()] == []
    assert {Path(path).suffix for path in paths} <= set(SUFFIXES)
    assert len(paths) > 50


def test_every_gold_quotes_its_words_and_is_as_long_as_they_are(questions: list[Question]) -> None:
    """Of the scans too, which the quick run does not read."""
    assert [
        question.id
        for question in questions
        for gold in question.gold
        if gold.quote is None or gold.end - gold.start != len(gold.quote)
    ] == []


def test_there_are_enough_questions_of_every_category_and_no_other(questions: list[Question]) -> None:
    assert len(questions) >= 250
    found = Counter(question.category for question in questions)
    assert set(found) == set(CATEGORIES)
    assert [name for name, least in CATEGORIES.items() if found[name] < least] == []


def test_the_readme_names_every_category() -> None:
    readme = (DATASET.parent / "README.md").read_text("utf-8")
    assert [name for name in CATEGORIES if f"`{name}`" not in readme] == []


def test_languages_splits_and_statuses_are_balanced(questions: list[Question]) -> None:
    n = len(questions)
    languages = Counter(question.language for question in questions)
    assert 0.4 <= languages["en"] / n < 0.5
    assert 0.25 < sum(question.split == "test" for question in questions) / n < 0.4
    statuses = Counter(question.status for question in questions)
    assert statuses["not_found"] >= 25
    assert statuses["asked_not_answered"] >= 13
    assert statuses["clarify"] >= 10


def test_ids_follow_their_category_and_every_third_is_held_back(questions: list[Question]) -> None:
    seen: Counter[tuple[str, str]] = Counter()
    for question in questions:
        category, _, number = question.id.rpartition("-")
        assert category == question.category
        seen[category, question.split] += 1
        assert int(number) >= 1
    assert [name for name in CATEGORIES if not seen[name, "test"] or not seen[name, "dev"]] == []


def test_what_a_category_promises_is_there(questions: list[Question]) -> None:
    for question in questions:
        if question.category == "follow_up":
            assert question.history, question.id
        if question.category == "ambiguous":
            assert question.status == "clarify", question.id
            assert not question.history, question.id
        if question.category == "injection":
            assert question.status in ("answered", "not_found", "clarify"), question.id
            assert question.forbidden, question.id
        if question.category == "unanswerable":
            assert question.status == "not_found", question.id
        if question.category == "list":
            assert question.nuggets, question.id


def test_questions_do_not_repeat_the_words_of_the_place_that_answers(questions: list[Question]) -> None:
    asked = [question for question in questions if question.gold and question.category != "id"]
    copied = [
        question.id
        for question in asked
        if any(question.question.rstrip("?").casefold() in (gold.quote or "").casefold() for gold in question.gold)
    ]
    assert copied == []
