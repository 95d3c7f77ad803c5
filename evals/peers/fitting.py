"""How much each peer should show: what gives it the most correct answers on the dev questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product

import numpy as np

from evals.dataset import Question
from evals.metrics import correct
from evals.peers.base import Found
from evals.peers.system import Showing, answer_of
from evals.record import Record
from evals.run import exactness

PASSAGES = (1, 3, 5)
_STEPS = 40  # cut-offs that are tried


def best(questions: Sequence[Question], found: Sequence[Sequence[Found]]) -> Showing:
    """The way to show that is correct most often on the questions of the split dev; of equals the plainest.

    Tried are 1, 3 and 5 passages, whole or their cores, and cut-offs all through the scores of the best passages.
    """
    dev = [pair for pair in zip(questions, found, strict=True) if pair[0].split == "dev"]
    return max(_ways([passages for _, passages in dev]), key=lambda showing: _correct(dev, showing))


def records(
    questions: Sequence[Question],
    found: Sequence[Sequence[Found]],
    ms: Sequence[float],
    showing: Showing,
    texts: Mapping[str, str],
) -> list[Record]:
    """The records of what was found, shown so; `texts` are the documents' by path."""

    def text(document_id: str, path: str) -> str | None:
        return texts.get(path)

    kept = []
    for question, passages, waited in zip(questions, found, ms, strict=True):
        answer = answer_of(question.request(), passages, showing)
        kept.append(Record(question, answer, waited, exactness(answer, text)))
    return kept


def _ways(found: Sequence[Sequence[Found]]) -> Iterable[Showing]:
    """Every way to show, the plainest first: `max` keeps the first of equals."""
    tops = sorted(passages[0].score for passages in found if passages)
    cutoffs = [float(np.quantile(tops, step / _STEPS)) for step in range(1, _STEPS)] if tops else []
    cores = (False, True) if any(one.core for passages in found for one in passages[:1]) else (False,)
    for cutoff, passages, core in product((None, *cutoffs), PASSAGES, cores):
        yield Showing(passages, core, cutoff)


def _correct(asked: Sequence[tuple[Question, Sequence[Found]]], showing: Showing) -> float:
    kept = (Record(question, answer_of(question.request(), passages, showing), 0.0) for question, passages in asked)
    return correct(kept) or 0.0
