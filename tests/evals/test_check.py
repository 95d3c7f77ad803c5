"""Checking a dataset against its documents, and mending its offsets."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.check import main, problems, repair
from evals.dataset import Gold, dump, load
from evals.fingerprint import fingerprint

from .conftest import GOLD, QUOTE, TEXT, make_question

TEXTS = {"fvg.txt": TEXT}.get


def test_a_right_question_has_no_problems() -> None:
    assert problems([make_question()], TEXTS) == []


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"gold": (GOLD.model_copy(update={"start": 32}),)}, "is not"),
        ({"gold": (GOLD.model_copy(update={"path": "gone.txt"}),), "nuggets": ()}, "cannot be read"),
        ({"gold": (), "nuggets": ()}, "has no gold"),
        ({"gold": (Gold(path="fvg.txt", check="0123abcd", start=33, end=79),)}, "is not what it was (0123abcd)"),
        ({"status": "not_found"}, "has gold"),
        ({"nuggets": (("rektorn", "the head"),)}, "stands in no gold document"),
    ],
)
def test_each_problem_is_told_with_the_id(changed: dict[str, object], told: str) -> None:
    (problem,) = problems([make_question(**changed)], TEXTS)
    assert problem.startswith("q1: ")
    assert told in problem


@given(st.text(alphabet="ab \n", max_size=20))
def test_a_quote_is_found_again_after_text_was_put_before_it(before: str) -> None:
    text = before + TEXT
    mended = repair(make_question(), {"fvg.txt": text}.get)
    assert text[mended.gold[0].start : mended.gold[0].end] == QUOTE


def test_a_quote_is_found_with_its_lines_broken_otherwise() -> None:
    text = TEXT.replace("svarade att", "svarade\natt")
    (gold,) = repair(make_question(), {"fvg.txt": text}.get).gold
    assert gold.quote == QUOTE.replace("svarade att", "svarade\natt")
    assert problems([make_question(gold=(gold,))], {"fvg.txt": text}.get) == []


def test_of_two_places_the_nearer_one_is_taken() -> None:
    text = "ja " * 10 + "Nej. " + "ja " * 10 + "Nej. "
    gold = Gold(path="fvg.txt", quote="Nej.", start=60, end=64)
    (found,) = repair(make_question(gold=(gold,)), {"fvg.txt": text}.get).gold
    assert found.start == text.rindex("Nej.")


def test_a_quote_without_offsets_that_stands_twice_is_left_to_a_person() -> None:
    question = make_question(gold=(Gold(path="fvg.txt", quote="Nej."),))
    assert repair(question, {"fvg.txt": "Nej. Nej."}.get) == question


def test_a_fingerprint_is_checked_and_never_repaired() -> None:
    question = make_question(gold=(Gold(path="fvg.txt", check=fingerprint(QUOTE), start=33, end=79),))
    assert problems([question], TEXTS) == []
    assert repair(question, {"fvg.txt": "Nytt. " + TEXT}.get) == question


def test_a_number_that_must_be_counted_stands_in_no_document() -> None:
    assert problems([make_question(category="count", nuggets=(("17",),))], TEXTS) == []


def test_the_command_line_mends_and_checks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, dataset = tmp_path / "documents", tmp_path / "questions.jsonl"
    folder.mkdir()
    (folder / "fvg.txt").write_text("Protokoll i Tallhamra\n\n" + TEXT + "\n", "utf-8")
    dump([make_question()], dataset)
    assert main([str(dataset), str(folder)]) == 1
    assert "1 problems" in capsys.readouterr().out
    assert main([str(dataset), str(folder), "--write"]) == 0
    assert load(dataset)[0].gold[0].start > GOLD.start
    assert main([str(dataset), str(tmp_path / "nowhere")]) == 1
    assert "no such folder" in capsys.readouterr().err
