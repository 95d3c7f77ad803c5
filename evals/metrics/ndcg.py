"""nDCG@k: how high do all the places that answer stand, and not the first alone?

gain_i = 1 if the passage at rank i is a hit (see `hits`) of a gold place that no passage before it has hit, else 0
DCG@k  = Σ gain_i / log2(i + 1) over the ranks i = 1 … k
score  = DCG@k / DCG@k of the best order: a gain of 1 at each of the ranks 1 … min(k, R)
R      = the passages retrieved, at any rank, with a gain of 1, and the gold places that none of them hits
nDCG@k = mean over the questions with gold                                              range 0 … 1

A place counts once, however many passages overlap it; a passage that has two of them counts once too, and then fewer
passages are needed. Gold spans are alternatives for recall@k and MRR, which are content with one; here every one of
them is wanted, so a system that gives one of three copies first scores 1 there and 0.47 here.
Source: Järvelin and Kekäläinen, "Cumulated Gain-Based Evaluation of IR Techniques", 2002, with binary gain; that what
was seen before gains nothing is α-nDCG with α = 1 (Clarke et al., 2008).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from evals.metrics.hits import hit
from evals.metrics.means import mean
from evals.record import Record


def score(record: Record, k: int) -> float | None:
    """The question's nDCG, 0 … 1; None for a question without gold."""
    if not record.question.gold:
        return None
    gains, unfound = _gains(record)
    best = [True] * (sum(gains) + unfound)
    return _dcg(gains[:k]) / _dcg(best[:k])


def ndcg(records: Iterable[Record], k: int) -> float | None:
    """The mean over the questions with gold."""
    return mean(score(record, k) for record in records)


def _gains(record: Record) -> tuple[list[bool], int]:
    """Whether each retrieved passage brings a new gold place, and how many places none of them has."""
    left = set(record.question.gold)
    gains = []
    for place in record.answer.retrieved if record.answer else ():
        new = {gold for gold in left if hit(place, (gold,))}
        gains.append(bool(new))
        left -= new
    return gains, len(left)


def _dcg(gains: Sequence[bool]) -> float:
    return sum(1 / math.log2(rank + 1) for rank, gain in enumerate(gains, 1) if gain)
