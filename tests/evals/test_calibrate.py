"""Fitting: the model finds what separates, deterministically, and wrong arguments are told in one line."""

from __future__ import annotations

import numpy as np
import pytest

from evals import rerank
from evals.calibrate import main
from evals.fitting.listwise import Alternatives
from evals.fitting.plan import features
from evals.logistic import fit

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


def test_the_re_ranker_learns_what_hits_have_in_common_and_keeps_its_scale() -> None:
    names, _ = features("rerank")
    numbers = np.random.default_rng(1)
    pools = []
    for _ in range(30):
        rows = numbers.random((10, len(names)))
        pools.append(Alternatives(rows, np.arange(10) == int(rows[:, names.index("dense")].argmax())))
    found = rerank.fit(pools)
    assert max(found, key=lambda name: found[name]) == "dense"
    assert min(found.values()) >= 0
    assert sum(found.values()) == pytest.approx(rerank.SUM)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["missing.jsonl:nowhere"], "no such file"), (["missing.jsonl"], "DATASET:INDEX")],
)
def test_what_cannot_be_used_is_told_in_one_line(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 1
    told = capsys.readouterr().err
    assert said in told
    assert told.count("\n") == 1
