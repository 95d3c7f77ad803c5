"""What differs between two runs that were asked the same questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from corpus.errors import CouncilError
from evals.bootstrap import draws, interval, significance
from evals.dataset import Question
from evals.metrics import faults
from evals.record import Record
from evals.report.estimates import estimates
from evals.report.measures import Measure, shown_measures
from evals.report.measures import measure as measured
from evals.report.stored import Run


class DifferentDatasets(CouncilError):
    """Two runs were asked different questions; the message names both sets."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A measure of both runs over the questions that both were asked.

    `low` and `high` hold second − first with 95 % confidence, and `p` is the level of significance; None where the
    measure says nothing of one of the runs.
    """

    measure: Measure
    first: float | None
    second: float | None
    low: float | None = None
    high: float | None = None
    p: float | None = None

    @property
    def value(self) -> float | None:
        """second − first."""
        return None if self.first is None or self.second is None else self.second - self.first

    @property
    def verdict(self) -> str:
        """What the interval says: "better", "worse", "no difference shown", "the same", or "–" where it is unknown."""
        if self.low is None or self.high is None:
            return "–"
        if self.low == self.high == 0:
            return "the same"
        if self.low <= 0 <= self.high:
            return "no difference shown"
        return "better" if (self.low > 0) == (self.measure.better == "high") else "worse"


@dataclass(frozen=True, slots=True)
class Pair:
    """One question that both runs were asked."""

    first: Record
    second: Record

    @property
    def question(self) -> Question:
        """The question."""
        return self.second.question


@dataclass(frozen=True)
class Comparison:
    """Two runs side by side. `differs` names what else is not the same, one line each."""

    first: Run
    second: Run
    differs: tuple[str, ...]
    differences: tuple[Difference, ...]
    pairs: tuple[Pair, ...]
    only_first: tuple[Record, ...]
    only_second: tuple[Record, ...]
    reworded: tuple[Pair, ...]

    @cached_property
    def became_right(self) -> list[Pair]:
        """Wrong in the first run, right in the second."""
        return [pair for pair in self.pairs if faults(pair.first) and not faults(pair.second)]

    @cached_property
    def became_wrong(self) -> list[Pair]:
        """Right in the first run, wrong in the second."""
        return [pair for pair in self.pairs if not faults(pair.first) and faults(pair.second)]

    @cached_property
    def changed(self) -> list[Pair]:
        """As right or as wrong as before, but with another status, other words or other citations."""
        same = [pair for pair in self.pairs if bool(faults(pair.first)) == bool(faults(pair.second))]
        return [pair for pair in same if _said(pair.first) != _said(pair.second)]


def compared(first: Run, second: Run, any_dataset: bool = False) -> Comparison:
    """The second run against the first, over the questions that both were asked in the same words.

    Raises `DifferentDatasets` when they are of different datasets, unless `any_dataset`, or have no question in
    common.
    """
    if not any_dataset:
        _same_dataset(first, second)
    old = {record.question.id: record for record in first.records}
    new = {record.question.id: record for record in second.records}
    both = [Pair(old[id], record) for id, record in new.items() if id in old]
    pairs = tuple(pair for pair in both if pair.first.question == pair.second.question)
    if not pairs:
        raise DifferentDatasets(f"{first.folder} and {second.folder} have no question in common: nothing to compare.")
    return Comparison(
        first=first,
        second=second,
        differs=tuple(_differs(first.whole, second.whole)),
        differences=tuple(differences([p.first for p in pairs], [p.second for p in pairs])),
        pairs=pairs,
        only_first=tuple(record for id, record in old.items() if id not in new),
        only_second=tuple(record for id, record in new.items() if id not in old),
        reworded=tuple(pair for pair in both if pair.first.question != pair.second.question),
    )


def differences(first: Sequence[Record], second: Sequence[Record]) -> list[Difference]:
    """Each measure of both, and the interval of second − first: both runs are given the same draws of questions.

    The records are of the same questions, in the same order.
    """
    old, new = estimates(first), estimates(second)
    drawn: dict[str, list[Any]] = {name: [] for name in old}
    for counts in draws(len(first)):
        for name in old:
            drawn[name].append(new[name].at(counts) - old[name].at(counts))
    before, after = measured(first), measured(second)
    return [
        _difference(measure, before[measure.key], after[measure.key], drawn[measure.key])
        for measure in shown_measures()
    ]


def _difference(measure: Measure, first: float | None, second: float | None, drawn: list[Any]) -> Difference:
    values = np.concatenate(drawn)
    found = interval(values)
    if found is None or first is None or second is None:
        return Difference(measure, first, second)
    return Difference(measure, first, second, *found, significance(values))


def _said(record: Record) -> object:
    answer = record.answer
    if answer is None:
        return record.error
    return answer.status, answer.answer, [(one.path, one.start, one.end) for one in answer.citations]


def _same_dataset(first: Run, second: Run) -> None:
    """Raises `DifferentDatasets` unless both were asked the same part of the same file."""
    one, other = (run.whole.get("dataset") or {} for run in (first, second))
    same = all(one.get(key) == other.get(key) for key in ("sha256", "split"))
    if not same:
        raise DifferentDatasets(
            f"{first.folder} was asked {_dataset(one)} and {second.folder} {_dataset(other)}: compare runs of one "
            "dataset, or the questions that they share with --any-dataset."
        )


def _dataset(about: Mapping[str, Any]) -> str:
    split = f", split {about['split']}" if about.get("split") not in (None, "all") else ""
    return f"{about.get('path', 'an unnamed dataset')} ({about.get('sha256', 'unknown')}{split})"


def _differs(first: Mapping[str, Any], second: Mapping[str, Any]) -> list[str]:
    """One line for each fact about the runs that is not the same."""
    old, new = _facts(first), _facts(second)
    names = dict.fromkeys([*old, *new])
    return [f"{name}: {old.get(name, '–')} → {new.get(name, '–')}" for name in names if old.get(name) != new.get(name)]


def _facts(whole: Mapping[str, Any]) -> dict[str, str]:
    facts = {name: str(whole[name]) for name in ("system", "configuration", "seed") if name in whole}
    if "jobs" in whole.get("timing", {}):
        facts["questions at a time (so times cannot be compared)"] = str(whole["timing"]["jobs"])
    for name in ("dataset", "index", "versions"):
        held = whole.get(name)
        if isinstance(held, Mapping):
            facts |= {f"{name} {key}": str(value) for key, value in held.items()}
    return facts
