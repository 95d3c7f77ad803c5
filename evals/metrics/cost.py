"""Cost: how much is asked of a language model?

calls  = calls to a model / questions                                                   range 0 … ∞
tokens = tokens sent to and received from a model / questions                           range 0 … ∞

Over the questions whose use is recorded; None where none is, which is not 0: the answer object does not tell what a
model was asked, so whoever runs the system has to. Without a model both are 0. Prices are left out, as they change and
hardware of one's own has none. Embedding is no call to a language model and does not count.
Source: Chen, Zaharia and Zou, "FrugalGPT", 2023, where cost is a sum over calls by their tokens.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evals.metrics.means import mean
from evals.record import Record


@dataclass(frozen=True, slots=True)
class Usage:
    """What a language model was asked for one question; `tokens` sent and received together."""

    calls: int = 0
    tokens: int = 0


@dataclass(frozen=True, slots=True)
class Cost:
    """Per question; None where nothing is recorded."""

    calls: float | None
    tokens: float | None


def unused(records: Iterable[Record]) -> dict[str, Usage]:
    """The use of a system without a language model, by the id of the question."""
    return {record.question.id: Usage() for record in records}


def cost(records: Iterable[Record], usage: Mapping[str, Usage]) -> Cost:
    """The means over the questions in `usage`, which is by the id of the question."""
    known = [usage[record.question.id] for record in records if record.question.id in usage]
    return Cost(mean(one.calls for one in known), mean(one.tokens for one in known))
