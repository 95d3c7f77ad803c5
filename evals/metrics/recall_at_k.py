"""Recall@k: is the evidence among the first k passages?

score(q) = 1 if one of the first k retrieved passages is a hit (see `hits`), else 0
recall@k = mean over the questions with gold                                            range 0 … 1

The gold spans of a question are alternatives, so one of them is enough; the measure is also called hit@k or
success@k. Source: Voorhees and Harman, TREC, 2005; the half-overlap rule is this project's.
"""

from __future__ import annotations

from collections.abc import Iterable

from evals.metrics.hits import first_hit
from evals.metrics.means import mean
from evals.record import Record


def score(record: Record, k: int) -> float | None:
    """1 or 0; None for a question without gold."""
    if not record.question.gold:
        return None
    rank = first_hit(record)
    return float(rank is not None and rank <= k)


def recall_at_k(records: Iterable[Record], k: int) -> float | None:
    """The share of questions with gold that have a hit among the first k."""
    return mean(score(record, k) for record in records)
