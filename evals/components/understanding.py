"""Understanding: was the question read as what it is?

language   the question's language was recognised
route      the answer came by a route that its kind of question may take (`expected.toml`, or the question's own)
act kind   of the kinds of act that the question expects, one was asked for
filters    what the question was narrowed to holds a gold passage

Each is 1 or 0 a question, the measure its mean, range 0 … 1. A route is only known where something was found; of lists
and holdings, which are looked up and not searched, the lack of one is a misunderstanding too.
"""

from __future__ import annotations

from assistant.tables import table
from evals.components.trace import Trace
from evals.metrics.question_language import score as language

PARTS = ("language", "route", "act kind", "filters")


def verdicts(trace: Trace) -> dict[str, bool]:
    """What was understood rightly, by part; parts of which nothing can be said are left out."""
    question, answer, asked = trace.question, trace.record.answer, trace.asked
    if answer is None:
        return {}
    found = {"language": language(trace.record) == 1.0}
    expected = routes(trace)
    looked_up = question.category in table("expected", "evals.components")["looked_up"]["categories"]
    if expected and (answer.route != "none" or looked_up):
        found["route"] = answer.route in expected
    if question.acts and asked is not None and asked.intent is not None:
        found["act kind"] = bool(set(question.acts) & set(asked.intent.kinds))
    if trace.within is not None:
        found["filters"] = trace.within
    return found


def routes(trace: Trace) -> list[str]:
    """The routes that may answer a question; none where any may."""
    question = trace.question
    if question.route is not None:
        return [question.route]
    expected = ["clarify"] if question.status == "clarify" else []
    return expected or list(table("expected", "evals.components")["routes"].get(question.category, []))


def fault(trace: Trace) -> str | None:
    """What was misunderstood, or None."""
    answer, question = trace.record.answer, trace.question
    if answer is None:
        return None
    if (answer.status == "clarify") != (question.status == "clarify"):
        return "asked back" if answer.status == "clarify" else "did not see that it could mean several things"
    wrong = [part for part, right in verdicts(trace).items() if not right]
    told = {
        "language": f"read as {answer.language}",
        "route": f"took the route {answer.route}, expected {' or '.join(routes(trace))}",
        "act kind": f"asked for {', '.join(_kinds(trace))}",
        "filters": "narrowed to where no gold passage is",
    }
    return "; ".join(told[part] for part in wrong) or None


def _kinds(trace: Trace) -> list[str]:
    intent = trace.asked.intent if trace.asked else None
    return [kind.value for kind in intent.kinds] if intent else []
