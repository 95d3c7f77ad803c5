"""Fitting weights: the model finds what separates, deterministically, and its output can be read back."""

from __future__ import annotations

import tomllib

import numpy as np
import pytest

from evals.calibrate import abstention, main, usable
from evals.dataset import DatasetError
from evals.logistic import fit, left_out
from evals.rerank import Pool, climb, evaluate, rewrite
from index.retrieval.settings import Weights, default_weights

from .conftest import make_question

ROWS = np.array([[0.9, 5.0], [0.8, 5.0], [0.7, 5.0], [0.2, 5.0], [0.1, 5.0]])
LABELS = np.array([1.0, 1.0, 1.0, 0.0, 0.0])


def test_the_feature_that_separates_gets_the_weight() -> None:
    model = fit(ROWS, LABELS)
    assert model.weights[0] > 0
    assert model.weights[1] == pytest.approx(0.0)
    chances = model.probability(ROWS)
    assert (chances[:3] > 0.5).all()
    assert (chances[3:] < 0.5).all()


def test_a_strong_penalty_draws_the_weights_to_zero_and_the_chance_to_one_half() -> None:
    model = fit(ROWS, LABELS, strength=1e6)
    assert np.abs(model.weights).max() < 1e-3
    assert model.probability(ROWS) == pytest.approx([0.5] * 5, abs=1e-3)  # the classes weigh the same


def test_the_slope_is_zero_where_the_fit_ends() -> None:
    model = fit(ROWS[:, :1], LABELS, strength=0.5)
    scale = ROWS[:, 0].std()
    balance = np.array([0.5 / 0.6] * 3 + [0.5 / 0.4] * 2)
    residual = balance * (model.probability(ROWS[:, :1]) - LABELS)
    standard = (ROWS[:, 0] - ROWS[:, 0].mean()) / scale
    assert residual.sum() == pytest.approx(0.0, abs=1e-8)
    assert residual @ standard + 0.5 * model.weights[0] * scale == pytest.approx(0.0, abs=1e-8)


def test_fitting_twice_gives_the_same() -> None:
    assert (fit(ROWS, LABELS).weights == fit(ROWS, LABELS).weights).all()
    assert left_out(ROWS, LABELS).shape == (5,)


def test_the_fitted_weights_are_toml_with_a_weight_a_feature() -> None:
    read = tomllib.loads(abstention(["passage", "z"], ROWS, LABELS))
    assert set(read["weights"]) == {"passage", "z"}
    assert read["weights"]["passage"] > 0
    assert read["threshold"] == 0.5
    assert isinstance(read["bias"], float)


def test_one_kind_of_question_is_not_enough() -> None:
    with pytest.raises(DatasetError, match="both"):
        abstention(["passage", "z"], ROWS, np.ones(5))


def test_questions_that_need_more_than_themselves_are_left_out() -> None:
    questions = [
        make_question(),
        make_question(id="q2", history=("Vem?",)),
        make_question(id="q3", filters={"party": ["V"]}),
    ]
    assert [question.id for question in usable(questions)] == ["q1"]


def test_only_the_rerank_numbers_of_the_weights_file_change() -> None:
    before = default_weights()
    after = Weights.read(rewrite({**before.rerank, "bm25": 0.125, "exact": -3.0}))
    assert after.rerank == {**before.rerank, "bm25": 0.125, "exact": -3.0}
    assert (after.sources, after.match, after.limits) == (before.sources, before.match, before.limits)


def test_a_missing_dataset_is_told_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["missing.jsonl", "--index", "nowhere"]) == 1
    assert "no such file" in capsys.readouterr().err


def pool(rows: list[list[float]], hits: list[bool]) -> Pool:
    return Pool(np.array(rows), np.array(hits))


def test_reciprocal_ranks_are_averaged_over_the_pools() -> None:
    found = [
        pool([[1.0, 0.0], [0.5, 1.0]], [False, True]),  # by a: rank 2; by b: rank 1
        pool([[1.0, 0.0], [0.5, 1.0]], [True, False]),  # by a: rank 1; by b: rank 2
        pool([[1.0, 0.0]], [False]),  # no hit
    ]
    assert evaluate(found, {"a": 1.0, "b": 0.0}) == pytest.approx((1 / 2 + 1 + 0) / 3)
    assert evaluate([], {"a": 1.0}) == 0.0


def test_the_climb_keeps_only_what_helps() -> None:
    found = [pool([[1.0, 0.0], [0.5, 0.4]], [False, True])] * 3  # right when b weighs more than a · 1.25
    start = {"a": 1.0, "b": 1.0}
    better = climb(found, start)
    assert evaluate(found, start) == pytest.approx(1 / 2)
    assert evaluate(found, better) == pytest.approx(1.0)
    assert climb(found, better) == better
