"""How much of an answer the brief of its question holds, when the answer is hidden."""

from evals.brief.measure import Judged, Scores, failed, judged, scores
from evals.brief.running import measure
from evals.brief.task import SAMPLE, Nugget, Piece, Task, load

__all__ = ["SAMPLE", "Judged", "Nugget", "Piece", "Scores", "Task", "failed", "judged", "load", "measure", "scores"]
