"""A paper whose answer is hidden, with the facts of that answer and the judged evidence: one line of a JSONL file."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from corpus.errors import BadSettings


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Nugget(_Record):
    """A fact of the hidden answer to a question, in any of its wordings; `elsewhere`: another document holds it."""

    question: int
    any: tuple[str, ...]
    elsewhere: bool


class Piece(_Record):
    """Words of a document that were judged for a question: evidence that has them, or is part of them, goes with it."""

    question: int
    path: str
    text: str


class Task(_Record):
    """A paper and what is hidden from its brief.

    The paper is the text of the document `paper`, from the words `begin` up to the words `end` where these are given
    (one file may hold question and answer). `hidden` are the paths taken out of the index. `bears` are pieces judged
    to bear on their question, `beside` those judged not to.
    """

    id: str
    paper: str
    begin: str | None = None
    end: str | None = None
    hidden: tuple[str, ...]
    nuggets: tuple[Nugget, ...]
    bears: tuple[Piece, ...] = ()
    beside: tuple[Piece, ...] = ()

    def cut(self, text: str) -> str:
        """The paper out of the text of its document. Raises `BadSettings` when its words are not there."""
        start = text.find(self.begin) if self.begin else 0
        end = text.find(self.end) if self.end else len(text)
        if start < 0 or end < 0:
            raise BadSettings(f"{self.id}: {self.paper} does not have the words that the paper begins or ends with.")
        return text[start:end]


def load(path: Path | None = None) -> list[Task]:
    """The tasks of a file (those of the sample documents without one). Raises `BadSettings`, naming the line."""
    source: Traversable = path if path is not None else files("evals.brief").joinpath("nuggets.jsonl")
    try:
        lines = source.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise BadSettings(f"{path}: the file cannot be read ({error.strerror}).") from error
    tasks = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                tasks.append(Task.model_validate_json(line))
            except ValidationError as error:
                what = error.errors()[0]
                where = ".".join(map(str, what["loc"]))
                raise BadSettings(f"{path or 'nuggets.jsonl'}, line {number}: {where}: {what['msg']}") from error
    if not tasks:
        raise BadSettings(f"{path}: there is no task in the file.")
    return tasks
