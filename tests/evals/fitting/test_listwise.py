"""Fitting weights that rank: planted weights come back, signs hold, the same questions give the same weights."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.fitting.listwise import Alternatives, fit, hit_at, ranks
from evals.logistic import Matrix

PLANTED = st.lists(st.sampled_from([-2.0, -1.0, 1.0, 2.0]), min_size=2, max_size=4)


def drawn(weights: list[float], seed: int, questions: int = 60, each: int = 8) -> list[Alternatives]:
    """Questions of which the alternative with the highest score by these weights is right."""
    numbers = np.random.default_rng(seed)
    found = []
    for _ in range(questions):
        rows = numbers.normal(size=(each, len(weights)))
        found.append(Alternatives(rows, np.arange(each) == int(np.argmax(rows @ np.array(weights)))))
    return found


def cosine(one: Matrix, other: Matrix) -> float:
    return float(one @ other / (np.linalg.norm(one) * np.linalg.norm(other)))


@settings(max_examples=15, deadline=None)
@given(PLANTED, st.integers(0, 1000))
def test_planted_weights_are_found_again(planted: list[float], seed: int) -> None:
    questions = drawn(planted, seed)
    found = fit(questions, [0] * len(planted))
    assert cosine(found, np.array(planted)) > 0.95
    assert hit_at(ranks(questions, found), 1) > 0.85


@settings(max_examples=15, deadline=None)
@given(PLANTED, st.lists(st.sampled_from([-1, 0, 1]), min_size=4, max_size=4), st.integers(0, 1000))
def test_no_weight_has_a_sign_that_it_must_not_have(planted: list[float], signs: list[int], seed: int) -> None:
    signs = signs[: len(planted)]
    found = fit(drawn(planted, seed, questions=20), signs)
    assert all(weight * sign >= 0 for weight, sign in zip(found, signs, strict=True))


def test_a_weight_of_the_forbidden_sign_becomes_nothing_and_the_others_stay() -> None:
    # Drawn once and many: from a few questions an allowed weight may rightly come out as nothing too.
    planted, signs = [2.0, -2.0, 1.0, -1.0], [-1, -1, 1, 1]
    found = fit(drawn(planted, 7, questions=200), signs)
    for weight, sign, true in zip(found, signs, planted, strict=True):
        assert (weight == 0) == (sign * true < 0)


def test_fitting_twice_gives_the_same() -> None:
    questions = drawn([1.0, -1.0], 7)
    assert (fit(questions, [1, -1]) == fit(questions, [1, -1])).all()


def test_the_scale_of_a_feature_does_not_matter() -> None:
    questions = drawn([1.0, 1.0], 3)
    stretched = [Alternatives(one.features * [1.0, 100.0], one.right) for one in questions]
    assert fit(stretched, [1, 1]) * [1.0, 100.0] == pytest.approx(fit(questions, [1, 1]), rel=1e-4)


def test_shrinking_draws_the_weights_to_zero() -> None:
    questions = drawn([1.0, 1.0], 3)
    assert np.abs(fit(questions, [0, 0], shrink=100.0)).max() < 0.1


def test_questions_without_a_right_alternative_teach_nothing() -> None:
    lost = Alternatives(np.array([[1.0], [2.0]]), np.array([False, False]))
    assert (fit([lost], [0]) == 0).all()
    assert (fit([], [1, 0]) == 0).all()
    known = drawn([1.0], 1)
    assert (fit([*known, lost], [0]) == fit(known, [0])).all()


def test_any_of_several_right_ones_will_do() -> None:
    either = Alternatives(np.array([[2.0, 0.0], [0.0, 2.0], [0.0, 0.0]]), np.array([True, True, False]))
    found = fit([either] * 5, [0, 0])
    assert ranks([either], found) == [1]


def test_ranks_are_those_of_the_first_right_one() -> None:
    weights = np.array([1.0])
    second = Alternatives(np.array([[3.0], [2.0], [1.0]]), np.array([False, True, True]))
    lost = Alternatives(np.array([[1.0]]), np.array([False]))
    found = ranks([second, lost], weights)
    assert found == [2, None]
    assert (hit_at(found, 1), hit_at(found, 2), hit_at([], 1)) == (0.0, 0.5, 0.0)
