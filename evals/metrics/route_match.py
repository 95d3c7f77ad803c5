"""Route match: was the question understood as one of the right kind?

score(q) = 1 if the answer's `route` is the one that the question expects, else 0; an error counts as 0
match    = mean over the questions that expect a route                                  range 0 … 1

The route is what the answer object tells of how the question was understood, and of what was found: a question that is
understood but finds nothing ends on the route "none". The filters that a system drew from the question (people, dates,
boards) are not in the answer object, so they are not measured here. Source: accuracy of intent classification.
"""

from __future__ import annotations

from collections.abc import Iterable

from evals.metrics.means import mean
from evals.record import Record


def score(record: Record) -> float | None:
    """1 or 0; None when no route is expected."""
    if record.question.route is None:
        return None
    return float(record.answer is not None and record.answer.route == record.question.route)


def route_match(records: Iterable[Record]) -> float | None:
    """The mean over the questions that expect a route."""
    return mean(score(record) for record in records)
