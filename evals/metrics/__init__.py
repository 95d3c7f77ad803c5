"""What is measured, one measure a module; each docstring has the formula, the range and the source."""

from evals.metrics.abstention import Abstention, abstention
from evals.metrics.act_match import act_match
from evals.metrics.citation_exactness import citation_exactness
from evals.metrics.citation_precision import citation_precision
from evals.metrics.correct import correct, faults
from evals.metrics.language_match import language_match
from evals.metrics.latency import percentile
from evals.metrics.mrr import mrr
from evals.metrics.recall_at_k import recall_at_k

__all__ = [
    "Abstention",
    "abstention",
    "act_match",
    "citation_exactness",
    "citation_precision",
    "correct",
    "faults",
    "language_match",
    "mrr",
    "percentile",
    "recall_at_k",
]
