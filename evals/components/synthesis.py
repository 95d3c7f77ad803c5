"""Synthesis: given a right sentence that passed the gate, is it told rightly?

facts      of the required facts that a passed sentence's own place holds, those that stand in the answer
language   the answer is written in the question's language (see `evals.metrics.language_match`)

Means over the questions with such a sentence, range 0 … 1. Quotes stay in the documents' language.
"""

from __future__ import annotations

from evals.components.trace import Trace, says, supports
from evals.metrics.language_match import score as language_score
from evals.metrics.text import holds, without_markers


def facts(trace: Trace) -> float | None:
    """The share of the facts that were chosen and passed that the answer states; None without such facts."""
    answer = trace.record.answer
    if answer is None:
        return None
    places = [s for one in trace.checked if one.failure is None for s in supports(one.draft) if trace.touches(s)]
    chosen = [n for n in trace.question.nuggets if any(holds(place.quote, w) for place in places for w in n)]
    said = without_markers(answer.answer)
    told = [any(holds(said, wording) for wording in nugget) for nugget in chosen]
    return sum(told) / len(told) if told else None


def language(trace: Trace) -> float | None:
    """Whether an answer is in the question's language; None without an answer."""
    return language_score(trace.record) if trace.answered else None


def fault(trace: Trace) -> str | None:
    """What passed the gate and is not told, or is told though it must not be; else None."""
    answer = trace.record.answer
    if answer is None:
        return None
    said = without_markers(answer.answer)
    passed = [one.draft for one in trace.checked if one.failure is None]
    lost = [
        nugget[0]
        for nugget in trace.question.nuggets
        if any(says(draft, nugget) for draft in passed) and not any(holds(said, wording) for wording in nugget)
    ]
    if lost:
        return "chosen, passed and not told: " + ", ".join(map(repr, lost))
    wrong = [wording for wording in trace.question.forbidden if holds(said, wording)]
    return "says " + ", ".join(map(repr, wrong)) if wrong else None
