"""Negation: what a claim affirms its source must not deny, and the other way round.

A negation counts where it stands: "öppnar i maj, men inte på söndagar" does not deny that it opens in May.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.gate import clauses
from assistant.gate.cues import denied_kind, harmless, negations
from assistant.gate.evidence import Evidence
from assistant.gate.failure import Failure
from assistant.gate.words import Words
from corpus.records import Form

SHARED = 0.6  # the share of what a source denies that a claim must speak of to contradict it
UNDONE = (Form.ABSTENTION, Form.ABSENT)  # forms that are told with a negation
FEW = 2  # content words of a claim that say enough to be compared
NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A clause, and what its negation is about; None where it has none."""

    text: str
    denied: str | None
    count: int = 0


def own(rest: str, evidence: Evidence) -> Failure | None:
    """For a sentence built around a quote: its few own words may deny only where the quote does."""
    said = _cues(rest)
    if not said or any(act.form in UNDONE for act in evidence.acts):
        return None
    if denied_kind().search(rest) is None and len(said) <= len(_cues(evidence.quote)):
        return None
    return Failure("negation", said[0].group())


def check(claim: str, evidence: Evidence) -> Failure | None:
    """For a claim in words of its own: the first statement that the quotes turn round."""
    reader = evidence.words
    said, told = stretches(claim), stretches(evidence.quote)
    denied = [stretch for stretch in told if stretch.denied is not None]
    turned = denied_kind().search(claim)
    if turned is not None and denied_kind().search(evidence.quote) is None:
        return Failure("negation", turned.group())
    more = _cues(evidence.rest(claim))
    if len(more) > len(_cues(evidence.quote)) and not any(act.form in UNDONE for act in evidence.acts):
        return Failure("negation", more[0].group())
    for stretch in said:
        if stretch.denied is not None and not denied:
            return Failure("negation", _shown(stretch.text))
    for stretch in said:
        if stretch.denied is not None and _affirmed(stretch, told, reader):
            return Failure("negation", _shown(stretch.text))
    for stretch in denied:
        if _omitted(stretch, said, reader):
            return Failure("negation", _shown(stretch.text))
    return None


def stretches(text: str) -> list[Stretch]:
    """The clauses of a text with what they deny."""
    found = []
    for clause in clauses.split(text):
        cues = _cues(clause.text)
        denied = clauses.focus(clause.text, cues[0].span()) if cues else None
        found.append(Stretch(clause.text, denied, len(cues)))
    return found


def _cues(text: str) -> list[re.Match[str]]:
    """The negations of a text that deny something."""
    if negations().search(text) is None:
        return []
    return list(negations().finditer(harmless().sub(lambda match: " " * len(match.group()), text)))


def _affirmed(stretch: Stretch, told: list[Stretch], reader: Words) -> bool:
    """Whether what a claim denies is affirmed by its source, and not denied anywhere."""
    ideas = clauses.ideas_of(stretch.denied or stretch.text, reader)
    shares = [(clauses.met(ideas, reader.terms(other.text)), other.denied is not None) for other in told]
    affirmed = max((share for share, negated in shares if not negated), default=0.0)
    denied = max((share for share, negated in shares if negated), default=0.0)
    return affirmed > denied and affirmed >= 0.5


def _omitted(stretch: Stretch, said: list[Stretch], reader: Words) -> bool:
    """Whether a claim tells what its source denies, without the negation."""
    focus = stretch.denied or ""
    best = 0.0
    negated = False
    for other in said:
        share = told_of(focus, other.text, reader)
        if share > best or (share == best and other.count >= stretch.count):
            best, negated = share, other.count >= stretch.count
    if best < SHARED or negated:
        return False
    figures = set(NUMBER.findall(focus))
    return not figures or bool(figures & set(NUMBER.findall(" ".join(other.text for other in said))))


def told_of(focus: str, claim: str, reader: Words) -> float:
    """The share of a source's words that a claim speaks of; the claim may be in another language."""
    language = reader.language(claim)
    said = clauses.ideas_of(claim, reader)
    back = clauses.met(said, reader.terms(focus)) if len(said) >= FEW else 0.0  # a short claim on part of the focus
    if language == reader.language(focus) or not reader.bilingual:
        return max(back, clauses.met(list(reader.ideas(focus, language)), reader.terms(claim)))
    terms = frozenset(term for idea in reader.ideas(claim, language) for term in idea)
    return max(back, clauses.met(list(reader.ideas(focus, "sv")), terms))


def _shown(text: str) -> str:
    return " ".join(text.split())[:80]
