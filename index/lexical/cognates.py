"""Finds Swedish for English words that no list knows: cognates, and compounds of translated parts.

Both only guess spellings; what counts is whether a guess stands in the index.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import product
from typing import Protocol

from index.lexical.stems import stem
from index.lexical.words import table

SHORTEST = 5  # letters of an English word that is looked up by its spelling
SHORTEST_STEM = 4  # letters of a Swedish stem that is more than a chance hit
MOST_SPELLINGS = 160
MOST_PARTS = 3  # translations of each part that are joined
_ENDED = "ed", "ing"


class Vocabulary(Protocol):
    """What the bridge asks of an index: in how many passages terms stand; see `LexicalIndex`."""

    def document_frequencies(self, terms: Collection[str]) -> dict[str, int]:
        """The number of passages of each term."""
        ...


class Bridge:
    """Leads from English words to terms of an index. Without one it finds nothing."""

    def __init__(self, vocabulary: Vocabulary | None = None) -> None:
        self._vocabulary = vocabulary

    def cognate(self, word: str) -> str | None:
        """The one term of the index that an English word (lower case) is spelt like in Swedish.

        None for short words, for words that the index knows as they are, and where several terms fit.
        """
        if self._vocabulary is None or len(word) < SHORTEST or not word.isalpha() or word in _not_alike():
            return None
        own = stem(word)
        forms = {form for form in map(stem, spellings(word)) if len(form) >= SHORTEST_STEM}
        held = self._held([own, f"n:{word}", *sorted(forms)])
        if own in held or f"n:{word}" in held:
            return None
        return held[0] if len(held) == 1 else None

    def compound(self, first: Sequence[str], second: Sequence[str]) -> str | None:
        """The term of the index that joins one of the first Swedish words to one of the second, best first."""
        if self._vocabulary is None:
            return None
        firsts, seconds = ([word for word in words if " " not in word][:MOST_PARTS] for words in (first, second))
        # Best translations first: the sum of both ranks, then the order of the links.
        pairs = sorted(product(range(len(firsts)), range(len(seconds))), key=sum)
        terms = [compound_term(word) for a, b in pairs for word in joined(firsts[a], seconds[b])]
        held = self._held(terms)
        return held[0] if held else None

    def may_be_said(self, terms: Sequence[str], parts: Sequence[str]) -> bool:
        """Whether the index holds one of the terms of a compound, or else all of its parts."""
        if self._vocabulary is None or not parts:
            return True
        held = set(self._held([*terms, *parts]))
        return not held.isdisjoint(terms) or held.issuperset(parts)

    def unknown(self, terms: Sequence[str]) -> bool:
        """Whether there is an index, and it holds none of these terms."""
        return self._vocabulary is not None and bool(terms) and not self._held(terms)

    def _held(self, terms: Sequence[str]) -> list[str]:
        """Those of the terms that stand in the index, in their order."""
        if self._vocabulary is None or not terms:
            return []
        counts = self._vocabulary.document_frequencies(set(terms))
        return [term for term in dict.fromkeys(terms) if counts[term]]


def spellings(word: str) -> list[str]:
    """The Swedish spellings an English word may have, by its ending and the letters before it."""
    found: dict[str, None] = {}
    for form in _uninflected(word):
        for body, endings in _endings(form):
            letters = _letters(body)
            for pieces in product(*letters):
                found |= {"".join(pieces) + ending: None for ending in endings}
                if len(found) >= MOST_SPELLINGS:
                    return list(found)
    return list(found)


def joined(first: str, second: str) -> Iterator[str]:
    """The compounds that two Swedish words may make: "gård", "försäljning" → gårdförsäljning, gårdsförsäljning …"""
    if " " in first + second or ":" in first + second:
        return
    if len(first) < 3:  # "A-traktor", "e-tjänst"
        yield f"{first}-{second}"
        return
    for loses, gets in table("joins")["links"]:
        if first.endswith(loses) and not (gets == "s" and first.endswith("s")):
            yield first[: len(first) - len(loses)] + gets + second


def compound_term(word: str) -> str:
    """The term of a word that may have a hyphen, as documents give it."""
    return "-".join(stem(piece) for piece in word.split("-"))


def _uninflected(word: str) -> Iterator[str]:
    """The word, and without the endings of a plural or a verb."""
    yield word
    if word.endswith("ies"):
        yield word[:-3] + "y"
    elif word.endswith(("ches", "shes", "xes", "sses")):
        yield word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "is", "us")):
        yield word[:-1]
    for ending in _ENDED:
        if word.endswith(ending) and len(word) > len(ending) + 3:
            yield word[: -len(ending)]


def _endings(word: str) -> Iterator[tuple[str, Sequence[str]]]:
    """What stands before the longest known ending, with the Swedish endings; then the word as it is."""
    endings: dict[str, list[str]] = table("cognates")["endings"]
    for at in range(2, len(word)):
        if word[at:] in endings:
            yield word[:at], endings[word[at:]]
            break
    yield word, ("",)


def _letters(word: str) -> list[tuple[str, ...]]:
    """The letters of a word, two at a time where they are one sound, each with its Swedish spellings."""
    known: dict[str, list[str]] = table("cognates")["letters"]
    found: list[tuple[str, ...]] = []
    at = 0
    while at < len(word):
        size = 2 if word[at : at + 2] in known else 1
        letters = word[at : at + size]
        found.append(tuple(known.get(letters, [letters])))
        at += size
    return found


def _not_alike() -> Collection[str]:
    words: Collection[str] = table("cognates")["not_alike"]["words"]
    return words
