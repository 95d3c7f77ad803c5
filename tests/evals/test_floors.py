"""The gate: a measure below its floor is told, and what was not run is not held against a run."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.dataset import DatasetError
from evals.floors import FLOORS, fallen, load

FLOOR = {"metrics": {"correct": 0.7, "mrr": 0.6}, "briefs": {"recall": 0.5}}


def test_a_measure_below_its_floor_is_told_and_one_on_it_is_not() -> None:
    report = {"n": 3, "metrics": {"correct": 0.7, "mrr": 0.599}, "briefs": {"recall": 0.9}}
    assert fallen(report, FLOOR) == ["metrics: mrr is 0.599, below its floor of 0.6."]


def test_a_measure_that_is_missing_counts_as_fallen() -> None:
    report = {"n": 3, "metrics": {"correct": None, "mrr": 0.8}}
    assert fallen(report, FLOOR) == ["metrics: correct was not measured; its floor is 0.7."]


def test_what_was_not_run_is_passed_over() -> None:
    assert fallen({"n": 0, "metrics": {"correct": None}, "briefs": {"recall": 0.5}}, FLOOR) == []


def test_the_floors_of_the_project_can_be_read() -> None:
    floors = load()
    assert set(floors) == {"metrics", "briefs"}
    assert floors["metrics"]["citation_exactness"] == 1.0
    assert FLOORS.name == "gate.toml"


@pytest.mark.parametrize("text", ["[metrics]\ncorrect = 'high'\n", "[other]\nx = 1\n", "metrics = 1\n", "[metrics\n"])
def test_a_broken_file_is_one_line(tmp_path: Path, text: str) -> None:
    file = tmp_path / "gate.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DatasetError, match=r"gate\.toml: ") as told:
        load(file)
    assert "\n" not in str(told.value)
    with pytest.raises(DatasetError, match="cannot be read"):
        load(tmp_path / "missing.toml")
