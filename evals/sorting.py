"""Sorts a dataset out: its questions, whatever they are worth, and what is wrong with them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

from pydantic import ValidationError

from assistant.contract import Language
from evals.categories import known, unknown
from evals.dataset import DatasetError, Question, Split, complaints, lines, of_papers
from evals.faults import Fault
from evals.places import Texts, of_gold

UNREADABLE = "unreadable"
"""The category of what stands in for a line that is no question, so that it counts as failed."""


def sort_out(path: Path, texts: Texts | None, split: Split | None = None) -> tuple[list[Question], list[Fault]]:
    """Every question of a file in its order, of one split or of both, and what a run must know of them.

    A line that is no question is there as a question of the category `UNREADABLE`, one whose id stands on an earlier
    line too with its line as part of its id: both are failed (see `Fault`). So are questions of an unknown category
    and those with a gold place that is no longer what it was. `texts` gives canonical texts by path; without it places
    are not looked at. Raises `DatasetError` when the file is missing, no text, or holds no questions.
    """
    numbered, faults = sort_out_lines(path, texts, split)
    return [question for _, question in numbered], faults


def sort_out_lines(
    path: Path, texts: Texts | None, split: Split | None = None
) -> tuple[list[tuple[int, Question]], list[Fault]]:
    """The same, each question with the number of its line."""
    if of_papers(path):
        raise DatasetError(f"{path}: holds papers with hidden answers, not questions.")
    categories = known(path)
    questions: list[tuple[int, Question]] = []
    faults: list[Fault] = []
    first: dict[str, int] = {}
    for number, line in lines(path):
        question, wrong = _read(number, line)
        if question.id in first:
            wrong = [f"the id {question.id!r} stands on line {first[question.id]} too", *wrong]
            question = question.model_copy(update={"id": _free(f"{question.id} (line {number})", first)})
        first[question.id] = number
        if split not in (None, question.split):
            continue
        if question.category != UNREADABLE and (strange := unknown(question.category, categories)):
            wrong.append(strange)
        questions.append((number, question))
        faults += [Fault(number, question.id, what, "failed") for what in wrong]
        if texts is not None:
            faults += [Fault(number, question.id, what, grade) for what, grade in of_gold(question, texts)]
    if not questions:
        raise DatasetError(f"{path}: holds no {f'{split} questions' if split else 'questions'}.")
    return questions, faults


def _read(number: int, line: str) -> tuple[Question, list[str]]:
    """The question on a line, or what stands in for it, and all that is wrong with the line."""
    try:
        return Question.model_validate_json(line), []
    except ValidationError as error:
        return _stand_in(number, line), complaints(error)


def _stand_in(number: int, line: str) -> Question:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        found = None
    given: Mapping[str, Any] = found if isinstance(found, dict) else {}

    def told(name: str, otherwise: str, among: tuple[str, ...] = ()) -> Any:
        value = given.get(name)
        usable = isinstance(value, str) and value.strip() and (not among or value in among)
        return value if usable else otherwise

    return Question(
        id=told("id", f"line {number}"),
        question=told("question", " ".join(line.split())[:200]),
        language=told("language", "sv", get_args(Language)),
        category=UNREADABLE,
        status="answered",
        split=told("split", "dev", get_args(Split)),
    )


def _free(id: str, taken: Mapping[str, int]) -> str:
    while id in taken:
        id += "'"
    return id
