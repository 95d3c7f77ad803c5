"""The reader seam: a question and stretches of text in, how well each answers it out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class SentenceScore:
    """A sentence `text[start:end]` and the share of the answer that is seen in it; the shares of a text sum to 1.

    `likeness`: how alike the sentence and the question are, from −1 to 1, whether it answers or asks the same.
    `asks`: how probable it is that the sentence asks what the question asks, from 0 to 1.
    """

    start: int
    end: int
    score: float
    likeness: float = 0.0
    asks: float = 0.0


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader makes of one text.

    `answers`: how probable it is that the text answers the question, from 0 to 1. `score`: the same before
    calibration, as log odds; it ranks more finely. `sentences`: where in the text the answer would stand, in
    reading order; empty for a text without words.
    """

    answers: float
    score: float
    sentences: tuple[SentenceScore, ...] = ()

    @property
    def best(self) -> SentenceScore | None:
        """The sentence that most likely answers; the first of equals."""
        return max(self.sentences, key=lambda sentence: sentence.score, default=None)


class PassageReader(Protocol):
    """Judges texts for a question."""

    def read(self, question: str, texts: Sequence[tuple[str, str]]) -> list[Reading]:
        """One reading a text, in order; a text is (context, text), the context a header that holds no answer."""
        ...

    def prepare(self) -> None:
        """Gets ready for many questions, whatever it takes now; without it the first question pays."""
        ...
