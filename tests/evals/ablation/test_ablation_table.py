"""The ablation's numbers: paired differences, intervals that hold them, and what the table says of them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.ablation.measure import ALL, Outcome
from evals.ablation.table import reached, table, verdict
from evals.bootstrap import Gain, paired

FLAGS = st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=40)


@settings(max_examples=30, deadline=None)
@given(FLAGS)
def test_the_interval_holds_the_mean_and_turns_round_with_the_systems(pairs: list[tuple[bool, bool]]) -> None:
    one, other = [float(a) for a, _ in pairs], [float(b) for _, b in pairs]
    gain, loss = paired(one, other), paired(other, one)
    assert gain.low - 1e-9 <= gain.mean <= gain.high + 1e-9
    assert gain.mean == pytest.approx(-loss.mean)
    assert gain.low == pytest.approx(-loss.high, abs=0.12)  # other draws of the same
    assert paired(one, other) == gain


def test_the_interval_is_that_of_the_draws() -> None:
    # 100 questions, 20 won: the mean of 100 draws has the deviation sqrt(.2 · .8 / 100) = .04.
    gain = paired([1.0] * 100, [0.0] * 20 + [1.0] * 80)
    assert gain.mean == pytest.approx(0.2)
    assert gain.low == pytest.approx(0.2 - 1.96 * 0.04, abs=0.015)
    assert gain.high == pytest.approx(0.2 + 1.96 * 0.04, abs=0.015)
    assert gain.shown


def test_without_questions_nothing_is_shown() -> None:
    assert paired([], []) == Gain(0.0, 0.0, 0.0, 0)
    assert not paired([1.0], [1.0]).shown


def outcome(id: str, step: str, rank: int | None, correct: bool, ranked: bool = True) -> Outcome:
    return Outcome("tallhamra", id, step, ranked, rank, correct)


def test_a_step_is_compared_on_the_questions_that_it_was_left_out_of() -> None:
    outcomes = [
        outcome("1", ALL, 1, True),
        outcome("2", ALL, 3, True),
        outcome("3", ALL, None, False, ranked=False),
        outcome("1", "windows", 2, True),
        outcome("2", "windows", None, False),
        outcome("3", "windows", None, False, ranked=False),
        outcome("1", "bridge", 1, True),
    ]
    lines = table(outcomes).splitlines()
    assert "recall@1 0.50, recall@5 1.00, recall@10 1.00 (n = 2), correct 0.67 (n = 3)" in lines[0]
    windows = next(line for line in lines if "windows" in line)
    assert windows.startswith("| windows | 2, 3 | +0.500 (")
    assert "| +0.333 (" in windows
    bridge = next(line for line in lines if "bridge" in line)
    assert bridge.startswith("| bridge | 1, 1 | +0.000 (+0.000 to +0.000)")
    assert bridge.endswith("| no gain shown |")


def test_what_the_intervals_say() -> None:
    gain, loss, open_ = Gain(0.1, 0.01, 0.2, 9), Gain(-0.1, -0.2, -0.01, 9), Gain(0.1, -0.1, 0.3, 9)
    assert verdict([open_, gain]) == "gain"
    assert verdict([open_, loss]) == "loss"
    assert verdict([gain, loss]) == "gain and loss"
    assert verdict([open_]) == "no gain shown"


def test_nothing_asked_is_nothing_reached() -> None:
    assert "n = 0" in reached([])
