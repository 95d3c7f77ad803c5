"""A dataset with faults: every line is there as a question, and what is wrong says whether it counts as failed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals import parts
from evals.dataset import DatasetError
from evals.faults import failures
from evals.metrics import correct
from evals.record import Record
from evals.sorting import UNREADABLE, sort_out

from .conftest import GOLD, TEXT, make_question, make_record

TEXTS = {"fvg.txt": TEXT}.get


def line(**changed: object) -> str:
    return make_question(**changed).model_dump_json(exclude_defaults=True)


def test_what_is_broken_is_named_counted_as_failed_and_the_rest_is_asked(write_lines: Callable[..., Path]) -> None:
    path = write_lines(
        line(),
        '{"id": "cut", "question": "Vem',
        json.dumps({"id": "odd", "question": "Who?", "language": "en", "category": "who", "status": "perhaps"}),
        line(),
        line(id="moved", gold=(GOLD.model_copy(update={"start": 3}),)),
        line(id="strange", category="nonsense"),
    )
    questions, faults = sort_out(path, TEXTS)
    assert [question.id for question in questions] == ["q1", "line 2", "odd", "q1 (line 4)", "moved", "strange"]
    wrong = failures(faults)
    assert sorted(wrong) == ["line 2", "moved", "odd", "q1 (line 4)", "strange"]
    assert "status: Input should be" in wrong["odd"]
    assert (questions[2].question, questions[2].language, questions[2].category) == ("Who?", "en", UNREADABLE)
    records = [
        Record(question, None, 0.0, (), wrong[question.id]) if question.id in wrong else make_record(question)
        for question in questions
    ]
    assert correct(records) == pytest.approx(1 / 6)


def test_a_question_with_several_faults_is_counted_once(write_lines: Callable[..., Path]) -> None:
    path = write_lines(line(), line(category="nonsense", gold=(GOLD.model_copy(update={"start": 3}),)))
    _, faults = sort_out(path, TEXTS)
    assert len(faults) == 3
    (what,) = failures(faults).values()
    assert what.count(";") >= 2


def test_a_question_whose_documents_are_not_there_is_asked_all_the_same(write_lines: Callable[..., Path]) -> None:
    path = write_lines(line(gold=(GOLD.model_copy(update={"path": "gone.txt"}),)))
    _, faults = sort_out(path, TEXTS)
    assert [fault.grade for fault in faults] == ["error"]
    assert failures(faults) == {}


def test_without_texts_places_are_not_compared(write_lines: Callable[..., Path]) -> None:
    path = write_lines(line(gold=(GOLD.model_copy(update={"start": 3}),)))
    assert sort_out(path, None)[1] == []


def test_a_split_keeps_its_own_faults_only(write_lines: Callable[..., Path]) -> None:
    path = write_lines(line(category="nonsense"), line(id="q2", split="test"))
    questions, faults = sort_out(path, TEXTS, "test")
    assert ([question.id for question in questions], faults) == (["q2"], [])


def test_an_empty_set_is_an_error(write_lines: Callable[..., Path], tmp_path: Path) -> None:
    for path in (write_lines("", " "), tmp_path / "none.jsonl"):
        with pytest.raises(DatasetError):
            sort_out(path, TEXTS)
    with pytest.raises(DatasetError, match="holds no test questions"):
        sort_out(write_lines(line()), TEXTS, "test")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.characters(exclude_characters="\n\r", exclude_categories=["Cs"])), max_size=5))
def test_no_line_is_too_odd(tmp_path_factory: pytest.TempPathFactory, lines: list[str]) -> None:
    path = tmp_path_factory.mktemp("odd") / "d.jsonl"
    path.write_text("\n".join([line(), *lines]), "utf-8")
    questions, faults = sort_out(path, TEXTS)
    filled = [one for one in lines if one.strip()]
    assert len(questions) == 1 + len(filled)
    assert len({question.id for question in questions}) == len(questions)
    assert len(failures(faults)) == len(filled)
    assert all("\n" not in str(fault) for fault in faults)


def test_a_run_hears_of_the_faults(write_lines: Callable[..., Path]) -> None:
    found = parts.of_file(write_lines(line(), line(category="nonsense")), {"fvg.txt"}, texts=TEXTS)
    assert [question.id for question in found.questions] == ["q1", "q1 (line 2)"]
    assert list(failures(found.faults)) == ["q1 (line 2)"]
    sample = parts.of_sample({GOLD.path, "kf/protokoll-2022-06-20.pdf"}, texts={"kf/protokoll-2022-06-20.pdf": "x"}.get)
    assert sample.questions
    assert set(failures(sample.faults)) <= {question.id for question in sample.questions}
    assert failures(sample.faults)
