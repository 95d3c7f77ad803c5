"""Intervals and levels of significance, against draws that can be counted by hand."""

from __future__ import annotations

import numpy as np
import pytest

from evals.bootstrap import DRAWS, draws, interval, significance

# Two questions, of which one gained 1 and the other nothing: a draw of two gives the mean 0 in a quarter of the cases,
# 1/2 in a half, and 1 in a quarter.
GAINS = np.array([1.0, 0.0])


def drawn() -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.concatenate([counts @ GAINS / 2 for counts in draws(2)])


def test_every_draw_has_as_many_questions_and_all_draws_come_out_as_counted() -> None:
    counts = np.concatenate(list(draws(2)))
    assert counts.shape == (DRAWS, 2)
    assert set(counts.sum(axis=1)) == {2.0}
    means, times = np.unique(drawn(), return_counts=True)
    assert means.tolist() == [0.0, 0.5, 1.0]
    assert (times / DRAWS).tolist() == pytest.approx([0.25, 0.5, 0.25], abs=0.02)


def test_the_interval_cuts_off_a_fortieth_on_either_side() -> None:
    assert interval(drawn()) == (0.0, 1.0)
    assert interval(np.arange(1001.0)) == (25.0, 975.0)


def test_significance_is_twice_the_rarer_side() -> None:
    assert significance(drawn()) == pytest.approx(2 * 0.25, abs=0.03)  # a quarter of the draws is 0 or below
    assert significance(np.array([1.0] * 99)) == pytest.approx(2 * 1 / 100)  # none is: as if the next one were
    assert significance(np.zeros(10)) == 1.0


def test_a_figure_that_most_draws_lack_has_no_interval() -> None:
    lacking = np.array([np.nan, np.nan, 1.0])
    assert interval(lacking) is None
    assert significance(lacking) is None
    assert interval(np.array([np.nan, 1.0, 1.0])) == (1.0, 1.0)


def test_the_same_draws_come_again_whatever_is_held_at_once() -> None:
    first, second = (np.concatenate(list(draws(3000, 2000))) for _ in range(2))
    assert first.shape == (2000, 3000)
    assert (first == second).all()
