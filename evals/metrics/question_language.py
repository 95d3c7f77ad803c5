"""Question language: was the language of the question recognised?

score(q) = 1 if the answer's `language` is the question's, else 0
match    = mean over the questions that got an answer object                            range 0 … 1

This is the understanding alone; `language_match` also looks at the words that the answer is written in.
Source: accuracy of language identification.
"""

from __future__ import annotations

from collections.abc import Iterable

from evals.metrics.means import mean
from evals.record import Record


def score(record: Record) -> float | None:
    """1 or 0; None without an answer."""
    return None if record.answer is None else float(record.answer.language == record.question.language)


def question_language(records: Iterable[Record]) -> float | None:
    """The share of questions whose language was recognised."""
    return mean(score(record) for record in records)
