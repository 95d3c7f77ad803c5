"""Checking a dataset against its documents, and mending its offsets."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from evals.check import check, main, problems, repair
from evals.dataset import DatasetError, Gold, dump, load
from evals.fingerprint import fingerprint

from .conftest import GOLD, QUOTE, TEXT, make_question

TEXTS = {"fvg.txt": TEXT}.get


def test_a_right_question_has_no_problems() -> None:
    assert problems([make_question()], TEXTS) == []


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"gold": (GOLD.model_copy(update={"start": 32}),)}, "is not"),
        ({"gold": (GOLD.model_copy(update={"path": "gone.txt"}),), "nuggets": ()}, "is not among the documents"),
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
    assert "1 question, 1 error, 1 note." in capsys.readouterr().out
    assert main([str(dataset), str(folder), "--write"]) == 0
    assert load(dataset)[0].gold[0].start > GOLD.start
    assert main([str(dataset), str(tmp_path / "nowhere")]) == 1
    assert "no such folder" in capsys.readouterr().err


def whole(**changed: object) -> str:
    """A line of a dataset."""
    return make_question(**changed).model_dump_json(exclude_defaults=True)


def told(dataset: Path, folder: Path, code: int, **more: bool) -> list[str]:
    """The lines that are printed."""
    console = Console(file=StringIO(), width=80, markup=False, highlight=False)
    assert check(dataset, documents=folder, console=console, **more) == code
    printed = console.file
    assert isinstance(printed, StringIO)
    return printed.getvalue().splitlines()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One document, whose canonical text is `TEXT`."""
    made = tmp_path / "documents"
    made.mkdir()
    (made / "fvg.txt").write_text(TEXT, "utf-8")
    return made


def test_every_fault_is_told_with_its_line_and_a_broken_line_hides_none(
    folder: Path, write_lines: Callable[..., Path]
) -> None:
    lines = told(
        write_lines(
            "{broken",
            whole(),
            whole(gold=(GOLD.model_copy(update={"start": 32}),)),
            whole(id="q3", category="whta", split="test"),
            whole(id="q4", gold=(Gold(path="gone.txt", check="0123abcd", start=0, end=4),)),
            json.dumps({**json.loads(whole(id="q5")), "nugets": []}),
            whole(id="q6", nuggets=(("rektorn",),)),
            whole(id="q7", question="What is the name of the person on call?"),
            whole(id="q2", gold=(GOLD, GOLD.model_copy(update={"path": "gone.txt"}))),
            whole(id="q1"),
        ),
        folder,
        1,
    )
    wanted = [
        ("error  line 1: ", "Invalid JSON"),
        ("error  line 3, q1 (line 3): ", "the id 'q1' stands on line 2 too"),
        ("error  line 3, q1 (line 3): ", "there stands"),
        ("error  line 4, q3: ", "the category 'whta' is unknown; the nearest is 'what'"),
        ("error  line 5, q4: ", "gone.txt is not among the documents"),
        ("error  line 6, q5: ", "nugets: there is no such field"),
        ("error  line 7, q6: ", "the fact ['rektorn'] stands in no gold document"),
        ("note   line 8, q7: ", "reads like the other language"),
        ("note   line 9, q2: ", "gone.txt is not among the documents"),
        ("error  line 10, q1 (line 10): ", "the id 'q1' stands on line 2 too"),
    ]
    assert len(lines) == len(wanted) + 3, lines
    for line, (begins, holds) in zip(lines, wanted, strict=False):
        assert line.startswith(begins)
        assert holds in line
    assert lines[-3] == "note   the dataset: 1 of 8 questions are of the split 'test'; a third would be usual."
    assert lines[-1] == "10 questions, 8 errors, 4 notes."


def test_what_stands_at_a_moved_place_is_told_in_short(folder: Path, write_lines: Callable[..., Path]) -> None:
    moved = GOLD.model_copy(update={"start": 0, "end": 30})
    (line, *_) = told(write_lines(whole(gold=(moved,))), folder, 1)
    assert "there stands 'Vision frågade vem som har jou'" in line
    assert "the words stand at 33 now (--write puts that in)" in line
    beyond = Gold(path="fvg.txt", quote="Ja.", start=900, end=903)
    (line, *_) = told(write_lines(whole(gold=(beyond,))), folder, 1)
    assert f"the text ends at {len(TEXT)}." in line


def test_only_lines_that_moved_are_written_and_broken_ones_stay(folder: Path, write_lines: Callable[..., Path]) -> None:
    own = whole(id="q2", note="by hand").replace('","', '" , "')
    moved = whole(gold=(GOLD.model_copy(update={"start": 1, "end": 47}),), note="kept")
    dataset = write_lines("{broken", "", own, moved)
    lines = told(dataset, folder, 1, write=True)
    assert lines[0] == "1 question changed."
    broken, blank, same, mended, end = dataset.read_text("utf-8").split("\n")
    assert (broken, blank, same, end) == ("{broken", "", own, "")
    found = json.loads(mended)
    assert (found["gold"][0]["start"], found["note"]) == (33, "kept")


def test_a_category_may_be_named_beside_the_dataset(folder: Path, write_lines: Callable[..., Path]) -> None:
    dataset = write_lines(whole(category="Street-lights"), whole(id="q2", category="Follow-up", split="test"))
    assert len(told(dataset, folder, 1)) == 2
    (dataset.parent / "categories.toml").write_text('known = ["street_lights"]', "utf-8")
    assert told(dataset, folder, 0) == ["2 questions, 0 errors, 0 notes."]
    (dataset.parent / "categories.toml").write_text("known = 3", "utf-8")
    with pytest.raises(DatasetError, match="cannot be read; write known"):
        told(dataset, folder, 0)


def test_splits_that_differ_in_kind_are_noted(folder: Path, write_lines: Callable[..., Path]) -> None:
    lines = [
        whole(id=f"q{n}", category="when" if n < 3 else "what", split="test" if n < 3 else "dev") for n in range(6)
    ]
    printed = told(write_lines(*lines), folder, 0)
    assert "note   the dataset: all 3 questions of the category 'what' are 'dev', none is 'test'." in printed
    assert "note   the dataset: all 3 questions of the category 'when' are 'test', none is 'dev'." in printed


def test_what_holds_nothing_to_check_is_an_error(folder: Path, write_lines: Callable[..., Path]) -> None:
    with pytest.raises(DatasetError, match="neither questions nor papers"):
        told(write_lines(""), folder, 1)
    with pytest.raises(DatasetError, match="no such folder"):
        told(write_lines(whole()), folder / "none", 1)
