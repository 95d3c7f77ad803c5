"""Abstention: is what was found enough to answer from?

answers   of the questions that have an answer, those that got one (right or wrong)     range 0 … 1
keeps     of the questions that have none, those that got none
right     of those whose best sentence is right, those that it was held to be enough for

`right` is the component alone: the right sentence is there, and only the bar decides. The other two are of whole
answers (see `evals.metrics.abstention`, where silence is what is counted).
"""

from __future__ import annotations

from assistant.abstention import is_answer
from evals.components import selection
from evals.components.trace import Trace


def answers(trace: Trace) -> bool | None:
    """Whether a question that has an answer got one; None of the others."""
    return trace.answered if trace.question.status in ("answered", "asked_not_answered") else None


def keeps(trace: Trace) -> bool | None:
    """Whether a question that has no answer got none; None of the others."""
    return not trace.answered if trace.question.status == "not_found" else None


def right(trace: Trace) -> bool | None:
    """Whether the right sentence, put first, was enough; None where another one is first."""
    return is_answer(trace.sentences) if selection.first(trace) else None


def fault(trace: Trace) -> str | None:
    """What was decided wrongly: to answer, to keep silent, or that nobody has answered; else None."""
    answer, expected = trace.record.answer, trace.question.status
    if answer is None or answer.status == expected or "clarify" in (answer.status, expected):
        return None
    if expected == "not_found":
        return f"answered ({answer.status}) what the documents do not tell"
    if answer.status == "not_found":
        right = trace.sentences and trace.touches(trace.sentences[0].support)
        return f"kept silent{', though a right sentence was the best one' if right else ''}"
    return f"{answer.status} in place of {expected}"
