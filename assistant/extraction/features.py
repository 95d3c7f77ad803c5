"""What speaks for a sentence answering a question, as numbers that `model.toml` weighs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from assistant.extraction import values
from assistant.extraction.coverage import Coverage, Met, Words, is_exact, stands
from assistant.extraction.sentences import asks, is_fragment
from assistant.tables import table
from assistant.understanding.question import Understanding
from corpus.records import Act, ActKind
from index.lexical.analysis import Group

FAMILIES = {"date": "date", "reason": "reason", "name": "name", "place": "name", "person": "name"}
MOVED = (ActKind.PROPOSAL, ActKind.MOTION)
ROLLS = (ActKind.ATTENDANCE, ActKind.SIGNATURE)
BEFORE, AFTER = 40, 50  # characters around a value in which the noun that it counts is looked for


@dataclass(frozen=True)
class Sought:
    """A question as far as the features ask: its coverage measure, the kind of value, and the noun that is counted.

    `deed` finds words that tell of what it asks about ("beslutade", "frågade"), where it asks about a deed; `who` is
    the question in small letters where it asks who did it; `things`: it asks how many things there are.
    """

    coverage: Coverage
    kind: str | None
    noun: tuple[Group, ...]
    english: bool
    bound: str | None = None
    deed: re.Pattern[str] | None = None
    who: str | None = None
    things: bool = False

    @classmethod
    def of(cls, asked: Understanding, coverage: Coverage) -> Sought:
        """What a question seeks."""
        lead = "|".join(table("model", "assistant.extraction")["counted"]["leads"])
        match = re.search(rf"(?:{lead})\s+((?:[\w-]+\W+){{0,3}}[\w-]+)", asked.question, re.IGNORECASE)
        nouns = [g for g in coverage.ideas(match.group(1), asked.language) if not g.name][:2] if match else []
        kind = values.asked_kind(asked.question)
        bound = values.bound_asked(asked.question) if kind == "date" else None
        intent = asked.intent
        deed = _shows(intent.kinds[0]) if intent else None
        who = asked.question.casefold() if intent and intent.asked == "who" else None
        things = kind == "number" and values.counts_things(asked.question)
        return cls(coverage, kind, tuple(nouns), asked.language == "en", bound, deed, who, things)

    def values_in(self, text: str) -> list[values.Value]:
        """The values of a text that are of the kind sought."""
        found = [value for value in values.find(self.kind, text) if values.within(self.bound, text, value)]
        return [v for v in found if not values.is_sum(text[v.start : v.end])] if self.things else found


@dataclass(frozen=True)
class Surroundings:
    """Where a sentence stands: its neighbours in the passage, the passage's header, and the passage with its header."""

    beside: Words
    header: Words
    passage: Words
    first: bool
    heading: bool


def features(sought: Sought, text: str, around: Surroundings, act: Act | None) -> dict[str, float]:
    """The features of a sentence by name, each about 0 to 1; those of its passage are added by the caller."""
    own = sought.coverage.words(text)
    met = sought.coverage.met(own, around.beside, around.header, around.passage)
    kind = act.kind if act else None
    return {
        **_covered(met),
        **_valued(sought, text, own),
        **_done(sought, text, act),
        "asks": float(asks(text)),
        "question_act": float(kind is ActKind.QUESTION),
        "fragment": float(is_fragment(text)),
        "heading": float(around.heading),
        "colon": float(text.rstrip().endswith(":")),
        "new": min(len(own[0] - sought.coverage.terms_asked), 30) / 30,
        "length": min(len(text.split()), 60) / 60,
        "first": float(around.first),
        "decision": float(kind is ActKind.DECISION),
        "answer": float(kind is ActKind.ANSWER),
        "proposal": float(kind in MOVED),
        "roll": float(kind in ROLLS),
        "english": float(sought.english),
        "few": 1 / max(1, len(met)),
    }


def _covered(met: Sequence[Met]) -> dict[str, float]:
    """How much of the question is there; what is not told by the header already is what the sentence must tell."""
    beyond = [one for one in met if not one.header]
    total = sum(one.weight for one in beyond)

    def share(of: float) -> float:
        return of / total if total else 0.5

    lost = [one for one in met if not one.passage]
    return {
        "own": sum(one.weight * one.own for one in met),
        "near": sum(one.weight * one.beside for one in met),
        "header": sum(one.weight * float(one.header or one.own >= 1) for one in met),
        "around": sum(one.weight * one.passage for one in met),
        "missing": max((one.weight for one in lost), default=0.0),
        "names_missing": sum(one.weight for one in lost if one.group.name),
        "exact_missing": sum(one.weight for one in lost if is_exact(one.group)),
        "names_own": sum(one.weight for one in met if one.group.name and one.own >= 1),
        "beyond": total,
        "beyond_own": share(sum(one.weight * one.own for one in beyond)),
        "beyond_near": share(sum(one.weight * one.beside for one in beyond)),
        "beyond_missing": sum(one.weight for one in beyond if not one.passage) / total if total else 0.0,
        "beyond_most": max((one.weight for one in beyond if not one.passage), default=0.0),
    }


def _valued(sought: Sought, text: str, own: Words) -> dict[str, float]:
    """Whether the sentence holds what is asked for: "has" and "no" of each family of kinds, and beside which noun."""
    found = sought.values_in(text)
    family = FAMILIES.get(sought.kind or "") or ("strict" if values.is_strict(sought.kind) else None)
    told = {
        f"{name}_{side}": float(family == name and bool(found) is (side == "has"))
        for name in ("strict", "date", "reason", "name")
        for side in ("has", "no")
    }
    counted = any(counts(sought, text, value) for value in found)
    return {
        **told,
        "unit": float(counted),
        "unit_no": float(bool(sought.noun) and not counted),
        "unit_own": float(any(_named(group, own) for group in sought.noun)),
    }


def _done(sought: Sought, text: str, act: Act | None) -> dict[str, float]:
    """Whether the sentence tells of the deed that is asked about, and of somebody whom the question does not name."""
    told = sought.deed is not None and sought.deed.search(text) is not None
    names = [value for kind in ("person", "name") for value in values.find(kind, text)] if sought.who else []
    new = any(text[value.start : value.end].casefold() not in (sought.who or "") for value in names)
    someone = new or (act is not None and bool(act.actors))
    return {
        "deed_has": float(told),
        "deed_no": float(sought.deed is not None and not told),
        "who_has": float(sought.who is not None and someone),
        "who_no": float(sought.who is not None and not someone),
    }


@cache
def _shows(kind: ActKind) -> re.Pattern[str] | None:
    told = table("kinds", "assistant.gate").get(str(kind))
    return re.compile(rf"(?<!\w)(?:{'|'.join(told['shows'])})(?!\w)", re.IGNORECASE) if told else None


def counts(sought: Sought, text: str, value: values.Value) -> bool:
    """Whether the noun that the question counts stands by a value."""
    nearby = sought.coverage.words(text[max(0, value.start - BEFORE) : value.end + AFTER])
    return any(_named(group, nearby) for group in sought.noun)


def _named(group: Group, words: Words) -> bool:
    return stands(group.terms, words) or any(part in words[0] for part in group.parts)
