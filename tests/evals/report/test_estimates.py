"""The measures of draws: drawn once each the questions give the measure itself, and drawn twice they count twice."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.contract import Retrieved
from evals.record import Record
from evals.report.estimates import Area, Middle, estimates, intervals
from evals.report.measures import measure

from ..conftest import make_answer, make_question, make_record, silent


def record(n: int, right: bool, score: float, told: bool, ms: float, rank: int) -> Record:
    question = make_question(id=f"q{n}", nuggets=(("enhetschef" if right else "rektor",),))
    beside = [Retrieved(path="fvg.txt", start=0, end=10, score=score)] * (rank - 1)
    found = [*beside, Retrieved(path="fvg.txt", start=33, end=79, score=score)]
    return make_record(question, make_answer(retrieved=found) if told else silent(retrieved=found), ms)


RECORDS = st.lists(
    st.tuples(st.booleans(), st.sampled_from([0.5, 0.7, 0.9]), st.booleans(), st.floats(0, 999), st.integers(1, 12)),
    min_size=1,
    max_size=12,
).map(lambda rows: [record(n, *row) for n, row in enumerate(rows)])


@settings(max_examples=40, deadline=None)
@given(RECORDS, st.data())
def test_a_draw_gives_what_the_measure_gives_of_the_drawn_questions(records: list[Record], data: st.DataObject) -> None:
    times = data.draw(st.lists(st.integers(0, 3), min_size=len(records), max_size=len(records)).filter(any))
    drawn = [record for record, count in zip(records, times, strict=True) for _ in range(count)]
    wanted = measure(drawn)
    for name, estimate in estimates(records).items():
        found = estimate.at(np.array([times], dtype=np.float64))[0]
        expected = wanted[name]
        assert np.isnan(found) if expected is None else found == pytest.approx(expected), name


def test_medians_and_percentiles_of_draws() -> None:
    counts = np.array([[1.0, 1.0, 1.0, 1.0], [3.0, 0.0, 0.0, 1.0], [0.0, 0.0, 0.0, 0.0]])
    scores = [40.0, 10.0, None, 20.0]
    assert Middle(scores).at(counts)[:2].tolist() == [20.0, 40.0]  # of 10 20 40, and of 20 40 40 40
    assert Middle([1.0, 2.0, 3.0, 4.0]).at(counts)[0] == 2.5
    assert Middle(scores, 50).at(counts)[:2].tolist() == [20.0, 40.0]
    assert np.isnan(Middle(scores).at(counts)[2])


def test_the_area_takes_equals_as_in_every_order() -> None:
    # The surest is right; two equal ones follow, of which one is wrong: risks 0, (1/2)/2 and 1/3.
    records = [record(1, True, 0.9, True, 1, 1), record(2, True, 0.5, True, 1, 1), record(3, False, 0.5, True, 1, 1)]
    found = Area(records).at(np.ones((1, 3)))[0]
    assert found == pytest.approx((0 + 1 / 4 + 1 / 3) / 3)


def test_intervals_hold_the_measure_and_are_narrower_with_more_questions() -> None:
    few = [record(n, n % 2 == 0, 0.5, True, 10.0 * n, 1 + n % 3) for n in range(20)]
    many = [record(n, n % 2 == 0, 0.5, True, 10.0 * n, 1 + n % 3) for n in range(200)]
    width = []
    for records in (few, many):
        spans = intervals(estimates(records), len(records))
        values = measure(records)
        for name, span in spans.items():
            value = values[name]
            assert span is None if value is None else span is not None and span[0] <= value <= span[1]
        assert spans["correct"] is not None
        width.append(spans["correct"][1] - spans["correct"][0])
    # 1/2 over n questions has the deviation sqrt(.25 / n): 3.92 of them are .438 of 20 and .139 of 200.
    assert width == [pytest.approx(0.438, abs=0.06), pytest.approx(0.139, abs=0.02)]


def test_without_questions_nothing_has_an_interval() -> None:
    assert set(intervals(estimates([]), 0).values()) == {None}
