"""recall@k and MRR, with the arithmetic shown. The gold span is 33–79, 46 characters."""

from __future__ import annotations

import pytest

from assistant.contract import Retrieved
from evals.metrics import mrr, recall_at_k
from evals.metrics.hits import first_hit, hit

from ..conftest import GOLD, make_answer, make_question, make_record, silent


def place(start: int, end: int, path: str = "fvg.txt") -> Retrieved:
    return Retrieved(path=path, start=start, end=end, score=0.0)


@pytest.mark.parametrize(
    ("found", "counts"),
    [
        (place(0, 200), True),  # holds the gold
        (place(40, 50), True),  # lies inside it
        (place(0, 56), True),  # 23 of 46: half of the shorter one
        (place(0, 55), False),  # 22 of 46
        (place(79, 120), False),  # touches only
        (place(33, 79, "other.txt"), False),  # another document
    ],
)
def test_half_of_the_shorter_one_is_a_hit(found: Retrieved, counts: bool) -> None:
    assert hit(found, [GOLD]) is counts


def test_ranks_are_averaged_over_the_questions_with_gold() -> None:
    miss, good = place(200, 300), place(33, 79)
    records = [
        make_record(answer=make_answer(retrieved=[good])),  # rank 1
        make_record(answer=make_answer(retrieved=[miss, miss, miss, good])),  # rank 4
        make_record(answer=make_answer(retrieved=[miss] * 5 + [good])),  # rank 6
        make_record(answer=make_answer(retrieved=[])),  # no rank
        make_record(make_question(status="not_found", gold=(), nuggets=()), silent()),  # does not count
    ]
    assert [first_hit(record) for record in records[:4]] == [1, 4, 6, None]
    assert mrr(records) == pytest.approx((1 + 1 / 4 + 1 / 6 + 0) / 4)
    assert recall_at_k(records, 5) == pytest.approx(2 / 4)
    assert recall_at_k(records, 1) == pytest.approx(1 / 4)


def test_without_gold_there_is_nothing_to_say() -> None:
    record = make_record(make_question(status="not_found", gold=(), nuggets=()), silent())
    assert mrr([record]) is None
    assert recall_at_k([record], 5) is None
