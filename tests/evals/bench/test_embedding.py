"""The benchmark of the embedding on little: what it counts, and that it tells a share."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from evals.bench.embedding import Measured, main, measure, operations, overlap, rows
from index.embedding.packed import Shape

pytestmark = pytest.mark.slow

TEXTS = [f"Nämnden i Tallhamra lagar väg {n} före vintern. " * (1 + n % 3) for n in range(12)]


def test_operations_are_those_of_the_layers_by_hand() -> None:
    shape = Shape(hidden=4, layers=2, heads=2, feed_forward=8, vocabulary=9, positions=9, types=1, epsilon=1e-12)
    weights = 4 * 4 * 4 + 2 * 4 * 8  # query, key, value, output; the way up and down
    assert operations(np.array([3, 5]), shape) == 2 * (2 * weights * 8 + 4 * 4 * (9 + 25))


def test_a_few_passages_give_a_share_and_agree_with_float32(tmp_path: Path) -> None:
    found = measure(TEXTS, rounds=2, cache=tmp_path, seconds=0.02)
    assert found.passages == 12
    assert found.share > 0
    assert found.processor_share > 0
    assert overlap(TEXTS, ["När lagas väg 3?"], tmp_path) >= 0.8


def test_the_rows_say_whether_the_goals_are_met() -> None:
    found = Measured(10, 1000, 5000.0, 300.0, 500.0, 0.6, 0.55, (0.5, 0.7), "bfloat16")
    share, agreement = rows(found, 0.985)
    assert share.met
    assert share.markdown.startswith("| Embedding: share of plain bfloat16 matrix products | 60% (5,000 tokens/s")
    assert not agreement.met


def test_without_an_index_it_ends_with_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--index", str(tmp_path / "none")]) == 1
    assert "council ingest" in capsys.readouterr().err
