"""Loading datasets: what is wrong is told in one line, with the number of the line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.records import ActKind
from evals.dataset import DatasetError, Gold, dump, load
from evals.fingerprint import fingerprint

from .conftest import GOLD, make_question

LINE = '{"id": "a", "question": "Vem?", "language": "sv", "category": "who_asked", "status": "answered"}'


def test_a_line_becomes_a_typed_question(write_lines: Callable[..., Path]) -> None:
    line = LINE[:-1] + (
        ', "acts": ["question"], "history": ["När?"], "split": "test", "nuggets": [["34", "trettiofyra"]],'
        ' "filters": {"path": ["kf"]}, "gold": [{"path": "a.txt", "quote": "x", "start": 3, "end": 4}]}'
    )
    (question,) = load(write_lines("", line))
    assert question.acts == (ActKind.QUESTION,)
    assert question.nuggets == (("34", "trettiofyra"),)
    assert question.gold[0].start == 3
    request = question.request()
    assert (request.id, request.history, request.filters.path) == ("a", ["När?"], ["kf"])


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{not json", "line 2"),
        (LINE.replace('"sv"', '"de"'), "line 2: language"),
        (LINE.replace("answered", "perhaps"), "line 2: status"),
        (LINE[:-1] + ', "nugets": []}', "line 2: nugets"),
        (LINE[:-1] + ', "gold": [{"path": "a.txt", "start": 0, "end": 4}]}', "give either a quote or a check"),
        (
            LINE[:-1] + ', "gold": [{"path": "a.txt", "quote": "x", "check": "0123abcd", "start": 0, "end": 1}]}',
            "give either a quote or a check",
        ),
        (LINE[:-1] + ', "gold": [{"path": "a.txt", "check": "0123abcd"}]}', "a check needs a start and an end"),
        (LINE, "line 2: the id 'a' stands on an earlier line"),
    ],
)
def test_a_bad_line_is_named(write_lines: Callable[..., Path], line: str, told: str) -> None:
    with pytest.raises(DatasetError) as error:
        load(write_lines(LINE, line))
    assert told in str(error.value)
    assert "\n" not in str(error.value)


def test_a_split_is_chosen(write_lines: Callable[..., Path]) -> None:
    path = write_lines(LINE, LINE.replace('"a"', '"b"')[:-1] + ', "split": "test"}')
    assert [question.id for question in load(path)] == ["a", "b"]
    assert [question.id for question in load(path, "dev")] == ["a"]
    assert [question.id for question in load(path, "test")] == ["b"]


def test_nothing_to_load_is_an_error(tmp_path: Path, write_lines: Callable[..., Path]) -> None:
    with pytest.raises(DatasetError, match="no such file"):
        load(tmp_path / "missing.jsonl")
    with pytest.raises(DatasetError, match="no questions"):
        load(write_lines(""))
    with pytest.raises(DatasetError, match="no test questions"):
        load(write_lines(LINE), "test")


def test_what_is_dumped_is_loaded_again(tmp_path: Path) -> None:
    questions = [make_question(), make_question(id="q2", gold=(GOLD,), history=("Vem?",), split="test")]
    dump(questions, tmp_path / "out.jsonl")
    assert load(tmp_path / "out.jsonl") == questions


def test_a_place_is_known_by_its_fingerprint_without_its_words(tmp_path: Path) -> None:
    gold = Gold(path="fvg.txt", check=fingerprint("jour"), start=26, end=30)
    assert gold.stands_in("Vision frågade vem som har jour."[1:])
    assert not gold.stands_in("Vision frågade vem som har jour.")
    dump([make_question(gold=(gold,))], tmp_path / "out.jsonl")
    assert "quote" not in (tmp_path / "out.jsonl").read_text("utf-8")
    assert load(tmp_path / "out.jsonl")[0].gold == (gold,)
