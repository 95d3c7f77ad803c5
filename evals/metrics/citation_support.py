"""Citation support, the precision of citations after ALCE: do the citations support what was asked for?

score(q) = citations that are exact, carried by a claim, and a hit of a gold place or with a fact in their quote
           / citations, those that a claim names and the answer does not have among them
support  = mean over the questions with gold or nuggets whose answer cites something    range 0 … 1

Each number is counted once, however many claims carry it. A number that no claim carries counts as 0, so that citing
all that was retrieved does not pay.

It is `citation_precision` made strict (exact, and carried by a claim) and fair to the places that no label lists but
that hold a required fact. Not measured is whether a citation adds anything that others do not have (ALCE removes each
and looks whether the rest still entails the claim), nor whether it supports a claim beyond the labelled facts: a good
citation for a detail beside the question counts as 0, and a wording that stands in a quote by chance as 1.
Source: Gao et al., "Enabling Large Language Models to Generate Text with Citations" (ALCE), 2023, citation precision,
with gold spans and nuggets in place of an entailment model.
"""

from __future__ import annotations

from collections.abc import Iterable

from evals.metrics.means import mean
from evals.metrics.support import claims, exact, supports, told
from evals.record import Record


def score(record: Record) -> float | None:
    """The share of citations that support, 0 … 1; None without labels or citations."""
    answer, question = record.answer, record.question
    if answer is None or not told(record) or not (question.gold or question.nuggets):
        return None
    known = exact(record)
    carried = {n for claim in claims(record) for n in claim.citations}
    cited = sorted(carried | {citation.n for citation in answer.citations})
    return mean(float(n in carried and n in known and supports(known[n], question)) for n in cited)


def citation_support(records: Iterable[Record]) -> float | None:
    """The mean over the questions that have labels and got citations."""
    return mean(score(record) for record in records)
