"""When a citation supports a claim, as far as the labels of a question can tell.

A citation whose quote is not what stands at its offsets, or of which that is unknown, supports nothing. Any other one
supports a fact (a nugget) that a claim states when its quote holds a wording of it, or when it is a hit (see `hits`)
of a gold place for it: one whose quote holds the fact, or any place of the question where no quote does. That is so
where the fact stands beside the place, as the name of who speaks may, or where places are known by a `check` only.
The actors and the date that the answer object gives with a citation support nothing: only the document's words do.
"""

from __future__ import annotations

from collections.abc import Iterable

from assistant.contract import Citation, Claim
from evals.dataset import Question
from evals.metrics.hits import hit
from evals.metrics.text import holds, without_markers
from evals.record import Record

Nugget = tuple[str, ...]

TOLD = ("answered", "asked_not_answered")


def told(record: Record) -> bool:
    """Whether a question has been answered, and not with silence (see `abstention`)."""
    return record.answer is not None and record.answer.status in TOLD


def claims(record: Record) -> list[Claim]:
    """The claims of an answer; one that comes without them is one claim that cites all its citations."""
    answer = record.answer
    if answer is None:
        return []
    whole = Claim(text=without_markers(answer.answer), citations=[citation.n for citation in answer.citations])
    return answer.claims or [whole]


def exact(record: Record) -> dict[int, Citation]:
    """The citations whose quotes are known to be what stands at their offsets, by number."""
    citations = record.answer.citations if record.answer else []
    return {citation.n: citation for citation, right in zip(citations, record.exact, strict=False) if right}


def stated(claim: Claim, question: Question) -> list[Nugget]:
    """The required facts that a claim states."""
    said = without_markers(claim.text)
    return [nugget for nugget in question.nuggets if _holds(said, nugget)]


def supports_fact(citation: Citation, nugget: Nugget, question: Question) -> bool:
    """Whether an exact citation supports one fact."""
    places = [gold for gold in question.gold if gold.quote and _holds(gold.quote, nugget)]
    return _holds(citation.quote, nugget) or hit(citation, places or question.gold)


def supports(citation: Citation, question: Question) -> bool:
    """Whether an exact citation supports a right answer: it is a hit of any gold place, or its quote holds a fact."""
    return hit(citation, question.gold) or any(_holds(citation.quote, nugget) for nugget in question.nuggets)


def _holds(text: str, wordings: Iterable[str]) -> bool:
    return any(holds(text, wording) for wording in wordings)
