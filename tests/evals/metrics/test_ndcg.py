"""nDCG@k, with the arithmetic shown. Gains at ranks 1 … 4 are worth 1, 1/log2(3), 1/2 and 1/log2(5)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.contract import Retrieved
from evals.dataset import Gold
from evals.metrics import ndcg
from evals.record import Record

from ..conftest import make_answer, make_question, make_record, silent

SECOND, FOURTH, TENTH = 0.6309298, 0.4306766, 0.2890648  # 1/log2(3), 1/log2(5), 1/log2(11)


def gold(start: int) -> Gold:
    return Gold(path="fvg.txt", quote="x" * 10, start=start, end=start + 10)


def place(start: int, end: int | None = None) -> Retrieved:
    return Retrieved(path="fvg.txt", start=start, end=start + 10 if end is None else end, score=0.0)


A, B, C = gold(100), gold(200), gold(300)
MISS = place(900)


def record(golds: tuple[Gold, ...], *retrieved: Retrieved) -> Record:
    return make_record(make_question(gold=golds), make_answer(retrieved=list(retrieved)))


@pytest.mark.parametrize(
    ("golds", "retrieved", "k", "value"),
    [
        ((A,), [place(100)], 10, 1.0),
        ((A,), [MISS, place(100)], 10, SECOND),
        ((A, B, C), [place(100)], 10, 1 / (1 + SECOND + 0.5)),  # one of three, and the best order has all three
        ((A, B), [MISS, place(200), MISS, place(100)], 10, (SECOND + FOURTH) / (1 + SECOND)),
        ((A, B, C), [place(100), place(300)], 2, 1.0),  # no order does better in two ranks
        ((A,), [MISS] * 9 + [place(100)], 10, TENTH),
        ((A,), [MISS] * 10 + [place(100)], 10, 0.0),  # rank 11
        ((A,), [], 10, 0.0),
    ],
)
def test_a_place_is_worth_less_the_further_down_it_is(
    golds: tuple[Gold, ...], retrieved: list[Retrieved], k: int, value: float
) -> None:
    assert ndcg([record(golds, *retrieved)], k) == pytest.approx(value)


def test_the_same_place_counts_once() -> None:
    again = record((A, B), place(100), place(100), place(103), place(200))
    assert ndcg([again], 10) == pytest.approx((1 + FOURTH) / (1 + SECOND))


def test_a_passage_that_has_both_places_is_all_that_is_needed() -> None:
    assert ndcg([record((A, B), place(90, 220))], 10) == 1.0


def test_only_questions_with_gold_count_and_an_error_is_a_zero() -> None:
    without = make_record(make_question(status="not_found", gold=(), nuggets=()), silent())
    failed = Record(make_question(gold=(A,)), None, 1.0, error="x")
    assert ndcg([record((A,), place(100)), failed, without], 10) == pytest.approx(1 / 2)
    assert ndcg([without], 10) is None


STARTS = st.lists(st.integers(0, 12).map(lambda n: n * 5), max_size=14)


@given(STARTS.filter(bool), STARTS, st.integers(1, 12))
def test_it_lies_between_nothing_and_the_best_order(golds: list[int], found: list[int], k: int) -> None:
    value = ndcg([record(tuple(map(gold, golds)), *map(place, found))], k)
    assert value is not None
    assert 0 <= value <= 1 + 1e-12
