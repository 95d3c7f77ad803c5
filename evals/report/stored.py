"""A run in a folder: its records as lines of JSON, and both read back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from assistant.contract import Answer
from evals import metrics
from evals.dataset import DatasetError, Question, lines
from evals.metrics.hits import first_hit
from evals.record import Record
from evals.report.scores import scores

REPORT, RECORDS = "report.json", "records.jsonl"


class NoRun(DatasetError):
    """A folder holds no run that can be read; the message names it and says how to make one."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stored run: what report.json holds, and the records in the order of the questions."""

    folder: Path
    whole: Mapping[str, Any]
    records: tuple[Record, ...]

    @property
    def name(self) -> str:
        """The system that was asked, or the folder where the report does not tell."""
        return str(self.whole.get("system") or self.folder.name)


def line(record: Record) -> str:
    """One record as a line of JSON: the question, the scores, and the answer as it was given.

    `asked` is the question as its dataset has it, so that a stored run can be judged without the dataset.
    """
    return json.dumps(
        {
            "id": record.question.id,
            "split": record.question.split,
            "category": record.question.category,
            "language": record.question.language,
            "question": record.question.question,
            "expected": record.question.status,
            "faults": metrics.faults(record),
            "first_hit": first_hit(record),
            "scores": scores(record),
            "exact": list(record.exact),
            "ms": round(record.ms, 3),
            "error": record.error,
            "asked": record.question.model_dump(mode="json", exclude_defaults=True),
            "answer": record.answer.model_dump(mode="json") if record.answer else None,
        },
        ensure_ascii=False,
    )


def load(folder: Path) -> Run:
    """A stored run. Raises `NoRun` when the folder holds none, or a file of it is broken."""
    if not (folder / REPORT).is_file() or not (folder / RECORDS).is_file():
        raise NoRun(f"{folder}: holds no {REPORT} and {RECORDS}; write them with `council eval --out {folder}`.")
    try:
        whole = json.loads((folder / REPORT).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise NoRun(
            f"{folder / REPORT}: cannot be read ({error.__class__.__name__}); run the evaluation anew."
        ) from None
    if not isinstance(whole, dict):
        raise NoRun(f"{folder / REPORT}: is no report; run the evaluation anew.")
    records = (_record(folder / RECORDS, number, line) for number, line in lines(folder / RECORDS))
    return Run(folder, whole, tuple(records))


def _record(path: Path, number: int, line: str) -> Record:
    try:
        kept = json.loads(line)
        question = Question.model_validate(kept["asked"])
        answer = None if kept["answer"] is None else Answer.model_validate(kept["answer"])
        exact = tuple(bool(one) for one in kept["exact"])
        return Record(question, answer, float(kept["ms"]), exact, str(kept.get("error", "")))
    except (ValueError, KeyError, TypeError, ValidationError) as error:
        what = "was written by an older version" if isinstance(error, KeyError) else "is broken"
        raise NoRun(f"{path}, line {number}: {what}; run the evaluation anew.") from None
