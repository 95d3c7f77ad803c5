"""Collections and tables: which question belongs where, and what is written where."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from evals.dataset import DatasetError, Gold, Question
from evals.fitting.plan import Source, features, left_out
from evals.fitting.tables import change, comment, numbers, put

TEXT = """# Weights.

[passages]
bias = 1.0

[told]  # whether it answers
# an old note
bias = 2.0
sure = 0.6  # chosen by hand
[told.weights]
own = 0.5

[intends]  # words
words = ['a']
"""


def question(id: str, path: str | None = None) -> Question:
    gold = (Gold(path=path, quote="x", start=0, end=1),) if path else ()
    return Question(id=id, question="Vad?", language="sv", category="what", status="answered", gold=gold)


def test_a_source_is_written_as_dataset_and_index() -> None:
    assert Source.parse("a.jsonl:ix") == Source(Path("a.jsonl"), Path("ix"))
    assert Source.parse("a.jsonl:ix:folders").folders
    for wrong in ("a.jsonl", "a.jsonl:", "a.jsonl:ix:files", "a:b:folders:c"):
        with pytest.raises(DatasetError, match="DATASET:INDEX"):
            Source.parse(wrong)


def test_a_dataset_is_one_collection_or_one_a_folder() -> None:
    questions = [question("ks-1", "namnd/a.txt"), question("kf-1", "full/b.txt"), question("ks-u1"), question("zz-1")]
    assert set(Source(Path("data.jsonl"), Path("ix")).collections(questions).values()) == {"data"}
    found = Source(Path("data.jsonl"), Path("ix"), folders=True).collections(questions)
    assert found == {"ks-1": "namnd", "kf-1": "full", "ks-u1": "namnd", "zz-1": "data"}


def test_each_collection_is_left_out_once() -> None:
    assert list(left_out({"a": [1, 2], "b": [3]})) == [("a", [3], [1, 2]), ("b", [1, 2], [3])]


def test_features_have_the_signs_of_the_plan() -> None:
    names, signs = features("rank", without=["read"])
    known = dict(zip(names, signs, strict=True))
    assert "read" not in known
    assert (known["near"], known["fragment"], known["length"]) == (1, -1, 0)
    assert set(features("rerank")[1]) == {1}


def test_only_the_table_that_is_written_changes() -> None:
    def write(text: str) -> str:
        return put(change(text, "told", {"bias": -3.25}, ["# new"]), "told.weights", ["near = 0.25"])

    written = write(TEXT)
    assert "an old note" not in written
    assert "[told]  # whether it answers\n# new\nbias = -3.2500\nsure = 0.6  # chosen by hand\n" in written
    before, after = tomllib.loads(TEXT), tomllib.loads(written)
    assert after["told"] == {"bias": -3.25, "sure": 0.6, "weights": {"near": 0.25}}
    assert {k: v for k, v in after.items() if k != "told"} == {k: v for k, v in before.items() if k != "told"}
    assert write(written) == written
    assert tomllib.loads(put(TEXT, "intends", ["words = ['b']"]))["intends"] == {"words": ["b"]}


def test_a_table_that_is_missing_is_told() -> None:
    with pytest.raises(DatasetError, match="asked"):
        put(TEXT, "asked", [])
    with pytest.raises(DatasetError, match="likely"):
        change(TEXT, "told", {"likely": 0.5}, [])


def test_weights_that_are_next_to_nothing_are_left_out() -> None:
    assert numbers({"own": 0.51234, "near": 1e-5, "far": -0.2}) == ["own = 0.5123", "far = -0.2000"]
    assert all(len(line) < 120 and line.startswith("# ") for line in comment("word " * 100))
