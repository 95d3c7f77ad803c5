"""Kinds of acts: what a claim says was done must be what its source does, or tells of."""

from __future__ import annotations

import re

from assistant.drafts import Draft
from assistant.gate.cues import kind_words, marks, words
from assistant.gate.evidence import Evidence
from assistant.gate.failure import Failure
from corpus.records import ActKind

_PROPOSED = re.compile(r"förslag till beslut|beslutsförslag|proposed decision", re.IGNORECASE)


def recorded(draft: Draft) -> Failure | None:
    """Whether the act on record is of the kind, by the people and on the day that the draft gives."""
    act = draft.support.act if draft.support else None
    if draft.kind is not None and (act is None or act.kind is not draft.kind):
        return Failure("kind", str(draft.kind))
    if draft.actors and (act is None or not set(draft.actors) <= {*act.actors, *act.addressees}):
        return Failure("actors", ", ".join(actor.label for actor in draft.actors))
    return None


def check(claim: str, evidence: Evidence) -> Failure | None:
    """The first verb of the claim for an act that its source is not, and does not tell of."""
    for kind, says in kind_words("says").items():
        said = says.search(claim)
        if said is None or _written(kind, said.group(), claim):
            continue
        if _of_others(kind, claim[: said.start()], evidence) or not _carries(kind, evidence):
            return Failure("kind", said.group())
    return None


def repeated(claim: str, evidence: Evidence) -> Failure | None:
    """A question proves that somebody asked, a proposal that somebody proposed: a free claim must say which."""
    kinds = [_kind(support.act.kind if support.act else None, support.quote) for support in evidence.supports]
    if kinds and all(kind == "question" for kind in kinds) and not marks("question").search(claim):
        return Failure("kind", "told as a fact, but only asked")
    if kinds and all(kind == "proposal" for kind in kinds) and not marks("proposal").search(claim):
        return Failure("modality", "told as a fact, but only proposed")
    return None


def _kind(kind: ActKind | None, quote: str) -> str:
    if kind is ActKind.QUESTION or (kind is None and quote.rstrip('”" ').endswith("?")):
        return "question"
    return "proposal" if kind in (ActKind.PROPOSAL, ActKind.MOTION) else ""


def _carries(kind: str, evidence: Evidence) -> bool:
    """Whether one of the places is such an act, or says so in its words or in the heading over it."""
    acts = [str(act.kind) for act in evidence.acts]
    if kind in acts:
        return True
    shows = kind_words("shows")[kind]
    if shows.search(evidence.quote):
        return True
    if any(act in words("kinds")["wishes"]["kinds"] for act in acts):
        return False
    if kind == "decision":
        return not acts and any(_decides(heading) for heading in evidence.headings[-1:])
    return not acts and any(shows.search(title) for title in _titles(evidence))


def _of_others(kind: str, before: str, evidence: Evidence) -> bool:
    """Whether those are said to have done it who are on record for something else, and no word bears it out."""
    subject = before.casefold()
    doers = [a for act in evidence.acts if act.kind != kind for a in act.actors]
    named = [a for a in doers if (a.name or a.organisation or "¤").casefold() in subject]
    return (
        bool(named)
        and kind_words("says")[kind].search(evidence.quote) is None
        and kind not in map(str, _on_record(evidence))
    )


def _on_record(evidence: Evidence) -> list[ActKind]:
    return [act.kind for act in evidence.acts]


def _written(kind: str, verb: str, claim: str) -> bool:
    """ "föreslog att nämnden beslutar": the claim says itself that it is a wish."""
    forms = words("kinds")["written"].get(kind, ())
    return verb.casefold() in forms and marks("proposal").search(claim) is not None


def _decides(heading: str) -> bool:
    return heading.casefold().startswith("beslut") and not _PROPOSED.search(heading)


def _titles(evidence: Evidence) -> list[str]:
    return [*(document.title for document in evidence.documents), *evidence.headings]
