"""How much of a question stands in a sentence, beside it, and above it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.reader import Reader
from assistant.tables import table
from assistant.understanding.question import Understanding
from index.lexical.analysis import Group

Words = tuple[frozenset[str], str]
"""The terms of a text, as a set and in reading order."""

_EXACT = ("d:", "§", "c:")


@dataclass(frozen=True, slots=True)
class Met:
    """How far a sentence meets one idea of the question: in its own words, beside it, in the header, in the passage."""

    group: Group
    weight: float
    own: float
    beside: float
    header: bool
    passage: bool


class Coverage:
    """The ideas of a question, the rarer the heavier: idf = log(1 + N / (1 + df)), summing to 1.

    A number or a date must stand in the text itself, for beside it stands another one.
    """

    def __init__(self, reader: Reader, asked: Understanding) -> None:
        self._analyser = reader.search.analyser
        self.groups = self._analyser.groups(asked.search, asked.language)
        size = reader.index.lexical.size()
        terms = {t for g in self.groups for t in g.terms}
        frequency = reader.index.lexical.document_frequencies(terms) if terms else {}
        raw = [math.log(1 + size / (1 + max((frequency.get(t, 0) for t in g.terms), default=0))) for g in self.groups]
        self.weights = [r / (sum(raw) or 1.0) for r in raw]
        self.terms_asked = frozenset(t for g in self.groups for t in (*g.terms, *g.parts))

    def words(self, text: str) -> Words:
        """The terms of a text."""
        return self._analyser.held(text)

    def ideas(self, text: str, language: str) -> list[Group]:
        """The ideas of a further text in the question's language."""
        return self._analyser.groups(text, language)

    def met(self, own: Words, beside: Words, header: Words, passage: Words) -> list[Met]:
        """Each idea of the question, as far as a sentence and what is around it meet it."""
        return [
            self._met(group, weight, own, beside, header, passage)
            for group, weight in zip(self.groups, self.weights, strict=True)
        ]

    @staticmethod
    def _met(group: Group, weight: float, own: Words, beside: Words, header: Words, passage: Words) -> Met:
        part = float(table("model", "assistant.extraction")["coverage"]["part"])
        here = 1.0 if stands(group.terms, own) else part if _some_part(group, own) else 0.0
        near = here or (0.9 if stands(group.terms, beside) else 0.0)
        above = stands(group.terms, header)
        around = here > 0 or stands(group.terms, passage) or _all_parts(group, passage)
        return Met(group, weight, here, near, above, around)

    def share(self, own: Words, around: Words) -> float:
        """The share of the question, 0 to 1, that a text holds; a word that only stands around it counts less."""
        nearby = float(table("model", "assistant.extraction")["coverage"]["nearby"])
        total = 0.0
        for group, weight in zip(self.groups, self.weights, strict=True):
            one = self._met(group, weight, own, around, around, around)
            outside = 0.0 if is_exact(group) else nearby * stands(group.terms, around)
            total += weight * (one.own or outside)
        return total


def is_exact(group: Group) -> bool:
    """Whether an idea is a number, a date, a paragraph or a case number."""
    return bool(group.terms) and (group.terms[0][:1].isdigit() or group.terms[0].startswith(_EXACT))


def stands(terms: Sequence[str], text: tuple[frozenset[str] | set[str], str]) -> bool:
    """Whether one of the terms (a phrase has blanks) stands in a text, given as a set and in order."""
    return any(t in text[0] or (" " in t and t in text[1]) for t in terms)


def _some_part(group: Group, text: Words) -> bool:
    return bool(group.parts) and not is_exact(group) and any(part in text[0] for part in group.parts)


def _all_parts(group: Group, text: Words) -> bool:
    return bool(group.parts) and all(part in text[0] for part in group.parts)
