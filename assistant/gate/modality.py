"""How firmly: what shall be looked into is not decided, and what is decided is not yet done."""

from __future__ import annotations

from assistant.gate import clauses
from assistant.gate.cues import decided, ranks
from assistant.gate.evidence import Evidence
from assistant.gate.failure import Failure
from assistant.gate.negation import told_of
from corpus.records import ActKind

PLAIN, DECIDED, DONE = 3, 3, 4
SHARED = 0.6  # the share of what a source says so weakly that a claim must speak of to be held against it


def check(claim: str, evidence: Evidence) -> Failure | None:
    """The first statement of the claim that is firmer than its source."""
    said = [(clause.text, rank(clause.text)) for clause in clauses.split(claim)]
    whole = rank(claim)
    carried = _decides(evidence)
    for clause in clauses.split(evidence.quote):
        told = rank(clause.text)
        if told is None or told >= DONE:
            continue
        told = max(told, DECIDED) if carried else told
        focus = clauses.focus(clause.text, _cue(clause.text))
        best = max(said, key=lambda other: told_of(focus, other[0], evidence.words), default=None)
        if best is None or told_of(focus, best[0], evidence.words) < SHARED:
            continue
        firm = best[1] if best[1] is not None else whole if whole is not None and whole < PLAIN else PLAIN
        if _done(best[0]) and not _done(evidence.quote):
            firm = DONE
        if firm > told:
            return Failure("modality", " ".join(best[0].split())[:80])
    return None


def rank(text: str) -> int | None:
    """The weakest of a text's cues, or that it is done; None where it says nothing of the kind."""
    for value, pattern in ranks():
        if pattern.search(text):
            return value
    return None


def _done(text: str) -> bool:
    return next(pattern for value, pattern in ranks() if value == DONE).search(text) is not None


def _cue(text: str) -> tuple[int, int]:
    for _, pattern in ranks():
        found = pattern.search(text)
        if found:
            return found.span()
    return 0, 0


def _decides(evidence: Evidence) -> bool:
    """Whether a source is a decision, or tells of one."""
    if any(act.kind is ActKind.DECISION for act in evidence.acts):
        return True
    wishes = any(act.kind in (ActKind.PROPOSAL, ActKind.MOTION, ActKind.QUESTION) for act in evidence.acts)
    return not wishes and decided().search(evidence.quote) is not None
