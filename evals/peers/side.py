"""The systems of a benchmark side by side, and the measures that they are compared by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from evals import metrics, report
from evals.bootstrap import Gain, paired
from evals.dataset import Question
from evals.metrics.citation_precision import score as on_gold
from evals.metrics.citation_recall import score as claims_supported
from evals.metrics.citation_support import score as supporting
from evals.metrics.means import mean
from evals.metrics.mrr import score as mrr
from evals.metrics.ndcg import score as ndcg
from evals.metrics.recall_at_k import score as recall_at_k
from evals.peers import budget
from evals.peers.measuring import Cost
from evals.record import Record

Score = Callable[[Record], float | None]
Which = Callable[[Question], bool]
"""Which questions are looked at."""


def every(question: Question) -> bool:
    """All of them."""
    return True


def tested(question: Question) -> bool:
    """Those of the split test."""
    return question.split == "test"


def language(code: str) -> Which:
    """Those of one language."""
    return lambda question: question.language == code


@dataclass(frozen=True, slots=True)
class Side:
    """One system: how it is called and set up, its records in the questions' order, and what it took."""

    name: str
    title: str
    version: str
    setup: str
    records: Sequence[Record]
    cost: Cost

    def of(self, which: Which) -> list[Record]:
        """Its records of some questions."""
        return [record for record in self.records if which(record.question)]


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure: its column's head, what it is called in a sentence, a value over records, and how it is written.

    `score` is a question's own, for intervals; None where a mean of questions is not what is measured. `low` says that
    a low value is good.
    """

    head: str
    called: str
    value: Callable[[Sequence[Record]], float | None]
    form: str = "{:.3f}"
    score: Score | None = None
    low: bool = False


def _correct(record: Record) -> float:
    return float(not metrics.faults(record))


def _answerable(record: Record) -> float | None:
    return _correct(record) if record.question.status == "answered" else None


def _named(key: str) -> Callable[[Sequence[Record]], float | None]:
    return lambda records: report.measure(records)[key]


def _mean(score: Score) -> Callable[[Sequence[Record]], float | None]:
    return lambda records: mean(score(record) for record in records)


def _recall(record: Record) -> float | None:
    return recall_at_k(record, report.K)


def _ndcg(record: Record) -> float | None:
    return ndcg(record, report.DEPTH)


MEASURES: tuple[Measure, ...] = (
    Measure(f"recall@{report.K}", f"recall@{report.K}", _mean(_recall), score=_recall),
    Measure("MRR", "MRR", _mean(mrr), score=mrr),
    Measure(f"nDCG@{report.DEPTH}", f"nDCG@{report.DEPTH}", _mean(_ndcg), score=_ndcg),
    Measure(
        f"recall in {budget.CHARACTERS:,} characters",
        f"recall within the first {budget.CHARACTERS:,} characters",
        budget.recall,
        score=budget.score,
    ),
    Measure("correct", "correct answers", _mean(_correct), score=_correct),
    Measure("correct, answerable", "correct answers to answerable questions", _mean(_answerable), score=_answerable),
    Measure(
        f"correct in {budget.WORDS} words",
        f"correct answers by their first {budget.WORDS} words",
        _mean(budget.correct),
        score=budget.correct,
    ),
    Measure("citations on gold", "citation precision", _mean(on_gold), score=on_gold),
    Measure("claims supported", "citation recall", _mean(claims_supported), score=claims_supported),
    Measure("citations that support", "citation support", _mean(supporting), score=supporting),
    Measure("exact citations", "exactness of citations", _named("citation_exactness")),
    Measure("abstention precision", "abstention precision", _named("abstention_precision")),
    Measure("abstention recall", "abstention recall", _named("abstention_recall")),
    Measure("words beyond the facts", "words beyond the facts", _named("extra_words"), "{:.0f}", low=True),
)


def difference(first: Sequence[Record], second: Sequence[Record], score: Score) -> Gain:
    """What the first has over the second on the questions that both have a score for, with its 95 % interval."""
    pairs = [(score(a), score(b)) for a, b in zip(first, second, strict=True)]
    both = [(a, b) for a, b in pairs if a is not None and b is not None]
    return paired([a for a, _ in both], [b for _, b in both])
