"""Synonyms of officialese and the English–Swedish glossary: the other words a text may use for a word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import Stemmer

from index.lexical.stems import stem

MAX_PHRASE = 5


def swedish_terms(phrase: str, stop: frozenset[str]) -> str:
    """The term of a Swedish word or phrase of the lists; a ready term ("party:v") stays as it is."""
    if ":" in phrase:
        return phrase
    return " ".join(stem(word) for word in phrase.split() if word not in stop)


class Synonyms:
    """Groups of Swedish words and phrases that mean the same in council documents (`synonyms.toml`)."""

    def __init__(self, data: Mapping[str, Any], stop: frozenset[str]) -> None:
        self._others: dict[str, list[str]] = {}
        for members in data["groups"]:
            terms = [swedish_terms(member, stop) for member in members]
            for term in terms:
                known = self._others.setdefault(term, [])
                known.extend(other for other in terms if other != term and other not in known)
        self._stop = stop
        self._lengths = sorted({term.count(" ") + 1 for term in self._others}, reverse=True)

    def of(self, term: str) -> tuple[str, ...]:
        """The other terms of the groups that a term stands in."""
        return tuple(self._others.get(term, ()))

    def match(self, words: Sequence[str], at: int) -> tuple[int, tuple[str, ...]]:
        """The longest run of words from `at` with synonyms, as (its length, the synonyms), or (0, ())."""
        if words[at] in self._stop:
            return 0, ()
        for length in range(min(MAX_PHRASE, len(words) - at), 0, -1):
            if words[at + length - 1] in self._stop:
                continue
            term = " ".join(stem(word) for word in words[at : at + length] if word not in self._stop)
            if term in self._others:
                return length, tuple(self._others[term])
        return 0, ()


class Glossary:
    """English words and phrases with their Swedish council vocabulary (`glossary.toml`)."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._english = Stemmer.Stemmer("english", 0)
        self._entries: dict[str, tuple[str, ...]] = {}
        for english, swedish in data["terms"].items():
            key = self._key(english.lower().split())
            self._entries[key] = tuple(dict.fromkeys((*self._entries.get(key, ()), *swedish)))
        self._longest = max(key.count(" ") + 1 for key in self._entries)

    def _key(self, words: Sequence[str]) -> str:
        return " ".join(self._english.stemWords([word.removesuffix("'s").removesuffix("’s") for word in words]))

    def match(self, words: Sequence[str], at: int) -> tuple[int, tuple[str, ...]]:
        """The longest entry that begins at a word, as (its length, the Swedish words), or (0, ())."""
        for length in range(min(self._longest, len(words) - at), 0, -1):
            found = self._entries.get(self._key(words[at : at + length]))
            if found is not None:
                return length, found
        return 0, ()
