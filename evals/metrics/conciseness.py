"""Conciseness: how many words must be read beyond those that were asked for?

words(q) = words of the answer that no wording of a nugget touches, `[n]` left out      range 0 … ∞ words
measure  = median over the questions with nuggets that were answered (not with silence), lower is better

A word is what stands between blanks and has a letter or a digit; quotes are read too, so they count. A fact that is
said twice is counted as asked for both times. An answer may be short and wrong: read it beside `correct`. A nugget
names the least that is needed, not a good sentence, so 0 is not the aim.
Source: the nugget precision of Voorhees, "Overview of the TREC 2003 Question Answering Track", which allows each nugget
a length; here the length beyond is told as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from statistics import median

from evals.metrics.support import told
from evals.metrics.text import spans, without_markers
from evals.record import Record

_WORD = re.compile(r"\S*\w\S*")


def score(record: Record) -> int | None:
    """Words beyond the nuggets; None without nuggets or an answer."""
    if record.answer is None or not told(record) or not record.question.nuggets:
        return None
    said = without_markers(record.answer.answer)
    wanted = [span for nugget in record.question.nuggets for wording in nugget for span in spans(said, wording)]
    words = (match.span() for match in _WORD.finditer(said))
    return sum(not any(start < b and a < end for a, b in wanted) for start, end in words)


def conciseness(records: Iterable[Record]) -> float | None:
    """The median, of an even number the mean of the middle two; None when nothing counts."""
    held = [words for record in records if (words := score(record)) is not None]
    return float(median(held)) if held else None
