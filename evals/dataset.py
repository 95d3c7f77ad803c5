"""Evaluation questions, and any dataset: JSON Lines, one record a line. `datasets/README.md` describes the fields."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from assistant.contract import FilterSpec, Language, Request, Route, Status
from corpus.errors import CouncilError
from corpus.records import ActKind
from evals.fingerprint import fingerprint

Split = Literal["dev", "test"]
COUNTED = ("count",)
"""Categories whose right answer is a sum of what documents say, and stands in none of them."""


class DatasetError(CouncilError):
    """A dataset could not be used; the message names the file and the line."""


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Gold(_Record):
    """A place that answers: `text[start:end]` in the canonical text of the document at `path`.

    Either its words stand here as `quote`, or, where they must not be copied, their fingerprint as `check`.
    """

    path: str
    quote: str | None = Field(default=None, min_length=1)
    check: str | None = Field(default=None, pattern="^[0-9a-f]{8}$")
    start: int = Field(default=0, ge=0)
    end: int = Field(default=0, ge=0)

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.quote is None) == (self.check is None):
            raise ValueError("give either a quote or a check, not both and not neither")
        if self.check is not None and self.end <= self.start:
            raise ValueError("a check needs a start and an end")
        return self

    def stands_in(self, text: str) -> bool:
        """Whether the place is in a text what it was when the question was written."""
        found = text[self.start : self.end]
        return found == self.quote if self.check is None else fingerprint(found) == self.check


class Named(_Record):
    """What stands on one line of a dataset; the `id` is its own in the file."""

    id: str = Field(min_length=1)


class Question(Named):
    """One question and what a right answer to it is.

    `gold` are alternatives: any of them is a hit. `nuggets` are required facts, each a list of alternative
    wordings. `forbidden` are wordings that no right answer holds. `acts` are the kinds of act that the
    citations should be of; empty when that does not matter. `route` is how the question should be understood; None
    when that does not matter. `note` is a remark of whoever wrote the question, for people.
    """

    question: str = Field(min_length=1)
    language: Language
    category: str = Field(min_length=1)
    status: Status
    history: tuple[str, ...] = ()
    filters: FilterSpec = FilterSpec()
    gold: tuple[Gold, ...] = ()
    nuggets: tuple[tuple[str, ...], ...] = ()
    forbidden: tuple[str, ...] = ()
    acts: tuple[ActKind, ...] = ()
    route: Route | None = None
    split: Split = "dev"
    note: str = ""

    def request(self) -> Request:
        """What is asked of a system."""
        return Request(id=self.id, question=self.question, history=list(self.history), filters=self.filters)


Kind = TypeVar("Kind", bound=Named)


def load(path: Path, split: Split | None = None) -> list[Question]:
    """The questions of a file in order, of one split or of both; blank lines are passed over.

    Raises `DatasetError` when the file is missing or empty, or a line is no question or repeats an id.
    """
    questions = read(path, Question)
    chosen = [question for question in questions if split in (None, question.split)]
    if not chosen:
        kind = f"{split} questions" if split else "questions"
        raise DatasetError(f"{path}: holds no {kind}.")
    return chosen


def read(path: Path, kind: type[Kind]) -> list[Kind]:
    """The records of a file in order, one a line; blank lines are passed over.

    Raises `DatasetError` when the file is missing, or a line is no such record or repeats an id.
    """
    records: dict[str, Kind] = {}
    for number, line in lines(path):
        record = _parse(path, number, line, kind)
        if record.id in records:
            raise DatasetError(f"{path}, line {number}: the id {record.id!r} stands on an earlier line too.")
        records[record.id] = record
    return list(records.values())


def lines(path: Path) -> list[tuple[int, str]]:
    """The lines of a dataset that are not blank, with their numbers from 1. Raises `DatasetError`."""
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        raise DatasetError(f"{path}: there is no such file; give the path of a .jsonl dataset.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise DatasetError(f"{path}: cannot be read as UTF-8 text ({error.__class__.__name__}).") from None
    return [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]


def of_papers(path: Path) -> bool:
    """Whether a file holds papers with hidden answers, not questions; raises `DatasetError` when it holds neither."""
    for _, line in lines(path):
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            continue  # named, with the number of the line, when the file is loaded
        if isinstance(found, dict) and ("paper" in found or "question" in found):
            return "paper" in found
    raise DatasetError(
        f"{path}: holds neither questions nor papers with hidden answers, one a line of JSON; "
        "evals/datasets/README.md describes both."
    )


def dump(questions: Iterable[Question], path: Path) -> None:
    """Writes questions, one a line; fields that say nothing are left out."""
    path.write_text("".join(question.model_dump_json(exclude_defaults=True) + "\n" for question in questions), "utf-8")


def _parse(path: Path, number: int, line: str, kind: type[Kind]) -> Kind:
    try:
        return kind.model_validate_json(line)
    except ValidationError as error:
        raise DatasetError(f"{path}, line {number}: {complaints(error)[0]}.") from None


def complaints(error: ValidationError) -> list[str]:
    """What is wrong with a line, each in one line that begins with the field, without a full stop."""
    found = []
    for one in error.errors():
        where = ".".join(str(part) for part in one["loc"])
        what = "there is no such field" if one["type"] == "extra_forbidden" else one["msg"]
        found.append(" ".join((f"{where}: {what}" if where else what).split()))
    return found
