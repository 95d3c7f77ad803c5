"""Measures models on each collection after fitting them to all the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from evals import rerank
from evals.dataset import DatasetError
from evals.fitting import listwise
from evals.fitting.gather import Case
from evals.fitting.listwise import Alternatives
from evals.fitting.models import Named, alternatives, fit_all, logistic
from evals.fitting.plan import features, left_out
from evals.fitting.thresholds import Judged, Thresholds, choose, judge

_KINDS = ("answered", "not_found")


@dataclass(frozen=True)
class Measured:
    """What left-out models make of all questions: the rank of the right sentence by collection (None where none is
    right), judgements, the chance of (answered, not) questions by passages alone, and the thresholds to choose."""

    ranks: Mapping[str, list[int | None]]
    judged: Sequence[Judged]
    passages: Sequence[tuple[float, bool]]
    thresholds: Thresholds


def measure(
    cases: Mapping[str, list[Case]],
    without: Sequence[str] = (),
    further: Mapping[str, list[Case]] = MappingProxyType({}),
) -> Measured:
    """Each collection by models of the others, `further` ones too. Raises `DatasetError` when there is only one."""
    if len(cases) < 2:
        raise DatasetError("give at least two collections: each is measured by what the others teach.")
    ranks: dict[str, list[int | None]] = {}
    judged: list[Judged] = []
    passages: list[tuple[float, bool]] = []
    for name, others, own in left_out(dict(cases)):
        models = fit_all(others, without, [case for other, held in further.items() if other != name for case in held])
        known = list(models.rank)
        ranks[name] = listwise.ranks(alternatives(own, known), np.array([models.rank[one] for one in known]))
        judged += judge(models, own)
        by_passages = fit_passages(others)
        passages += [(by_passages.chance(c.passages), c.status == "answered") for c in own if c.status in _KINDS]
    return Measured(ranks, judged, passages, choose(judged))


def fit_passages(cases: Sequence[Case]) -> Named:
    """Whether passages say what is asked, of all questions that are answered or unanswerable."""
    used = [case for case in cases if case.status in _KINDS]
    names = list(used[0].passages) if used else []
    return logistic([case.passages for case in used], [case.status == "answered" for case in used], names, 1.0)


def measure_rerank(pools: Mapping[str, list[Alternatives]]) -> dict[str, list[int | None]]:
    """The rank of the first passage that is a hit, of each question by the weights that the others teach."""
    known, _ = features("rerank")
    found = {}
    for name, others, own in left_out(dict(pools)):
        weights = rerank.fit(others)
        found[name] = listwise.ranks(own, np.array([weights[one] for one in known]))
    return found
