"""Whether what was found is enough to answer from.

p = 1 / (1 + exp(-(b + Σ weight · feature))): three logistic regressions that `evals.calibrate` fits on development
questions. One looks at passages (for acts, whose kind is evidence in itself), one at the best sentence, one at the
best question in the documents. Weights and thresholds are in `abstention.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.contract import Language
from assistant.extraction.choose import Sentence, chance, model
from assistant.extraction.values import asked_kind
from assistant.tables import table
from assistant.understanding.question import Understanding
from index.reader import Reading
from index.retrieval.evidence import Evidence

_FOURTH = 0.3  # the inverse rank below which a passage is not among the first three
RIVALS = 8  # best sentences that tell something


def features(evidence: Evidence, language: Language) -> dict[str, float]:
    """What is looked at of passages, each roughly between 0 and 1."""
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
    """How probable it is that passages say what is asked, from 0 to 1."""
    known = table("abstention")["passages"]
    return chance(features(evidence, language), known["weights"], known["bias"])


def enough(evidence: Evidence, language: Language, readings: Sequence[Reading] = ()) -> bool:
    """Whether to tell an act of the kind asked for: that is evidence in itself, so less is asked of its words.

    Still less where the reader finds an answer in its passage (`readings`).
    """
    known = table("abstention")["passages"]
    read = any(reading.answers >= known["read"] for reading in readings)
    threshold = float(known["read_threshold" if read else "act_threshold"])
    return evidence.ideas > 0 and probability(evidence, language) >= threshold


def told_features(told: Sequence[Sentence]) -> dict[str, float]:
    """What is looked at of the sentences that tell something, best first: the best one, and how far it leads.

    `read1` and `most` are what the reader makes of the first three passages at best, before and after calibration.
    """
    best = told[0]
    rival = next((s for s in told[1:] if s.told["inverse_rank"] != best.told["inverse_rank"]), None)
    first = [s.told for s in told if s.told["inverse_rank"] > _FOURTH]
    return {
        **best.told,
        "score": best.score / 5,
        "lead": min(best.score - rival.score, 5.0) / 5 if rival else 0.5,
        "read1": max((one["read"] for one in first), default=-1.0),
        "most": max((one["answers"] for one in first), default=best.told["answers"]),
    }


def told_chance(told: Sequence[Sentence]) -> float:
    """How probable it is that the best of some sentences answers the question."""
    known = table("abstention")["told"]
    return chance(told_features(told), known["weights"], known["bias"]) if told else 0.0


def is_answer(told: Sequence[Sentence]) -> bool:
    """Whether the best of some sentences answers the question."""
    return told_chance(told) >= float(table("abstention")["told"]["threshold"])


def is_sure(told: Sequence[Sentence]) -> bool:
    """Whether it does so well enough for a value in it to be put first."""
    return told_chance(told) >= float(table("abstention")["told"]["sure"])


def asked_features(asked: Understanding, question: Sentence, told: Sequence[Sentence]) -> dict[str, float]:
    """What is looked at of a question in the documents, beside the sentences that tell something, best first.

    `alike` is how alike the two questions are, `liker` how much more so than anything that is told; `asks_same` is
    whether the reader takes them for one. `own_paper`: what tells most stands in the paper that asks, so it is what
    the asker builds on and no answer.
    """
    best = told[0] if told else None
    return {
        "around": question.told["around"],
        "margin": max(-2.0, min(2.0, (bare_score(question) - best.score) / 3)) if best else 2.0,
        "rank": question.told["inverse_rank"],
        "intends": float(intends(asked)),
        "alike": question.told["alike"],
        "asks_same": question.told["asks_same"],
        "own_paper": float(best is not None and best.support.document.id == question.support.document.id),
        "liker": question.told["alike"] - max((s.told["alike"] for s in told[:RIVALS]), default=0.0),
    }


def intends(asked: Understanding) -> bool:
    """Whether a question is about what somebody means to do: interpellations ask that, minutes seldom tell it."""
    if asked_kind(asked.question) not in (None, "yesno"):
        return False  # "vilken dag ska …" asks for a day
    return re.search("|".join(table("abstention")["intends"]["words"]), asked.question, re.IGNORECASE) is not None


def bare_score(question: Sentence) -> float:
    """The score that a question would have if it were no question."""
    weights = model()["rank"]
    cost = sum(float(weights.get(name, 0.0)) * question.told[name] for name in ("asks", "question_act"))
    return question.score - cost


def asked_chance(told: Mapping[str, float]) -> float:
    """How probable it is that a question in the documents is the one that is asked here."""
    known = table("abstention")["asked"]
    return chance(told, known["weights"], known["bias"])


def is_asked(told: Mapping[str, float], *, answered: bool) -> bool:
    """Whether it is that one; where something else is `answered`, that must be sure."""
    known = table("abstention")["asked"]
    return told["around"] >= known["least"] and asked_chance(told) >= float(known["sure" if answered else "likely"])
