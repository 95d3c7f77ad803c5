"""What is measured, one measure a module; each docstring has the formula, the range and the source."""

from evals.metrics.abstention import Abstention, abstention
from evals.metrics.act_match import act_match
from evals.metrics.citation_exactness import citation_exactness
from evals.metrics.citation_precision import citation_precision
from evals.metrics.citation_recall import citation_recall
from evals.metrics.citation_support import citation_support
from evals.metrics.conciseness import conciseness
from evals.metrics.correct import correct, faults
from evals.metrics.cost import Cost, Usage, cost, unused
from evals.metrics.language_match import language_match
from evals.metrics.latency import percentile
from evals.metrics.mrr import mrr
from evals.metrics.ndcg import ndcg
from evals.metrics.question_language import question_language
from evals.metrics.recall_at_k import recall_at_k
from evals.metrics.risk_coverage import CONFIDENCE, Point, aurc, curve
from evals.metrics.route_match import route_match

__all__ = [
    "CONFIDENCE",
    "Abstention",
    "Cost",
    "Point",
    "Usage",
    "abstention",
    "act_match",
    "aurc",
    "citation_exactness",
    "citation_precision",
    "citation_recall",
    "citation_support",
    "conciseness",
    "correct",
    "cost",
    "curve",
    "faults",
    "language_match",
    "mrr",
    "ndcg",
    "percentile",
    "question_language",
    "recall_at_k",
    "route_match",
    "unused",
]
