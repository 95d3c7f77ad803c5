"""Synonyms of officialese and the English–Swedish glossary: the other words a text may use for a word."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import Stemmer

from index.lexical.stems import stem
from index.lexical.tokens import tokens

MAX_PHRASE = 5
_IZE = re.compile(r"(?<=\w{3})iz(?=(?:e|ed|ers?|es|ing|ations?)$)")


def swedish_terms(phrase: str, stop: frozenset[str]) -> str:
    """The term of a Swedish word or phrase of the lists, as documents give it; "party:v" stays as it is."""
    if ":" in phrase:
        return phrase
    terms: list[str] = []
    for token in tokens(phrase):  # cuts "barn- och utbildningsnämnd" and "covid-19" as it does in documents
        if token.kind != "word":
            terms.extend(token.terms[:1])
        elif token.text not in stop:
            terms.append("-".join(stem(piece) for piece in token.text.split("-")))
    return " ".join(terms)


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
    """English words and phrases with their Swedish council vocabulary (`glossary.toml`).

    `american` gives the British spellings of American words (`american.toml`).
    """

    def __init__(self, data: Mapping[str, Any], american: Mapping[str, str]) -> None:
        self._english = Stemmer.Stemmer("english", 0)
        self._american = american
        self._entries: dict[str, tuple[str, ...]] = {}
        self._stems: dict[str, list[str]] = {}
        for english, swedish in data["terms"].items():
            words = self._words([english])
            entry = " ".join(words)
            self._entries[entry] = tuple(swedish)
            self._stems.setdefault(self._key(words), []).append(entry)
        self._longest = max(key.count(" ") + 1 for key in self._entries)

    def match(self, words: Sequence[str], at: int) -> tuple[int, tuple[str, ...]]:
        """The longest entry that begins at a word, as (its length, the Swedish words), or (0, ()).

        An entry of just these words goes before one of the same stems; of several such, the likest one.
        """
        for length in range(min(self._longest, len(words) - at), 0, -1):
            said = self._words(words[at : at + length])
            phrase = " ".join(said)
            if phrase in self._entries:
                return length, self._entries[phrase]
            alike = self._stems.get(self._key(said))
            if alike:
                likest = max(alike, key=lambda entry: (_shared(entry, phrase), -len(entry)))
                return length, self._entries[likest]
        return 0, ()

    def words(self) -> frozenset[str]:
        """Every word of the entries, in British spelling."""
        return frozenset(word for entry in self._entries for word in entry.split() if word.isalpha())

    def _words(self, words: Sequence[str]) -> list[str]:
        """The words in lower case and British spelling, without "'s"; a hyphen is as good as a space."""
        bare = (word.lower().rstrip("'’").removesuffix("'s").removesuffix("’s") for word in words)
        pieces = (piece.rstrip("'’") for word in bare for piece in word.replace("-", " ").split())
        return [_IZE.sub("is", self._american.get(piece, piece)) for piece in pieces]

    def _key(self, words: Sequence[str]) -> str:
        return " ".join(self._english.stemWords(list(words)))


def _shared(one: str, other: str) -> int:
    """How many letters two words have in common at the beginning."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
