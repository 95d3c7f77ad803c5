"""A paper whose answer is hidden, with the facts of that answer and the judged evidence: one line of a JSONL file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from evals.dataset import DatasetError, Named, read

SAMPLE = Path(__file__).parent / "nuggets.jsonl"

Wording = Annotated[str, Field(min_length=1)]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Nugget(_Record):
    """A fact of the hidden answer to a question, in any of its wordings; `elsewhere`: another document holds it."""

    question: int = Field(ge=1)
    any: tuple[Wording, ...] = Field(min_length=1)
    elsewhere: bool


class Piece(_Record):
    """Words of a document that were judged for a question: evidence that has them, or is part of them, goes with it."""

    question: int = Field(ge=1)
    path: str
    text: Wording


class Task(Named):
    """A paper and what is hidden from its brief.

    The paper is the text of the document `paper`, from the words `begin` up to the words `end` where these are given
    (one file may hold question and answer). `hidden` are the paths taken out of the index. `bears` are pieces judged
    to bear on their question, `beside` those judged not to.
    """

    paper: str
    begin: str | None = None
    end: str | None = None
    hidden: tuple[str, ...]
    nuggets: tuple[Nugget, ...]
    bears: tuple[Piece, ...] = ()
    beside: tuple[Piece, ...] = ()

    @property
    def documents(self) -> frozenset[str]:
        """The paths that an index must hold for the task to be a fair one."""
        return frozenset((self.paper, *self.hidden, *(piece.path for piece in (*self.bears, *self.beside))))

    def cut(self, text: str) -> str:
        """The paper out of the text of its document. Raises `DatasetError` when its words are not there."""
        start = text.find(self.begin) if self.begin else 0
        end = text.find(self.end) if self.end else len(text)
        if start < 0 or end < 0:
            raise DatasetError(f"{self.id}: {self.paper} does not have the words that the paper begins or ends with.")
        return text[start:end]


def load(path: Path = SAMPLE) -> list[Task]:
    """The tasks of a file (those of the sample documents without one). Raises `DatasetError`, naming the line."""
    tasks = read(path, Task)
    if not tasks:
        raise DatasetError(f"{path}: holds no papers with hidden answers.")
    return tasks
