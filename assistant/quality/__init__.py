"""Evaluation runs as the page reads them: what a report.json tells, where runs lie, and of which documents they are.

The evaluation writes the files and imports this; nothing here imports the evaluation.
"""

from assistant.quality.fingerprint import fingerprint
from assistant.quality.places import ENVIRONMENT, FOLDER, latest, page_of, place
from assistant.quality.record import BadEvaluation, Evaluation, read
from assistant.quality.state import State, state_of

__all__ = [
    "ENVIRONMENT",
    "FOLDER",
    "BadEvaluation",
    "Evaluation",
    "State",
    "fingerprint",
    "latest",
    "page_of",
    "place",
    "read",
    "state_of",
]
