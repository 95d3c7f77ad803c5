"""How far the documents answer a question: answered, partly, or nothing found. Asked before is not answered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.brief.evidence import SURE, settings, values_of
from assistant.brief.records import Ask, Before, Cover, Evidence, Prepared
from assistant.extraction.values import holds


def covers_of(ask: Ask, evidence: Iterable[Evidence], before: Sequence[Before] = ()) -> tuple[Cover, ...]:
    """The cover of each part: by the evidence that is kept, and by what was answered to the same question before.

    A part that asks for a value (when, how many, what it costs) is answered by a text that holds one only.
    """
    kept = [one for one in evidence if one.kept]
    told = [answer.quote for one in before if one.same for answer in one.answers]
    return tuple(_cover(part, [e for e in kept if i in e.parts], told) for i, part in enumerate(ask.parts))


def together(covers: Sequence[Cover]) -> Cover:
    """The cover of a question from those of its parts."""
    if covers and all(cover is Cover.ANSWERED for cover in covers):
        return Cover.ANSWERED
    return Cover.NOTHING if all(cover is Cover.NOTHING for cover in covers) else Cover.PARTLY


def covered(prepared: Prepared) -> Prepared:
    """A question with its cover as its evidence is now."""
    covers = covers_of(prepared.ask, prepared.evidence, prepared.before)
    return prepared.model_copy(update={"covers": covers, "cover": together(covers)})


def _cover(part: str, evidence: Sequence[Evidence], told: Sequence[str]) -> Cover:
    if not evidence and not told:
        return Cover.NOTHING
    kind = values_of(part)
    sure = [e.source.quote for e in evidence if e.score >= min(SURE, float(settings("cover")["answered"]))]
    if any(kind is None or holds(kind, text) for text in (*sure, *told)):
        return Cover.ANSWERED
    return Cover.PARTLY
