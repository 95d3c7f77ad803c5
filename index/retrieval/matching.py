"""How far a passage meets the ideas of a question."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from index.lexical.analysis import Group
from index.lexical.base import LexicalEntry

EXACT_KINDS = ("c:", "§", "d:")
_NEAR = 8  # words between two ideas that still count as near


@dataclass(frozen=True, slots=True)
class Idea:
    """A group of the question with its weight, higher the rarer it is; the weights of a question sum to 1."""

    group: Group
    weight: float
    words: frozenset[str] = field(init=False, compare=False)
    """Every word of it: a text that holds none of them does not meet it."""

    def __post_init__(self) -> None:
        held = (*self.group.terms, *self.group.parts)
        object.__setattr__(self, "words", frozenset(word for term in held for word in term.split(" ")))

    @property
    def exact(self) -> bool:
        """Whether it is a case number, paragraph or date."""
        return bool(self.group.terms) and self.group.terms[0].startswith(EXACT_KINDS)


def ideas(groups: Sequence[Group], frequencies: Mapping[str, int], size: int) -> list[Idea]:
    """Weighs the groups by the frequency of their best term that occurs at all.

        raw(g) = ln(1 + N / (1 + n))        n: passages with the term; 0 where no alternative occurs

    `size` is N, the number of passages.
    """
    raw = []
    for group in groups:
        held = [frequencies.get(term, 0) for term in group.terms]
        frequency = held[0] or max(held, default=0)
        raw.append(math.log(1 + size / (1 + frequency)))
    total = sum(raw) or 1.0
    return [Idea(group, weight / total) for group, weight in zip(groups, raw, strict=True)]


class Terms:
    """The terms of a field or of several, ready to be looked up."""

    __slots__ = ("_held", "_order")

    def __init__(self, *fields: Sequence[str]) -> None:
        self._order = [term for field in fields for term in field] if len(fields) > 1 else fields[0]
        self._held = frozenset(self._order)

    def places(self, term: str) -> list[int]:
        """Where a term stands; of a phrase, where it begins."""
        words = (term,) if " " not in term else tuple(term.split(" "))
        # Few terms of a question stand in a passage: looking through it for those costs less than noting all places.
        if any(word not in self._held for word in words):
            return []
        found = [at for at, held in enumerate(self._order) if held == words[0]]
        size = len(words)
        return found if size == 1 else [at for at in found if tuple(self._order[at : at + size]) == words]

    def lacks(self, idea: Idea) -> bool:
        """Whether no word of the idea is here."""
        return self._held.isdisjoint(idea.words)

    def __contains__(self, term: str) -> bool:
        return bool(self.places(term)) if " " in term else term in self._held


def met(idea: Idea, terms: Terms, weights: Mapping[str, float]) -> float:
    """How fully the terms meet an idea, 0 to 1: by its first term, another one, all of its parts, or some."""
    group = idea.group
    if not group.terms or terms.lacks(idea):
        return 0.0
    if group.terms[0] in terms:
        return weights["first"]
    if any(term in terms for term in group.terms[1:]):
        return weights["first"] if group.name else weights["other"]
    held = sum(part in terms for part in group.parts)
    if held and held == len(group.parts):
        return weights["parts"]
    return weights["some_parts"] * held / len(group.parts) if held else 0.0


def proximity(question: Sequence[Idea], terms: Terms) -> float:
    """How near to one another neighbouring ideas of the question stand, 0 to 1.

    mean over neighbouring ideas of  1 / (1 + words between)        0 beyond 8 words or where one is missing
    """
    found: list[list[int]] = [
        [] if terms.lacks(idea) else next(filter(None, map(terms.places, idea.group.terms)), []) for idea in question
    ]
    pairs = list(pairwise(found))
    if not pairs:
        return 0.0
    total = 0.0
    for left, right in pairs:
        gaps = [max(0, abs(a - b) - 1) for a in left[:12] for b in right[:12]]
        gap = min(gaps, default=_NEAR + 1)
        total += 1 / (1 + gap) if gap <= _NEAR else 0.0
    return total / len(pairs)


@dataclass(frozen=True, slots=True)
class Match:
    """What an entry holds of a question; all numbers from 0 to 1 (see `data/weights.toml`, table rerank)."""

    coverage_text: float
    coverage_all: float
    exact: float
    proximity: float


def names_held(question: Sequence[Idea], entries: Sequence[LexicalEntry]) -> frozenset[Group]:
    """The names of the question that stand somewhere in the entries."""
    terms = Terms(*(field for entry in entries for field in (entry.text, entry.context, entry.around)))
    names = (idea.group for idea in question if idea.group.name)
    return frozenset(group for group in names if any(term in terms for term in group.terms))


def match(
    question: Sequence[Idea],
    entry: LexicalEntry,
    weights: Mapping[str, float],
    elsewhere: frozenset[Group] = frozenset(),
) -> Match:
    """Measures an entry against the ideas of a question; `elsewhere` are names that its document holds."""
    text, context, around = Terms(entry.text), Terms(entry.context), Terms(entry.around)
    covered_text = covered_all = 0.0
    exacts: list[float] = []
    for idea in question:
        in_text = met(idea, text, weights)
        here = max(in_text, met(idea, context, weights))
        near = max(here, weights["around"] * met(idea, around, weights))
        covered_text += idea.weight * in_text
        if idea.group in elsewhere:
            near = max(near, weights["document"])
        covered_all += idea.weight * near
        if idea.exact:
            exacts.append(here)
    return Match(
        coverage_text=covered_text,
        coverage_all=covered_all,
        exact=sum(exacts) / len(exacts) if exacts else 0.0,
        proximity=proximity(question, text),
    )
