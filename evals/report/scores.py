"""What each question adds to a measure: (sum of scores, number of scores), whose ratio over questions it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TypeAlias

from evals.metrics import faults
from evals.metrics.abstention import SILENT
from evals.metrics.act_match import score as act_match
from evals.metrics.citation_precision import score as citation_precision
from evals.metrics.citation_recall import score as citation_recall
from evals.metrics.citation_support import score as citation_support
from evals.metrics.language_match import score as language_match
from evals.metrics.mrr import score as mrr
from evals.metrics.ndcg import score as ndcg
from evals.metrics.question_language import score as question_language
from evals.metrics.recall_at_k import score as recall_at_k
from evals.metrics.route_match import score as route_match
from evals.record import Record
from evals.report.measures import DEPTH, K

Part: TypeAlias = tuple[float, int]


def _one(score: Callable[[Record], float | None]) -> Callable[[Record], Part]:
    """A question has one score, or none."""

    def part(record: Record) -> Part:
        found = score(record)
        return (0.0, 0) if found is None else (found, 1)

    return part


def _correct(record: Record) -> float:
    return float(not faults(record))


def _silent(record: Record) -> bool:
    return record.answer is None or record.answer.status in SILENT


def _rightly_silent(record: Record) -> float | None:
    return float(record.question.status in SILENT) if _silent(record) else None


def _silent_when_due(record: Record) -> float | None:
    return float(_silent(record)) if record.question.status in SILENT else None


def _exact(record: Record) -> Part:
    return float(sum(record.exact)), len(record.exact)


# The measures that are a ratio of sums over questions. The others are medians, percentiles and areas.
PARTS: Mapping[str, Callable[[Record], Part]] = {
    f"recall@{K}": _one(partial(recall_at_k, k=K)),
    "mrr": _one(mrr),
    f"ndcg@{DEPTH}": _one(partial(ndcg, k=DEPTH)),
    "correct": _one(_correct),
    "citation_exactness": _exact,
    "citation_precision": _one(citation_precision),
    "citation_recall": _one(citation_recall),
    "citation_support": _one(citation_support),
    "act_match": _one(act_match),
    "route_match": _one(route_match),
    "question_language": _one(question_language),
    "abstention_precision": _one(_rightly_silent),
    "abstention_recall": _one(_silent_when_due),
    "language_match": _one(language_match),
}


def counted(records: Iterable[Record]) -> dict[str, int]:
    """How many of the questions have a score for each of these measures."""
    held = list(records)
    return {name: sum(part(record)[1] > 0 for record in held) for name, part in PARTS.items()}


def scores(record: Record) -> dict[str, float | None]:
    """A question's own score for each of these measures, None where it has none."""
    parts = {name: part(record) for name, part in PARTS.items()}
    return {name: total / count if count else None for name, (total, count) in parts.items()}
