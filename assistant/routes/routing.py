"""Which route answers: what is looked up before what is searched."""

from __future__ import annotations

from dataclasses import replace

from assistant.reader import Reader
from assistant.routes import (
    cases,
    catalogue,
    clarify,
    followed,
    listing,
    meetings,
    nothing,
    papers,
    passage,
    persons,
    register,
    scoped,
    unclear,
    votes,
)
from assistant.routes.outcome import Outcome
from assistant.understanding.question import Understanding
from assistant.understanding.said import narrowed
from index.records import Filters

# In this order: the first route that has something to say answers. The complete ones narrow by themselves.
COMPLETE = (followed.answer, persons.answer, meetings.answer, listing.answer, catalogue.answer)
SEARCHED = ((votes.answer, cases.answer, papers.answer, register.answer), (passage.answer,), (cases.nearest,))


def route(asked: Understanding, filters: Filters, reader: Reader) -> Outcome:
    """What is found for a question, and for the other one put along with it."""
    outcome = _first(asked, filters, reader)
    if asked.second is None:
        return outcome
    other = _first(asked.second, filters, reader)
    if "answered" not in (outcome.status, other.status):
        return outcome
    first, last = (outcome, other) if outcome.status == "answered" else (other, outcome)
    drafts, suggestions = [*outcome.drafts, *other.drafts], [*first.suggestions, *last.suggestions]
    return replace(first, drafts=drafts, suggestions=suggestions)


def _first(asked: Understanding, filters: Filters, reader: Reader) -> Outcome:
    """What is looked up before what is searched; "not found" when neither says anything.

    What the question says of board, period, place and source narrows it; where that leaves nothing, it is
    lifted, and said to be.
    """
    asked_back = unclear.answer(asked, filters, reader)
    if asked_back is None:
        asked, asked_back = clarify.of_people(asked, filters, reader)
    if asked_back is not None:
        return asked_back
    for complete in COMPLETE:
        outcome = complete(asked, filters, reader)
        if outcome is not None:
            return outcome
    where = narrowed(asked, filters)
    # An act outside the narrowing says more than a passage inside it that is not such an act.
    for routes in SEARCHED:
        for lifted in (False, True) if where != filters and scoped.may_lift(asked) else (False,):
            for answer in routes:
                outcome = answer(asked, filters if lifted else where, reader)
                if outcome is not None:
                    return scoped.told(outcome, asked, where, filters, lifted=lifted)
    return nothing.answer(asked, filters, reader)
