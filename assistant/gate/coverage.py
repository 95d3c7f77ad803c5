"""Support: a claim in words of its own must speak of what its quotes speak of."""

from __future__ import annotations

from assistant.gate import clauses
from assistant.gate.evidence import Evidence
from assistant.gate.failure import Failure

LEAST = 0.34  # the share of a claim's content words, names and dates aside, that its quotes must hold
FEW = 3  # content words of a claim that is as good as its record


def check(claim: str, evidence: Evidence) -> Failure | None:
    """Whether the claim shares too little with its quotes."""
    share = shared(claim, evidence)
    return Failure("unsupported", f"{share:.2f} of its words") if share is not None and share < LEAST else None


def shared(claim: str, evidence: Evidence) -> float | None:
    """The share of the claim's ideas that the quotes hold; None where it cannot be told, or has none.

    Words of the record (who, where, when) are no ideas of the claim. Without a bilingual reader a claim in
    another language than its quotes cannot be compared.
    """
    reader = evidence.words
    language = reader.language(claim)
    if not reader.bilingual and language != reader.language(evidence.quote):
        return None
    ideas = [idea for idea in clauses.ideas_of(evidence.rest(claim), reader) if not _figure(idea)]
    share = clauses.met(ideas, evidence.terms)
    if len(ideas) < FEW:  # it tells little but what is on record: then that may stand in the quotes as well
        ideas = [idea for idea in clauses.ideas_of(claim, reader) if not _figure(idea)]
        share = max(share, clauses.met(ideas, evidence.terms))
    return share if ideas else None


def _figure(idea: frozenset[str]) -> bool:
    return any(term[:1].isdigit() or term.startswith(("d:", "c:", "§", "party:")) for term in idea)
