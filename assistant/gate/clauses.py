"""Clauses: what a negation or a "ska" holds for, and whether a claim speaks of the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from assistant.gate.cues import any_kind, words
from assistant.gate.words import Words
from index.lexical.words import table

_WORD = re.compile(r"[\wåäö]+(?:[-’'][\wåäö]+)*")
BEFORE, AFTER = 2, 3  # content words around a cue that it is about


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a sentence that is true or not as a whole, and where it stands in its text."""

    text: str
    start: int


@cache
def _breaks() -> re.Pattern[str]:
    joints = "|".join(words("clauses")["joints"])
    return re.compile(rf"[.;:!?](?=\s|$)|,\s|\s[–—-]\s|\n\s*\n|[”“\"|•]|(?<!\w)(?:{joints})(?!\w)", re.IGNORECASE)


def split(text: str) -> Iterator[Clause]:
    """The clauses of a text, in order."""
    at = 0
    for match in _breaks().finditer(text):
        if text[at : match.start()].strip():
            yield Clause(text[at : match.start()], at)
        at = match.end() if not match.group().strip().isalpha() else match.start() + len(match.group())
    if text[at:].strip():
        yield Clause(text[at:], at)


def focus(clause: str, cue: tuple[int, int]) -> str:
    """The content words around a cue, in order: what it says something about."""
    before = [m.group() for m in _WORD.finditer(clause, 0, cue[0]) if _content(m.group())]
    after = [m.group() for m in _WORD.finditer(clause, cue[1]) if _content(m.group())]
    return " ".join((*before[-BEFORE:], *after[:AFTER]))


def met(ideas: list[frozenset[str]], terms: frozenset[str]) -> float:
    """The share of ideas that the terms hold, 0 where there are none."""
    return sum(bool(idea & terms) for idea in ideas) / len(ideas) if ideas else 0.0


def ideas_of(text: str, reader: Words) -> list[frozenset[str]]:
    """The ideas of a stretch of a source or a claim, without the verbs that tell of acts."""
    plain = any_kind().sub(" ", text)
    return list(reader.ideas(plain, reader.language(text)))


@cache
def _small() -> frozenset[str]:
    known = table("words")
    return frozenset((*known["stop_sv"], *known["stop_en"], *words("clauses")["small"]))


def _content(word: str) -> bool:
    return word.casefold() not in _small() and not any_kind().fullmatch(word)
