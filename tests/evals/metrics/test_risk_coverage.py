"""Risk, coverage and the area, with the arithmetic shown."""

from __future__ import annotations

import pytest

from assistant.contract import Retrieved
from evals.metrics import Point, aurc, curve
from evals.record import Record

from ..conftest import make_answer, make_question, make_record, silent


def answered(*scores: float, right: bool = True) -> Record:
    retrieved = [Retrieved(path="fvg.txt", start=0, end=9, score=score) for score in scores]
    said = "Det är enhetschefen [1]." if right else "Det är rektorn [1]."
    return make_record(answer=make_answer(answer=said, retrieved=retrieved))


SURE, WRONG, LAST = answered(0.2, 0.9), answered(0.7, right=False), answered(0.4)


def test_risk_is_told_from_the_surest_answer_on() -> None:
    records = [LAST, make_record(answer=silent()), SURE, WRONG]
    assert curve(records) == [
        Point(confidence=0.9, coverage=1 / 4, risk=0.0),
        Point(confidence=0.7, coverage=2 / 4, risk=1 / 2),
        Point(confidence=0.4, coverage=3 / 4, risk=1 / 3),
    ]
    assert aurc(records) == pytest.approx((0 + 1 / 2 + 1 / 3) / 3)


def test_the_area_is_smaller_where_the_wrong_answer_is_the_least_sure() -> None:
    assert aurc([SURE, answered(0.8), answered(0.1, right=False)]) == pytest.approx((0 + 0 + 1 / 3) / 3)
    assert aurc([answered(1.0, right=False), SURE, LAST]) == pytest.approx((1 + 1 / 2 + 1 / 3) / 3)


def test_equals_are_taken_in_every_order_at_once() -> None:
    tied = [answered(0.5), answered(0.5, right=False)]
    assert aurc(tied) == aurc(tied[::-1]) == pytest.approx((1 / 2 + 1 / 2) / 2)
    assert aurc([SURE, *tied]) == pytest.approx((0 + (1 / 2) / 2 + 1 / 3) / 3)  # 0, half of one in 2, one in 3
    assert [point.coverage for point in curve(tied)] == [1.0]


def test_an_answer_to_what_no_document_tells_is_a_wrong_one() -> None:
    due = make_question(status="not_found", gold=(), nuggets=())
    assert aurc([make_record(due, make_answer())]) == 1.0


def test_an_answer_without_passages_comes_last() -> None:
    nothing, endless = answered(right=False), answered(float("nan"), right=False)
    assert [point.confidence for point in curve([nothing, SURE, endless])] == [0.9, None]
    assert aurc([nothing, answered(-3.0)]) == pytest.approx((0 + 1 / 2) / 2)


def test_without_answers_there_is_no_curve() -> None:
    silence = [make_record(answer=silent()), Record(make_question(), None, 1.0, error="x")]
    assert curve(silence) == []
    assert aurc(silence) is None
