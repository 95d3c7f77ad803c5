"""How much of an answer the brief of its question holds, when the answer is hidden."""

from evals.brief.measure import Judged, Scores, judged, scores
from evals.brief.task import Nugget, Piece, Task, load

__all__ = ["Judged", "Nugget", "Piece", "Scores", "Task", "judged", "load", "scores"]
