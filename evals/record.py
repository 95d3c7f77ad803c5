"""What is kept of one question after a system has answered it."""

from __future__ import annotations

from dataclasses import dataclass

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
