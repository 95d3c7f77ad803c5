"""Every measure over some records, by name, and how each is shown."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from evals import metrics
from evals.record import Record

K = 5
DEPTH = 10  # how far down nDCG looks
TIMES = ("p50_ms", "p95_ms")  # the measures that differ between two runs of the same
Measures = dict[str, float | None]


@dataclass(frozen=True, slots=True)
class Measure:
    """How a measure is shown: `form` formats a value, `better` is the good direction, `says` tells what it means."""

    key: str
    label: str
    form: str
    group: str
    says: str
    better: Literal["high", "low"] = "high"

    @property
    def share(self) -> bool:
        """Whether it is between 0 and 1."""
        return self.form == "{:.3f}"


@cache
def shown_measures() -> tuple[Measure, ...]:
    """The measures that are shown, in their order: `measures.toml`."""
    found = tomllib.loads((files(__package__) / "measures.toml").read_text("utf-8"))
    return tuple(Measure(**entry) for entry in found["measure"])


# (name in report.json, label, format), in the order shown.
COLUMNS: tuple[tuple[str, str, str], ...] = tuple((m.key, m.label, m.form) for m in shown_measures())


def measure(records: Sequence[Record], usage: Mapping[str, metrics.Usage] | None = None) -> Measures:
    """Every measure over some records, by name; None where it says nothing.

    `usage` is what a language model was asked for each question, by its id, as far as that is known.
    """
    silence, cost = metrics.abstention(records), metrics.cost(records, usage or {})
    return {
        f"recall@{K}": metrics.recall_at_k(records, K),
        "mrr": metrics.mrr(records),
        f"ndcg@{DEPTH}": metrics.ndcg(records, DEPTH),
        "correct": metrics.correct(records),
        "citation_exactness": metrics.citation_exactness(records),
        "citation_precision": metrics.citation_precision(records),
        "citation_recall": metrics.citation_recall(records),
        "citation_support": metrics.citation_support(records),
        "act_match": metrics.act_match(records),
        "route_match": metrics.route_match(records),
        "question_language": metrics.question_language(records),
        "abstention_precision": silence.precision,
        "abstention_recall": silence.recall,
        "aurc": metrics.aurc(records),
        "language_match": metrics.language_match(records),
        "extra_words": metrics.conciseness(records),
        "p50_ms": metrics.percentile(records, 50),
        "p95_ms": metrics.percentile(records, 95),
        "model_calls": cost.calls,
        "model_tokens": cost.tokens,
    }


def risk_coverage(records: Sequence[Record]) -> dict[str, Any]:
    """The curve of risk over coverage, ready for JSON, and what the answers are ranked by."""
    return {"confidence": metrics.CONFIDENCE, "curve": [asdict(point) for point in metrics.curve(records)]}


def grouped(records: Iterable[Record], key: Callable[[Record], str]) -> dict[str, list[Record]]:
    """Records by key, the keys in order."""
    groups: dict[str, list[Record]] = {}
    for record in records:
        groups.setdefault(key(record), []).append(record)
    return dict(sorted(groups.items()))


def by_category(record: Record) -> str:
    """The key that groups by category."""
    return record.question.category


def by_language(record: Record) -> str:
    """The key that groups by language."""
    return record.question.language


def by_split(record: Record) -> str:
    """The key that groups by split."""
    return record.question.split


def failed(records: Iterable[Record]) -> list[Record]:
    """The records whose answer is not correct, in order."""
    return [record for record in records if metrics.faults(record)]


def shown(value: float | None, how: str) -> str:
    """A value as it is printed; a dash for None."""
    return "–" if value is None else how.format(value)
