"""What other tools call the reference: a right answer in words."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from evals.dataset import Question
from evals.metrics.text import without_markers
from evals.record import Record


def asked(question: Question) -> str:
    """The question with those before it, one a line: a follow-up says nothing alone."""
    return "\n".join([*question.history, question.question])


def reference(question: Question) -> str:
    """A right answer in the question's language: what its status says, then the required facts, each in one wording."""
    facts = "; ".join(nugget[0] for nugget in question.nuggets if nugget)
    said = _words()[question.language][question.status]
    return " ".join(filter(None, [said, facts])) or without_gold(question)


def without_gold(question: Question) -> str:
    """The first gold place, where a question has no facts of its own: its words are the answer."""
    return next((gold.quote for gold in question.gold if gold.quote), "")


def response(record: Record) -> str:
    """The answer without its markers; "" where there was an error."""
    return without_markers(record.answer.answer) if record.answer else ""


@cache
def _words() -> dict[str, dict[str, str]]:
    return tomllib.loads((files(__package__) / "words.toml").read_text("utf-8"))
