"""Measures at a budget of text, for systems whose passages differ in length: everybody shows equally much.

recall(q)  = 1 if, of the passages in order, cut off after 2,000 characters in all, one is a hit (see `hits`), else 0
correct(q) = `correct` of the answer cut off after its first 100 words                   range 0 … 1 both, as means

Recall@5 counts passages, however long: five of 2,500 characters reach more than five of 400, and cost whoever reads
them, person or model, six times the reading. An answer of 2,000 words holds more facts than one of 50.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from statistics import median

from assistant.contract import Retrieved
from evals.metrics import faults
from evals.metrics.hits import hit
from evals.metrics.means import mean
from evals.record import Record

CHARACTERS = 2000
WORDS = 100
_WORD = re.compile(r"\S+")


def score(record: Record, characters: int = CHARACTERS) -> float | None:
    """1 or 0; None without gold."""
    if not record.question.gold:
        return None
    return float(any(hit(place, record.question.gold) for place in _within(record, characters)))


def recall(records: Iterable[Record], characters: int = CHARACTERS) -> float | None:
    """The mean over the questions with gold."""
    return mean(score(record, characters) for record in records)


def correct(record: Record, words: int = WORDS) -> float:
    """1 if an answer is correct by its first words alone, else 0."""
    answer = record.answer
    if answer is not None:
        ends = [match.end() for _, match in zip(range(words), _WORD.finditer(answer.answer), strict=False)]
        record = replace(record, answer=answer.model_copy(update={"answer": answer.answer[: ends[-1] if ends else 0]}))
    return float(not faults(record))


def length(records: Iterable[Record]) -> float:
    """The median length of a retrieved passage, in characters; 0 without any."""
    lengths = [place.end - place.start for record in records if record.answer for place in record.answer.retrieved[:5]]
    return float(median(lengths)) if lengths else 0.0


def _within(record: Record, characters: int) -> Iterator[Retrieved]:
    left = characters
    for place in record.answer.retrieved if record.answer else ():
        if left <= 0:
            return
        yield place.model_copy(update={"end": min(place.end, place.start + left)})
        left -= place.end - place.start
