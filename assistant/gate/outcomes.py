"""What became of a matter: approved is not rejected, and adjourned is neither."""

from __future__ import annotations

from collections import Counter

from assistant.gate.cues import outcomes
from assistant.gate.evidence import Evidence
from assistant.gate.failure import Failure


def check(claim: str, evidence: Evidence, *, free: bool) -> Failure | None:
    """An outcome in the claim's words that its source does not tell, while it tells another.

    A free claim may not tell one more often than its source either: "approval of rejection" is not "approval
    of approval".
    """
    told: Counter[str] | None = None
    for name, pattern in outcomes().items():
        said = pattern.findall(claim)
        if not said:
            continue
        told = _told(evidence) if told is None else told
        if told and (name not in told or (free and len(told) > 1 and len(said) > told[name])):
            return Failure("negation", said[0])
    return None


def _told(evidence: Evidence) -> Counter[str]:
    """How often the quotes tell each outcome; the forms of the acts count as well."""
    found = Counter({name: len(pattern.findall(evidence.quote)) for name, pattern in outcomes().items()})
    found.update(str(act.form) for act in evidence.acts if act.form is not None)
    return +found
