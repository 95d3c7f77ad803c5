"""Mean reciprocal rank: how far down does the evidence stand?

score(q) = 1 / rank of the first retrieved passage that is a hit (see `hits`), 0 without one
MRR      = mean over the questions with gold                                            range 0 … 1

Source: Voorhees, "The TREC-8 Question Answering Track Report", 1999.
"""

from __future__ import annotations

from collections.abc import Iterable

from evals.metrics.hits import first_hit
from evals.metrics.means import mean
from evals.record import Record


def score(record: Record) -> float | None:
    """The reciprocal rank; None for a question without gold."""
    if not record.question.gold:
        return None
    rank = first_hit(record)
    return 1 / rank if rank else 0.0


def mrr(records: Iterable[Record]) -> float | None:
    """The mean reciprocal rank over the questions with gold."""
    return mean(score(record) for record in records)
