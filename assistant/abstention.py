"""Whether what was found is enough to answer from.

p = 1 / (1 + exp(-(b + Σ weight · feature))), the logistic regression that `evals.calibrate` fits on the development
questions; weights and threshold are in `abstention.toml`.
"""

from __future__ import annotations

import math

from assistant.contract import Language
from assistant.tables import table
from index.retrieval.evidence import Evidence


def features(evidence: Evidence, language: Language) -> dict[str, float]:
    """What the model looks at, each roughly between 0 and 1."""
    return {
        "passage": evidence.passage,
        "text": evidence.text,
        "document": evidence.document,
        "names": evidence.names,
        "unknown": len(evidence.unknown) / max(1, evidence.ideas),
        "z": evidence.z / 4,
        "english": 1.0 if language == "en" else 0.0,
    }


def probability(evidence: Evidence, language: Language) -> float:
    """How probable it is that the documents say what is asked, from 0 to 1."""
    model = table("abstention")
    total = model["bias"] + sum(model["weights"].get(k, 0.0) * v for k, v in features(evidence, language).items())
    return 1 / (1 + math.exp(-total))


def enough(evidence: Evidence, language: Language, *, act: bool = False) -> bool:
    """Whether to answer. An `act` of the kind asked for is evidence in itself: less is asked of its words."""
    threshold = thresholds()["act_threshold" if act else "threshold"]
    return evidence.ideas > 0 and probability(evidence, language) >= threshold


def thresholds() -> dict[str, float]:
    """The probabilities from which on a question is answered, for passages and for acts."""
    return {key: table("abstention")[key] for key in ("threshold", "act_threshold")}
