"""Language match: is the answer in the question's language?

score(q) = 1 if the answer's `language` is the question's, and its own words (quotes left out) hold no more
           small words of the other language than of this one; else 0
match    = mean over the questions that got an answer object                            range 0 … 1

What is taken over from the documents stays in their language and is left out: the quotes, titles and actors
of the citations, and what stands in quotation marks. Source: the small-word method of Ingle, 1980 (a count of
words that only one language has).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources

from assistant.contract import Answer
from evals.metrics.means import mean
from evals.metrics.text import without_markers
from evals.record import Record

_QUOTED = re.compile(r"[”“\"»«][^”“\"»«]*[”“\"»«]")
_WORD = re.compile(r"\w+")


def score(record: Record) -> float | None:
    """1 or 0; None without an answer."""
    if record.answer is None:
        return None
    wanted = record.question.language
    other = "en" if wanted == "sv" else "sv"
    words = _WORD.findall(_own(record.answer).casefold())
    here, there = (sum(word in _small()[language] for word in words) for language in (wanted, other))
    return float(record.answer.language == wanted and here >= there)


def language_match(records: Iterable[Record]) -> float | None:
    """The share of answers in the language of their question."""
    return mean(score(record) for record in records)


def _own(answer: Answer) -> str:
    """The answer's own words: without markers, and without what is taken over from the documents."""
    text = " ".join(without_markers(answer.answer).split())
    taken = {part for cited in answer.citations for part in (cited.quote, cited.title, *cited.actors)}
    for part in sorted(taken, key=len, reverse=True):
        text = text.replace(" ".join(part.split()) or " ", " ")
    return _QUOTED.sub(" ", text)


@cache
def _small() -> dict[str, frozenset[str]]:
    words = tomllib.loads(resources.files("evals.metrics").joinpath("words.toml").read_text("utf-8"))
    return {language: frozenset(held) for language, held in words.items()}
