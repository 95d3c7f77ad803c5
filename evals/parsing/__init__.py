"""How well documents are understood: what the parser reads against what a person labelled.

python -m evals.parsing LABELS… --folder FOLDER [--json OUT] [--errors]
"""

from evals.parsing.compare import Comparison, Difference, compare
from evals.parsing.matching import Match, Piece, match
from evals.parsing.score import Score, Scores

__all__ = ["Comparison", "Difference", "Match", "Piece", "Score", "Scores", "compare", "match"]
