"""Follow-ups answered from what the question before was answered with: that question's answer, that act's day."""

from __future__ import annotations

from collections.abc import Callable

from assistant.reader import Reader
from assistant.routes.followed import course, matter, particulars, people
from assistant.routes.followed.matter import remarked
from assistant.routes.outcome import Outcome
from assistant.routes.told import Place, places_of
from assistant.understanding.ground import Ground
from assistant.understanding.question import Understanding
from index.records import Filters

__all__ = ["answer", "remarked"]

Look = Callable[[Understanding, Ground, list[Place], Filters, Reader], Outcome | None]
_KINDS: dict[str, Look] = {
    "reply": people.reply,
    "answerer": people.reply,
    "asker": people.asker,
    "addressee": people.addressee,
    "others": people.others,
    "when": particulars.when,
    "number": particulars.number,
    "paragraph": particulars.paragraph,
    "document": particulars.document,
    "decision": course.decision,
    "more": course.more,
    "this": course.this,
    "vote": course.vote,
}


def answer(asked: Understanding, filters: Filters, reader: Reader) -> Outcome | None:
    """What a follow-up asks of the acts told before; None where they do not say it, or none were told."""
    ground = asked.ground
    if asked.kind == "addressee" and not asked.follows:
        return people.put_to(asked, filters, reader)
    if asked.before is not None:
        return matter.going_on(asked, asked.before, filters, reader)
    if ground is None or not asked.follows or not ground.told:
        return None
    look = _KINDS.get(asked.kind or "")
    places = places_of(ground, reader)
    if look is not None:
        return look(asked, ground, places, filters, reader)
    return matter.of_the_matter(asked, places, filters, reader) if asked.kind in (None, "why") else None
