"""What is fitted on what: the tables of `fitting.toml`, the datasets with their indexes, and the collections."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from assistant.tables import table
from evals.dataset import DatasetError, Question

T = TypeVar("T")


@dataclass(frozen=True)
class Source:
    """A dataset with the index that its questions are asked of.

    With `folders` each first folder of the gold paths is a collection of its own, else the dataset is one.
    """

    dataset: Path
    index: Path
    folders: bool = False

    @classmethod
    def parse(cls, text: str) -> Source:
        """From "DATASET:INDEX" or "DATASET:INDEX:folders". Raises `DatasetError`."""
        parts = text.split(":")
        if len(parts) not in (2, 3) or not all(parts) or parts[2:] not in ([], ["folders"]):
            raise DatasetError(f"{text!r}: write DATASET:INDEX or DATASET:INDEX:folders.")
        return cls(Path(parts[0]), Path(parts[1]), len(parts) == 3)

    def collections(self, questions: Sequence[Question]) -> dict[str, str]:
        """The collection of each question, by its id.

        A question without gold belongs with those whose id begins alike, up to the first hyphen.
        """
        if not self.folders:
            return {question.id: self.dataset.stem for question in questions}
        known = {q.id: q.gold[0].path.partition("/")[0] for q in questions if q.gold}
        alike = {key.partition("-")[0]: folder for key, folder in known.items()}
        return {q.id: known.get(q.id) or alike.get(q.id.partition("-")[0], self.dataset.stem) for q in questions}


def plan() -> dict[str, Any]:
    """The tables of `fitting.toml`."""
    return table("fitting", "evals.fitting")


def features(name: str, without: Sequence[str] = ()) -> tuple[list[str], list[int]]:
    """The features of a table, and the signs that their weights must have; some may be left out."""
    told = plan()[name]
    named = [(one, sign) for key, sign in (("positive", 1), ("negative", -1), ("free", 0), ("features", 0))
             for one in told.get(key, ()) if one not in without]  # fmt: skip
    return [one for one, _ in named], [sign for _, sign in named]


def left_out(groups: dict[str, list[T]]) -> Iterator[tuple[str, list[T], list[T]]]:
    """Each collection's name, what all the others hold, and what it holds itself."""
    for name, own in groups.items():
        yield name, [one for other, held in groups.items() if other != name for one in held], own
