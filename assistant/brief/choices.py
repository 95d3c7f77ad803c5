"""What staff decide about a brief: which quotes stay, in which order, and what they note beside them."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict, Field

from assistant.brief.covering import covered
from assistant.brief.records import Brief, Cover, Evidence, Prepared

LONGEST = 4000  # characters of a note


class Choice(BaseModel):
    """One choice in question `n`. With `source` (the id of a source) it is about that piece of evidence, else about
    the question; `order` are ids of its evidence in their new order. What is None stays as it was.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    n: int
    source: str | None = Field(None, max_length=200)
    kept: bool | None = None
    note: str | None = Field(None, max_length=LONGEST)
    order: tuple[str, ...] | None = Field(None, max_length=2000)


def chosen(brief: Brief, choice: Choice) -> Brief:
    """The brief with that choice, its cover by what is kept; one about what is not in it changes nothing."""
    prepared = tuple(_with(one, choice) if one.ask.n == choice.n else one for one in brief.prepared)
    return brief.model_copy(update={"prepared": prepared})


def covers(brief: Brief, n: int) -> tuple[Cover, ...]:
    """How far the parts of a question are answered by what is kept."""
    return next((one.covers for one in brief.prepared if one.ask.n == n), ())


def _with(one: Prepared, choice: Choice) -> Prepared:
    evidence = tuple(_decided(each, choice) for each in one.evidence)
    if choice.order is not None:
        evidence = _ordered(evidence, choice.order)
    note = choice.note.strip() if choice.note is not None and choice.source is None else one.note
    return covered(one.model_copy(update={"evidence": evidence, "note": note}))


def _decided(one: Evidence, choice: Choice) -> Evidence:
    if choice.source is None or one.source.id != choice.source:
        return one
    changed: dict[str, object] = {} if choice.kept is None else {"kept": choice.kept}
    if choice.note is not None:
        changed["note"] = choice.note.strip()
    return one.model_copy(update=changed)


def _ordered(evidence: Sequence[Evidence], order: Sequence[str]) -> tuple[Evidence, ...]:
    """In that order; what it does not name comes last, as it stood."""
    places = {source: place for place, source in enumerate(order)}
    return tuple(sorted(evidence, key=lambda one: places.get(one.source.id, len(places))))
