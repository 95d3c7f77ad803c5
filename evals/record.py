"""What is kept of one question after a system has answered it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from pydantic import ValidationError

from assistant.contract import Answer
from evals.dataset import Question


@dataclass(frozen=True, slots=True)
class Record:
    """A question, its answer, and what only the system could tell at that moment.

    `answer` is None when the system refused with an error; `error` is its message. `exact` says of each
    citation whether its quote is what stands at its offsets. `ms` is the time waited, in milliseconds.
    """

    question: Question
    answer: Answer | None
    ms: float
    exact: tuple[bool, ...] = ()
    error: str = ""


def dumped(record: Record) -> str:
    """A record as one line of JSON that names its question by the id; `loaded` gives the record back."""
    answer = record.answer.model_dump(mode="json") if record.answer else None
    kept = {"id": record.question.id, "answer": answer, "ms": record.ms, "exact": record.exact, "error": record.error}
    return json.dumps(kept, ensure_ascii=False)


def loaded(line: str, questions: Mapping[str, Question]) -> Record | None:
    """The record of a line, of one of the questions by id; None where the line is no such record."""
    with suppress(ValueError, KeyError, TypeError, ValidationError):
        kept = json.loads(line)
        answer = Answer.model_validate(kept["answer"]) if kept["answer"] is not None else None
        return Record(questions[kept["id"]], answer, float(kept["ms"]), tuple(kept["exact"]), str(kept["error"]))
    return None
