"""What a run measures: a file of questions, one of papers, or as much of the sample as the index holds."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from evals import brief, parts
from evals.dataset import DatasetError, load

QUESTION = '{"id": "a", "question": "Vem?", "language": "sv", "category": "who_asked", "status": "answered"}'
TASK = {
    "id": "bryggan",
    "paper": "fraga.txt",
    "hidden": ["svar.txt"],
    "nuggets": [{"question": 1, "any": ["15 juni"], "elsewhere": True}],
    "bears": [{"question": 1, "path": "nytt.txt", "text": "15 juni"}],
}
WHOLE = {"fraga.txt", "svar.txt", "nytt.txt"}
SAMPLE = frozenset(
    {gold.path for question in load(parts.SAMPLE) for gold in question.gold}.union(
        *(task.documents for task in brief.load())
    )
)


def test_a_file_of_questions_is_asked(write_lines: Callable[..., Path]) -> None:
    path = write_lines("", QUESTION)
    found = parts.of_file(path, ())
    assert [question.id for question in found.questions] == ["a"]
    assert (found.asked, found.tasks, found.briefed) == (path, (), None)


def test_a_file_of_papers_is_briefed(write_lines: Callable[..., Path]) -> None:
    path = write_lines(json.dumps(TASK))
    found = parts.of_file(path, WHOLE)
    assert [task.id for task in found.tasks] == ["bryggan"]
    assert (found.briefed, found.questions, found.asked) == (path, (), None)


@pytest.mark.parametrize("text", ["", "Hej", "[1]\n2", '{"name": "Anna Ek"}'])
def test_a_file_of_neither_is_one_line(write_lines: Callable[..., Path], text: str) -> None:
    with pytest.raises(DatasetError, match="neither questions nor papers") as error:
        parts.of_file(write_lines(text), WHOLE)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{not json", "line 2: Invalid JSON"),
        (QUESTION, "line 2: paper: Field required"),
        (json.dumps({**TASK, "id": "x", "hiden": []}), "line 2: hiden"),
        (json.dumps({**TASK, "id": ""}), "line 2: id"),
        (json.dumps({**TASK, "id": "x", "nuggets": [{"question": 0, "any": ["a"], "elsewhere": True}]}), "question"),
        (json.dumps({**TASK, "id": "x", "nuggets": [{"question": 1, "any": [""], "elsewhere": True}]}), "any.0"),
        (json.dumps({**TASK, "id": "x", "nuggets": [{"question": 1, "any": [], "elsewhere": True}]}), "any"),
        (json.dumps(TASK), "line 2: the id 'bryggan' stands on an earlier line"),
    ],
)
def test_a_broken_task_is_named_with_its_line(write_lines: Callable[..., Path], line: str, told: str) -> None:
    path = write_lines(json.dumps(TASK), line)
    with pytest.raises(DatasetError) as error:
        parts.of_file(path, WHOLE)
    assert str(error.value).startswith(f"{path}, line 2: ")
    assert told in str(error.value)
    assert "\n" not in str(error.value)


def test_papers_that_the_index_does_not_hold_are_told_before_the_work(write_lines: Callable[..., Path]) -> None:
    with pytest.raises(DatasetError, match=r"lacks 2 documents that they are judged by, nytt\.txt and others; ingest"):
        parts.of_file(write_lines(json.dumps(TASK)), {"fraga.txt"})


def test_the_sample_is_questions_and_briefs() -> None:
    found = parts.of_sample(SAMPLE)
    assert (len(found.questions), len(found.tasks)) == (len(load(parts.SAMPLE)), len(brief.load()))
    assert (found.asked, found.briefed, found.left_out) == (parts.SAMPLE, brief.SAMPLE, ())


def test_what_the_index_lacks_of_the_sample_is_left_out_and_named() -> None:
    task, *others = brief.load()
    found = parts.of_sample(SAMPLE - {task.hidden[0]})
    assert [one.id for one in found.tasks] == [one.id for one in others]
    assert f"Left out: 1 of {len(others) + 1} sample briefs; the index lacks 1 document" in found.left_out[-1]
    assert task.hidden[0] in found.left_out[-1]


def test_a_whole_part_can_be_left_out() -> None:
    held = {load(parts.SAMPLE)[0].gold[0].path}
    found = parts.of_sample(held)
    assert found.questions
    assert (found.tasks, found.briefed) == ((), None)
    assert any(line.startswith(f"Left out: {len(brief.load())} of ") for line in found.left_out)


def test_an_index_of_other_documents_has_nothing_to_measure() -> None:
    with pytest.raises(DatasetError, match="none of the sample documents: ingest corpus/sample/documents, or give"):
        parts.of_sample({"annat.txt"})
