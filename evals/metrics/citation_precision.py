"""Citation precision: are the citations of the places that were expected?

score(q)  = citations that are a hit (see `hits`) / citations
precision = mean over the questions with gold whose answer cites something              range 0 … 1

Informational: gold lists some places that answer, not all, so a good citation may count as none.
Source: Gao et al., "Enabling Large Language Models to Generate Text with Citations", 2023, with gold spans
in place of an entailment model.
"""

from __future__ import annotations

from collections.abc import Iterable

from evals.metrics.hits import hit
from evals.metrics.means import mean
from evals.record import Record


def score(record: Record) -> float | None:
    """The share of citations that are a hit; None without gold or citations."""
    if record.answer is None or not record.question.gold:
        return None
    return mean(float(hit(citation, record.question.gold)) for citation in record.answer.citations)


def citation_precision(records: Iterable[Record]) -> float | None:
    """The mean over the questions that have both gold and citations."""
    return mean(score(record) for record in records)
