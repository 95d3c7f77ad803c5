"""Who somebody is: party, union and role, as an attendance list, a signature or an act says."""

from __future__ import annotations

from dataclasses import replace

from assistant.drafts import Draft, Support
from assistant.reader import Reader
from assistant.routes.outcome import Outcome
from assistant.texts import say
from assistant.understanding.question import Understanding
from corpus.records import Act, ActKind, Actor
from index.records import Filters

MOST = 3  # roles told of one person
_TELLING = (ActKind.ATTENDANCE, ActKind.SIGNATURE)  # say most plainly who somebody is


def answer(asked: Understanding, filters: Filters, reader: Reader) -> Outcome | None:
    """Each role that a person is given, newest first; None where the question asks for no such thing."""
    if not asked.about_person or len(asked.named.persons) != 1:
        return None
    name = asked.named.persons[0]
    acts = reader.index.catalogue.acts(replace(filters, persons=(name,)))
    acts.sort(key=lambda act: (act.kind not in _TELLING, -(act.date.toordinal() if act.date else 0), act.id))
    told: dict[tuple[str | None, ...], Draft] = {}
    for act in acts:
        actor = next((a for a in act.actors if a.name.casefold() == name.casefold()), None)
        if actor is None or not (actor.role or actor.party or actor.organisation):
            continue
        key = (actor.role, actor.party, actor.organisation)
        known = any(all(a in (None, b) for a, b in zip(key, other, strict=True)) for other in told)
        draft = None if known else _draft(act, actor, asked, reader)
        if draft is not None:
            told[key] = draft
    return Outcome("answered", "register", list(told.values())[:MOST]) if told else None


def _draft(act: Act, actor: Actor, asked: Understanding, reader: Reader) -> Draft | None:
    document = reader.document(act.span.document_id)
    if document is None:
        return None
    day = act.date or document.date
    text = say(
        asked.language, "person.told", who=actor.label,
        what=", ".join(filter(None, (actor.role, actor.organisation if actor.name else None))) or actor.label,
        when=say(asked.language, "told_part.when", date=day.isoformat()) if day else "", quote="{quote}",
    )  # fmt: skip
    return Draft(text, Support(document, act.span.start, act.span.end, act), act.kind, (actor,))
