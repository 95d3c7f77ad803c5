"""The seam to the words of the index: which content words a text has, across languages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Protocol

from index.lexical.stems import stem
from index.lexical.words import table

CACHE = 4096
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


class Words(Protocol):
    """Reads content words. Ideas are those of a claim, each as its alternatives; terms are those of a source."""

    def ideas(self, text: str, language: str) -> Sequence[frozenset[str]]:
        """Each content word of a text, as the terms that a source may have for it."""
        ...

    def terms(self, text: str) -> frozenset[str]:
        """The content terms of a source."""
        ...

    def language(self, text: str) -> str:
        """ "sv" or "en"."""
        ...

    @property
    def bilingual(self) -> bool:
        """Whether an English word meets its Swedish one."""
        ...


class Plain:
    """Stems alone: meets words of one language only."""

    bilingual = False

    def ideas(self, text: str, language: str) -> Sequence[frozenset[str]]:
        """One stem a word."""
        return [frozenset({term}) for term in dict.fromkeys(_stems(text))]

    def terms(self, text: str) -> frozenset[str]:
        """The stems."""
        return frozenset(_stems(text))

    def language(self, text: str) -> str:
        """By the small words of each language."""
        return language_of(text)


plain = Plain()


class Group(Protocol):
    """One idea as the analyser of the index gives it."""

    @property
    def terms(self) -> tuple[str, ...]:
        """Alternatives."""
        ...

    @property
    def parts(self) -> tuple[str, ...]:
        """What a compound is made of."""
        ...


class Reading(Protocol):
    """What is needed of `index.lexical.analysis.Analyser`."""

    def terms(self, text: str) -> list[str]:
        """The terms of a text."""
        ...

    def groups(self, question: str, language: str = "sv") -> Sequence[Group]:
        """The ideas of a text."""
        ...


class Indexed:
    """Words as the index analyses them: synonyms, compound parts and the English glossary."""

    bilingual = True

    def __init__(self, analyser: Reading) -> None:
        self._analyser = analyser
        # A claim's clauses are compared with every clause of its quotes.
        self._ideas = lru_cache(maxsize=CACHE)(self._read)
        self._terms = lru_cache(maxsize=CACHE)(self._all)

    def ideas(self, text: str, language: str) -> Sequence[frozenset[str]]:
        """Each idea with its alternatives; a phrase gives its words."""
        return self._ideas(text, language)

    def _read(self, text: str, language: str) -> Sequence[frozenset[str]]:
        found = []
        for group in self._analyser.groups(text, language):
            terms = {part for term in (*group.terms, *group.parts) for part in term.split()}
            found.append(frozenset(terms))
        return found

    def terms(self, text: str) -> frozenset[str]:
        """Stems, compound parts and names; an English source also gives its Swedish words."""
        return self._terms(text)

    def _all(self, text: str) -> frozenset[str]:
        found = set(self._analyser.terms(text))
        if language_of(text) == "en":
            found.update(term for idea in self.ideas(text, "en") for term in idea)
        return frozenset(found)

    def language(self, text: str) -> str:
        """By the small words."""
        return language_of(text)


def language_of(text: str) -> str:
    """The language whose small words a text has more of; names and quotes may be in the other. Swedish in doubt."""
    small = _small()
    words = [word.casefold() for word in _WORD.findall(text)]
    swedish = sum(word in small["sv"] for word in words)
    english = sum(word in small["en"] for word in words)
    return "en" if english > swedish else "sv"


@cache
def _small() -> dict[str, frozenset[str]]:
    known = table("words")
    swedish, english = frozenset((*known["stop_sv"], "inte", "ej")), frozenset((*known["stop_en"], "not", "no"))
    return {"sv": swedish - english, "en": english - swedish - {"men"}}


@cache
def _stopped() -> frozenset[str]:
    known = table("words")
    return frozenset((*known["stop_sv"], *known["stop_en"]))


def _stems(text: str) -> list[str]:
    found = []
    for match in _WORD.finditer(text.replace("\u00ad", "")):
        word = match.group().casefold()
        if word not in _stopped():
            found.append(stem(word))
    return found
