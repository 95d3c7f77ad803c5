"""A peer that needs no package: it counts the words that a passage shares with the question. The double for tests."""

from __future__ import annotations

import re
from collections.abc import Sequence

from evals.peers.base import Found, Text, windows

_WORD = re.compile(r"\w+")


class WordsPeer:
    """Passages of `words` words; the score is the share of the question's words that stand in them, 0 … 1."""

    def __init__(self, words: int = 20) -> None:
        self._words = words
        self._passages: list[Found] = []

    def build(self, documents: Sequence[Text]) -> None:
        """Splits the documents."""
        self._passages = [
            Found(document, start, end, 0.0)
            for document in documents
            for start, end in windows(document.text, self._words)
        ]

    def search(self, question: str, most: int) -> list[Found]:
        """The passages that share a word, best first."""
        wanted = set(_WORD.findall(question.casefold()))
        found = []
        for passage in self._passages:
            said = set(_WORD.findall(passage.document.text[passage.start : passage.end].casefold()))
            if wanted & said:
                score = len(wanted & said) / len(wanted)
                found.append(Found(passage.document, passage.start, passage.end, score))
        return sorted(found, key=lambda one: -one.score)[:most]
