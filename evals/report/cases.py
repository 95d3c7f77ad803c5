"""A question as a page shows it: what was expected, and what each run answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evals.dataset import Gold
from evals.metrics import faults
from evals.metrics.hits import first_hit, hit
from evals.record import Record

RETRIEVED = 10  # passages shown of an answer


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation: whether its quote is what stands there, and whether it is of a labelled place."""

    n: int
    path: str
    start: int
    end: int
    quote: str
    exact: bool
    hit: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A retrieved passage, and whether it is a hit."""

    path: str
    start: int
    end: int
    score: str
    hit: bool


@dataclass(frozen=True, slots=True)
class Said:
    """What a run answered. `found` tells in words how far down the evidence stood; `more` passages are not shown."""

    name: str
    status: str
    answer: str
    language: str
    citations: Sequence[Cited]
    retrieved: Sequence[Found]
    found: str
    more: int


@dataclass(frozen=True, slots=True)
class Case:
    """A question, what a right answer is, why this one is wrong, and the answers."""

    id: str
    question: str
    language: str
    category: str
    history: Sequence[str]
    expected: str
    nuggets: Sequence[Sequence[str]]
    forbidden: Sequence[str]
    gold: Sequence[Gold]
    why: Sequence[str]
    said: Sequence[Said]


def case(records: Sequence[tuple[str, Record]], why: Sequence[str] | None = None) -> Case:
    """A question with the answers of some runs, each with the name it is shown under; at least one.

    `why` is what is wrong; without it, what is wrong with the last of them.
    """
    question = records[-1][1].question
    return Case(
        id=question.id,
        question=question.question,
        language=question.language,
        category=question.category,
        history=question.history,
        expected=question.status.replace("_", " "),
        nuggets=question.nuggets,
        forbidden=question.forbidden,
        gold=question.gold,
        why=faults(records[-1][1]) if why is None else why,
        said=[said(name, record) for name, record in records],
    )


def said(name: str, record: Record) -> Said:
    """An answer with its citations and the first passages that were considered."""
    answer, gold = record.answer, record.question.gold
    if answer is None:
        return Said(name, f"error: {record.error}", "", record.question.language, (), (), "", 0)
    exact = (*record.exact, *[False] * len(answer.citations))
    cited = [
        Cited(one.n, one.path, one.start, one.end, one.quote, right, hit(one, gold))
        for one, right in zip(answer.citations, exact, strict=False)
    ]
    places = [
        Found(one.path, one.start, one.end, f"{one.score:.3f}", hit(one, gold)) for one in answer.retrieved[:RETRIEVED]
    ]
    return Said(
        name=name,
        status=f"{answer.status.replace('_', ' ')}, {answer.route}, {record.ms:.0f} ms",
        answer=answer.answer,
        language=answer.language,
        citations=cited,
        retrieved=places,
        found=_found(record),
        more=max(0, len(answer.retrieved) - RETRIEVED),
    )


def _found(record: Record) -> str:
    count = len(record.answer.retrieved) if record.answer else 0
    passages = f"{count} passage{'' if count == 1 else 's'}"
    if not record.question.gold:
        return passages
    rank = first_hit(record)
    return f"{passages}, the first that answers at {rank}" if rank else f"{passages}, none that answers"
