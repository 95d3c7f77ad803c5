"""Correctness, abstention, language and latency, with the arithmetic shown."""

from __future__ import annotations

import pytest

from corpus.records import ActKind
from evals.metrics import (
    abstention,
    act_match,
    citation_exactness,
    citation_precision,
    correct,
    faults,
    language_match,
    percentile,
)
from evals.record import Record

from ..conftest import QUOTE, make_answer, make_citation, make_question, make_record, silent


def test_a_right_answer_has_no_faults() -> None:
    assert faults(make_record()) == []
    assert correct([make_record()]) == 1.0


@pytest.mark.parametrize(
    ("question", "answer", "told"),
    [
        ({}, {"status": "not_found"}, "status not_found, expected answered"),
        ({"nuggets": (("enhetschef",), ("rektor", "head"))}, {}, "missing 'rektor'"),
        ({"forbidden": ("enhetschefen",)}, {}, "says 'enhetschefen'"),
    ],
)
def test_each_fault_is_named(question: dict[str, object], answer: dict[str, object], told: str) -> None:
    record = make_record(make_question(**question), make_answer(**answer))
    assert faults(record) == [told]
    assert correct([record, make_record()]) == 0.5


def test_an_error_is_a_fault() -> None:
    record = Record(make_question(), None, 1.0, error="The question is empty.")
    assert faults(record) == ["error: The question is empty."]


def test_exactness_counts_citations_and_not_answers() -> None:
    three = Record(make_question(), make_answer(), 1.0, (True, True, False))
    one = Record(make_question(), make_answer(), 1.0, (True,))
    assert citation_exactness([three, one]) == pytest.approx(3 / 4)
    assert citation_exactness([make_record(answer=silent())]) is None


def test_precision_is_averaged_over_answers() -> None:
    off = make_citation("Vision frågade", 0)
    half = make_record(answer=make_answer(citations=[make_citation(), off]))
    assert citation_precision([half, make_record()]) == pytest.approx((1 / 2 + 1) / 2)
    assert citation_precision([make_record(answer=silent())]) is None


def test_a_question_cited_for_an_answer_does_not_match() -> None:
    question = make_question(acts=(ActKind.ANSWER,))
    blurred = make_answer(citations=[make_citation(), make_citation(act="question")])
    unnamed = make_answer(citations=[make_citation(act=None)])
    records = [make_record(question, answer) for answer in (make_answer(), blurred, unnamed, silent())]
    assert act_match(records) == pytest.approx((1 + 0 + 0) / 3)  # the silent one cites nothing


def test_abstention_is_told_as_precision_and_recall() -> None:
    due = make_question(status="not_found", gold=(), nuggets=())
    records = [
        make_record(due, silent()),  # rightly silent
        make_record(due, make_answer()),  # should have been
        make_record(make_question(), silent()),  # should not have been
        Record(make_question(), None, 1.0, error="x"),  # an error is no answer
        make_record(),
        make_record(make_question(status="asked_not_answered"), make_answer(status="asked_not_answered")),
    ]
    found = abstention(records)
    assert found.precision == pytest.approx(1 / 3)
    assert found.recall == pytest.approx(1 / 2)
    assert (found.silent, found.expected) == (3, 2)
    assert abstention([make_record()]).precision is None


@pytest.mark.parametrize(
    ("language", "answer", "matches"),
    [
        ("sv", {}, 1.0),
        ("en", {}, 0.0),
        ("en", {"language": "en", "answer": f"The answer was: {QUOTE} [1]"}, 1.0),
        ("en", {"language": "en", "answer": "It says “det är inte och att” of the matter."}, 1.0),
        ("en", {"language": "en", "answer": "Underlaget säger inget om detta och inte mer."}, 0.0),
    ],
)  # fmt: skip
def test_the_words_around_quotes_are_in_the_language_asked(
    language: str, answer: dict[str, object], matches: float
) -> None:
    record = make_record(make_question(language=language), make_answer(**answer))
    assert language_match([record]) == matches


def test_percentiles_take_the_nearest_rank() -> None:
    records = [make_record(ms=ms) for ms in (40.0, 10.0, 30.0, 20.0)]
    assert percentile(records, 50) == 20.0  # ceil(4 · 0.50) = 2nd
    assert percentile(records, 95) == 40.0  # ceil(4 · 0.95) = 4th
    assert percentile(records, 25) == 10.0
    assert percentile([], 50) is None
