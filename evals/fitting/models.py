"""The models of a set of cases: which sentence is best, whether it answers, and whether a question is the one asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.abstention import asked_features, told_features
from assistant.extraction.choose import Sentence
from evals.dataset import DatasetError
from evals.fitting import listwise
from evals.fitting.gather import Case
from evals.fitting.listwise import Alternatives
from evals.fitting.plan import features
from evals.logistic import Logistic, Matrix, fit

TOLD = 20.0  # strength of shrinking
ASKED = 2.0
ASKING = ("asks", "question_act")  # what a question is marked by; compared with telling sentences, it is left aside


@dataclass(frozen=True)
class Named:
    """A logistic model with the names of its features."""

    names: tuple[str, ...]
    model: Logistic

    def chance(self, told: Mapping[str, float]) -> float:
        """P(yes) of features by name."""
        return float(self.model.probability(row([told], self.names))[0])


@dataclass(frozen=True)
class Models:
    """`rank` weighs sentences by feature; `told` says whether the best one answers, `asked` the same of a question."""

    rank: Mapping[str, float]
    told: Named
    asked: Named

    def ranked(self, case: Case) -> list[Sentence]:
        """The sentences that can answer, best first."""
        return scored(case.told, self.rank)

    def told_chance(self, case: Case) -> float:
        """How probable it is that the best sentence answers; 0 without any."""
        told = self.ranked(case)
        return self.told.chance(told_features(told)) if told else 0.0

    def asked_chance(self, case: Case) -> float:
        """How probable it is that a question in the documents is the one asked; 0 without any."""
        return max((self.asked.chance(told) for _, told in looked_at(case, self.rank)), default=0.0)


def fit_all(cases: Sequence[Case], without: Sequence[str] = (), further: Sequence[Case] = ()) -> Models:
    """The three models, each fitted on what the one before makes of the cases.

    `without` are features to leave out; `further` cases teach which questions are only asked, and nothing else. Raises
    `DatasetError` when the cases lack a kind of question.
    """
    names, signs = features("rank", without)
    weights = listwise.fit(alternatives(cases, names), signs)
    rank = dict(zip(names, map(float, weights), strict=True))
    told = _told(cases, rank, features("told", without)[0])
    return Models(rank, told, _asked([*cases, *further], rank, features("asked", without)[0]))


def alternatives(cases: Sequence[Case], names: Sequence[str]) -> list[Alternatives]:
    """The sentences of each answered question that sentences answer."""
    return [
        Alternatives(row([s.told for s in case.told], names), np.array([case.right(s) for s in case.told]))
        for case in cases
        if case.by_sentences and case.status == "answered" and case.told
    ]


def scored(sentences: Iterable[Sentence], rank: Mapping[str, float]) -> list[Sentence]:
    """The sentences with their scores by these weights, best first."""
    found = [replace(s, score=sum(rank.get(name, 0.0) * value for name, value in s.told.items())) for s in sentences]
    return sorted(found, key=lambda sentence: -sentence.score)


def looked_at(case: Case, rank: Mapping[str, float]) -> list[tuple[Sentence, dict[str, float]]]:
    """The questions in the documents that the one asked may be, best first, each with its features."""
    bare = [replace(s, told={**s.told, **dict.fromkeys(ASKING, 0.0)}) for s in case.put]
    sentences = scored(case.told, rank)
    return [(one, asked_features(case.asked, one, sentences)) for one in scored(bare, rank)]


def row(told: Sequence[Mapping[str, float]], names: Sequence[str]) -> Matrix:
    """Features by name as a matrix, one row each; a missing one is 0."""
    return np.array([[one.get(name, 0.0) for name in names] for one in told], dtype=np.float64).reshape(-1, len(names))


def logistic(told: Sequence[Mapping[str, float]], yes: Sequence[bool], names: Sequence[str], strength: float) -> Named:
    """A logistic model over named features. Raises `DatasetError` when one of the two kinds is missing."""
    if not any(yes) or all(yes):
        raise DatasetError("the dev questions need both answered and unanswered ones, and some that are only asked.")
    return Named(tuple(names), fit(row(told, names), np.array(yes, dtype=np.float64), strength))


def _told(cases: Sequence[Case], rank: Mapping[str, float], names: Sequence[str]) -> Named:
    """Answered against unanswerable; what is only asked is neither."""
    used = [c for c in cases if c.by_sentences and c.status in ("answered", "not_found") and c.told]
    found = [told_features(scored(case.told, rank)) for case in used]
    return logistic(found, [case.status == "answered" for case in used], names, TOLD)


def _asked(cases: Sequence[Case], rank: Mapping[str, float], names: Sequence[str]) -> Named:
    """What is only asked against the likeliest questions in the documents that other questions find."""
    found: list[dict[str, float]] = []
    yes: list[bool] = []
    for case in cases:
        seen = looked_at(case, rank) if case.by_sentences else []
        only = case.status == "asked_not_answered"
        meant = [one for one in seen if case.right(one[0])] if only else []
        for _, one in meant or ([] if only else _likeliest(seen)):
            found.append(one)
            yes.append(only)
    return logistic(found, yes, names, ASKED)


def _likeliest(seen: Sequence[tuple[Sentence, dict[str, float]]]) -> list[tuple[Sentence, dict[str, float]]]:
    """Those that one could take for the question asked: the best, the most alike, and the reader's choice."""
    if not seen:
        return []
    alike = max(seen, key=lambda one: one[1]["alike"])
    same = max(seen, key=lambda one: one[1]["asks_same"])
    return list({id(one): one for one in (seen[0], alike, same)}.values())
