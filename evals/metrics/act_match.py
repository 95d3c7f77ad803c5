"""Act match: is what is cited the kind of act that was asked for?

score(q)  = 1 if every citation that names its act is of an expected kind, and at least one does; else 0
act match = mean over the questions that expect kinds and whose answer cites something  range 0 … 1

A proposal cited for a decision, or a question for its answer, counts as 0. Source: this project's fourth
invariant, an act's kind is never blurred.
"""

from __future__ import annotations

from collections.abc import Iterable

from evals.metrics.means import mean
from evals.record import Record


def score(record: Record) -> float | None:
    """1 or 0; None when no kind is expected or nothing is cited."""
    expected = {kind.value for kind in record.question.acts}
    if record.answer is None or not expected or not record.answer.citations:
        return None
    cited = {citation.act for citation in record.answer.citations if citation.act}
    return float(bool(cited) and cited <= expected)


def act_match(records: Iterable[Record]) -> float | None:
    """The mean over the questions that expect kinds and got citations."""
    return mean(score(record) for record in records)
