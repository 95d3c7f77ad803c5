"""Correct: does the answer say what it must, and nothing it must not?

score(q) = 1 if the status is the expected one, every nugget stands in the answer in one of its wordings, and
           no forbidden wording does; else 0
correct  = mean over all questions                                                      range 0 … 1

Source: nugget recall (Voorhees, "Overview of the TREC 2003 Question Answering Track"), made all-or-nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

from evals.metrics.means import mean
from evals.metrics.text import holds, without_markers
from evals.record import Record


def faults(record: Record) -> list[str]:
    """Why an answer is not correct, each in a few words; empty when it is."""
    if record.answer is None:
        return [f"error: {record.error}"]
    question, answer = record.question, record.answer
    said = without_markers(answer.answer)
    found = []
    if answer.status != question.status:
        found.append(f"status {answer.status}, expected {question.status}")
    found += [f"missing {nugget[0]!r}" for nugget in question.nuggets if not any(holds(said, w) for w in nugget)]
    found += [f"says {wording!r}" for wording in question.forbidden if holds(said, wording)]
    return found


def correct(records: Iterable[Record]) -> float | None:
    """The share of correct answers; None without questions."""
    return mean(float(not faults(record)) for record in records)
