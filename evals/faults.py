"""What is wrong with a dataset: one line each, and what becomes of it in a run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Grade = Literal["failed", "error", "note"]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong on a line of a dataset (1 = the first; 0: the dataset as a whole).

    `id` is the question's, "" where it has none. A run counts a question with a "failed" one as failed, without asking
    it. An "error" is wrong as well, but the question can be asked. A "note" is for a person to look at.
    """

    line: int
    id: str
    what: str
    grade: Grade

    def __str__(self) -> str:
        line = f"line {self.line}" if self.line else ""
        where = ", ".join(dict.fromkeys(filter(None, (line, self.id))))
        return f"{where or 'the dataset'}: {self.what}."


def failures(faults: Iterable[Fault]) -> dict[str, str]:
    """What is wrong with the questions that a run counts as failed, by id."""
    found: dict[str, list[str]] = {}
    for fault in faults:
        if fault.grade == "failed":
            found.setdefault(fault.id, []).append(fault.what)
    return {id: "; ".join(lines) for id, lines in found.items()}


def errors(faults: Iterable[Fault]) -> list[Fault]:
    """Those that are no mere notes."""
    return [fault for fault in faults if fault.grade != "note"]
