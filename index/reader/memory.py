"""A reader without a model: it counts the words of the question. For tests, and to measure others against."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from corpus.sentences import sentences
from index.reader.base import Reading, SentenceScore

_WORD = re.compile(r"\w+")
LIKENESS = 0.5  # of a sentence with every word of the question, as the model sees it
ROOT = 0.35  # the lower, the more a part of the words counts
_SHORT = 3  # letters; shorter words are mostly small change


class WordReader:
    """The share of the question's longer words that a text and its context hold; deterministic."""

    def read(self, question: str, texts: Sequence[tuple[str, str]]) -> list[Reading]:
        """One reading a text, in order; a text is (context, text)."""
        asked = _words(question)
        return [self._read(asked, context, text) for context, text in texts]

    def prepare(self) -> None:
        """Nothing to get ready."""

    @staticmethod
    def _read(asked: set[str], context: str, text: str) -> Reading:
        if not asked or not text.strip():
            return Reading(0.0, -10.0)
        share = len(asked & (_words(context) | _words(text))) / len(asked)
        # Of a text with most words as sure as the model, which knows words that mean the same.
        answers = min(max(share**ROOT, 1e-4), 1 - 1e-4)
        spans = list(sentences(text))
        shared = [len(asked & _words(text[a:b])) for a, b in spans]
        met = [n**3 + 1e-3 for n in shared]  # as clearly as the model tells them apart
        found = tuple(
            SentenceScore(a, b, m / sum(met), LIKENESS * n / len(asked), _asks(text[a:b]) * (n / len(asked)) ** 3)
            for (a, b), m, n in zip(spans, met, shared, strict=True)
        )
        return Reading(answers, math.log(answers / (1 - answers)), found)


def _asks(sentence: str) -> bool:
    return sentence.rstrip().endswith("?")


def _words(text: str) -> set[str]:
    return {word for word in _WORD.findall(text.lower()) if len(word) > _SHORT}
