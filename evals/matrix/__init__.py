"""Who gets what: every role, level and route of the served page and API, asked in turn."""

from evals.matrix.asking import Cell, matrix
from evals.matrix.page import page
from evals.matrix.rows import Row, rows, unlisted
from evals.matrix.world import CALLERS, SECRETS, Caller, World, worlds

__all__ = ["CALLERS", "SECRETS", "Caller", "Cell", "Row", "World", "matrix", "page", "rows", "unlisted", "worlds"]
