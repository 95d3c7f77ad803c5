"""Citation recall: does what is claimed have its support cited?

score(q) = claims each of whose facts is supported by a citation of that claim / claims that state a fact
recall   = mean over the questions with such claims                                     range 0 … 1

The facts are the nuggets of the question that stand in the claim's text; support is told in `support`. A claim that
states a fact and cites nothing, or cites it inexactly, counts as 0, and so does one that cites support for one of its
two facts, or that names who spoke and quotes only what was said (unless gold has that place).

Measured is whether the labelled facts are backed by exact characters. Not measured is anything else that a claim says
(nobody has labelled it), whether the quote entails the claim, and whether the answer is right (see `correct`).
Questions without nuggets, and those of a category whose facts are counted and stand in no document, do not count, nor
do answers that state no fact.
Source: Gao et al., "Enabling Large Language Models to Generate Text with Citations" (ALCE), 2023, citation recall,
with labelled facts and exact spans in place of an entailment model, which also judges claims without labels.
"""

from __future__ import annotations

from collections.abc import Iterable

from evals.dataset import COUNTED
from evals.metrics.means import mean
from evals.metrics.support import claims, exact, stated, supports_fact, told
from evals.record import Record


def score(record: Record) -> float | None:
    """The share of supported claims, 0 … 1; None when no claim states a fact."""
    question = record.question
    if not told(record) or question.category in COUNTED:
        return None
    known = exact(record)
    verdicts = []
    for claim in claims(record):
        cited = [known[n] for n in claim.citations if n in known]
        facts = stated(claim, question)
        if facts:
            backed = (any(supports_fact(citation, fact, question) for citation in cited) for fact in facts)
            verdicts.append(float(all(backed)))
    return mean(verdicts)


def citation_recall(records: Iterable[Record]) -> float | None:
    """The mean over the questions whose answers state facts."""
    return mean(score(record) for record in records)
