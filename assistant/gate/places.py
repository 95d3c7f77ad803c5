"""Further places of a claim: they must say the same as the first."""

from __future__ import annotations

from assistant.drafts import Draft, Support
from assistant.gate import dates, modality, negation, numbers
from assistant.gate.evidence import without_cases
from assistant.gate.failure import Failure
from assistant.gate.words import plain
from index.cases.words import fold

ALIKE = 0.5  # the share of words that two places must have in common


def check(draft: Draft) -> Failure | None:
    """The first further place that says something else."""
    if draft.support is None or draft.free:
        return None
    for other in draft.also:
        if not same(draft.support.quote, other.quote):
            return Failure("also", _where(other))
    return None


def same(one: str, other: str) -> bool:
    """Whether two quotes say the same: the same words, or words alike with equal figures, polarity and firmness."""
    folded = fold(one), fold(other)
    if folded[0] == folded[1]:
        return True
    a, b = plain.terms(one), plain.terms(other)
    if not a or not b or len(a & b) < ALIKE * min(len(a), len(b)):
        return False
    return (
        _figures(one) == _figures(other)
        and _denies(one) == _denies(other)
        and modality.rank(one) == modality.rank(other)
    )


def _figures(text: str) -> set[object]:
    found = without_cases(text)
    days: set[object] = {(w.year, w.month, w.day, w.season) for w in dates.find(found)}
    return days | {number.readings for number in numbers.find(dates.blanked(found), plain.language(text))}


def _denies(text: str) -> int:
    return sum(stretch.denied is not None for stretch in negation.stretches(text))


def _where(support: Support) -> str:
    return f"{support.document.path}, {support.start} to {support.end}"
