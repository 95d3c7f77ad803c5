"""Which component failed first on a question whose answer is not correct.

A question goes through the components in order; the first that did its part wrongly is to blame, whatever came after.
Where all did what can be checked of them, nobody is named ("none"): gold or wordings may be too narrow.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from evals.components import abstention, gate, parsing, retrieval, selection, synthesis, understanding
from evals.components.trace import Trace
from evals.metrics import faults

SYSTEM, NONE = "error", "none"
# In the order in which a question goes through them. Whether anything is told is decided on the sentences chosen, so a
# silence is only the fault of that decision where the right sentence was there: see `_silent`.
COMPONENTS: tuple[str, ...] = (
    "parsing", "understanding", "retrieval", "selection", "abstention", "gate", "synthesis",
)  # fmt: skip
NAMES = (SYSTEM, *COMPONENTS, NONE)


@dataclass(frozen=True, slots=True)
class Blame:
    """The component that failed first, and what it did."""

    component: str
    why: str


def blame(trace: Trace) -> Blame | None:
    """Who is to blame for an answer that is not correct; None for one that is."""
    wrong = faults(trace.record)
    if not wrong:
        return None
    if trace.record.answer is None:
        return Blame(SYSTEM, trace.record.error)
    for name, fault in _STEPS:
        why = fault(trace)
        if why is not None:
            return Blame(name, why)
    return Blame(NONE, "; ".join(wrong))


def _silent(trace: Trace) -> str | None:
    """What was chosen wrongly before it was decided to keep silent: neither the best sentence nor the best act is gold.

    Questions in the documents are no such sentences, so where one of them is gold nothing can be said.
    """
    answer = trace.record.answer
    if answer is None or answer.status != "not_found" or trace.question.status != "answered":
        return None
    if not trace.sentences or trace.touches(trace.sentences[0].support) or (trace.ranks or {}).get("register") == 1:
        return None
    return "another sentence than a gold one was the best, and held not to be enough"


def _selected(trace: Trace) -> str | None:
    if trace.question.status == "not_found":
        return None
    return _silent(trace) or selection.fault(trace)


_STEPS: tuple[tuple[str, Callable[[Trace], str | None]], ...] = (
    ("parsing", parsing.fault),
    ("understanding", understanding.fault),
    ("retrieval", retrieval.fault),
    ("selection", _selected),
    ("abstention", abstention.fault),
    ("gate", gate.fault),
    ("synthesis", synthesis.fault),
)
