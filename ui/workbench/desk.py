"""What lies on somebody's desk: nothing yet, a paper being corrected, work that goes on, or a brief."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.brief.records import Paper
from ui.workbench.brief import Changes


@dataclass(frozen=True, slots=True)
class Step:
    """How far the work is: `done` questions of `total`, and the words of the next one."""

    done: int
    total: int
    now: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """`brief` is the id of an open brief, `said` a line about what was done; `every`: all open papers are shown.

    `unasked`: no question was found in the paper, and nobody has written one yet.
    """

    paper: Paper | None = None
    step: Step | None = None
    brief: str = ""
    title: str = ""  # of what is worked on
    changes: Changes | None = None
    said: str = ""
    every: bool = False
    unasked: bool = False
