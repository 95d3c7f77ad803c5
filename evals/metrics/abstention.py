"""Abstention: does the system hold its tongue when it should, and only then?

precision = rightly not answered / not answered
recall    = rightly not answered / should not be answered                               range 0 … 1 both

"Not answered" is the status not_found or clarify, or an error; a question that expects one of these two
should not be answered. `asked_not_answered` is an answer: it tells that the question was asked.
Source: Rajpurkar, Jia and Liang, "Know What You Don't Know", 2018, as precision and recall.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from evals.record import Record

SILENT = ("not_found", "clarify")


@dataclass(frozen=True, slots=True)
class Abstention:
    """Precision and recall, None where nothing was or should have been left unanswered, and the counts."""

    precision: float | None
    recall: float | None
    silent: int
    expected: int


def abstention(records: Iterable[Record]) -> Abstention:
    """The measure over all questions."""
    pairs = [(_silent(record), record.question.status in SILENT) for record in records]
    right = sum(said and due for said, due in pairs)
    silent, expected = sum(said for said, _ in pairs), sum(due for _, due in pairs)
    return Abstention(
        precision=right / silent if silent else None,
        recall=right / expected if expected else None,
        silent=silent,
        expected=expected,
    )


def _silent(record: Record) -> bool:
    return record.answer is None or record.answer.status in SILENT
