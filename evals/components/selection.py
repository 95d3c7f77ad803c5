"""Selection: given the right passage among those read, is the right sentence chosen?

first   the best sentence that can answer lies on a gold place          range 0 … 1, mean over questions
among   one of the best three does (an answer quotes up to three)
act     of the acts of the kinds asked for, the best one lies there

Where none of the passages read is gold, the best gold one is put in the place of the last: what retrieval missed is not
counted here. `first` and `among` are of questions that sentences answer (`expected.toml`), `act` of those that ask for
a kind of act and whose gold act is among the candidates.
"""

from __future__ import annotations

from assistant.routes.passage import MOST
from assistant.tables import table
from evals.components.trace import Trace, says
from evals.dataset import COUNTED


def first(trace: Trace) -> bool | None:
    """Whether the best sentence is right; None where sentences do not answer."""
    return trace.touches(trace.sentences[0].support) if _by_sentences(trace) and trace.sentences else None


def among(trace: Trace) -> bool | None:
    """Whether one of the best three is."""
    if not _by_sentences(trace) or not trace.sentences:
        return None
    return any(trace.touches(sentence.support) for sentence in trace.sentences[:MOST])


def act(trace: Trace) -> bool | None:
    """Whether the best act is right; None where none of the candidates is, or no kind of act is asked for."""
    rank = (trace.ranks or {}).get("register")
    return None if rank is None else rank == 1


def fault(trace: Trace) -> str | None:
    """Which required fact nothing that was to be told holds, or that it is said of another place; else None."""
    question = trace.question
    if not trace.golds or not trace.answered:
        return None
    missing = [n for n in question.nuggets if not any(says(one.draft, n) for one in trace.checked)]
    if missing and question.category not in COUNTED:
        return "not chosen: " + ", ".join(repr(nugget[0]) for nugget in missing)
    wrong = [w for w in question.forbidden if any(says(one.draft, (w,)) for one in trace.checked)]
    if wrong:
        return "chosen, but wrong: " + ", ".join(map(repr, wrong))
    if missing:
        return "counted otherwise: expected " + ", ".join(repr(nugget[0]) for nugget in missing)
    return None if trace.on_gold() else "nothing that was to be told lies on a gold place"


def _by_sentences(trace: Trace) -> bool:
    known = table("expected", "evals.components")["sentences"]["categories"]
    return trace.question.status == "answered" and trace.question.category in known
