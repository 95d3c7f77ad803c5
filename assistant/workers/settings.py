"""How many processes make answers."""

from __future__ import annotations

import os
from collections.abc import Mapping

from corpus.errors import BadSettings

MOST = 4
"""Processes that are started unasked; each holds the models for itself."""


def workers_wanted(environment: Mapping[str, str] = os.environ, cores: int | None = None) -> int:
    """The number of COUNCIL_WORKERS; without it one for each core that this process may use, at most `MOST`.

    0 makes the answers in the server's own process, as one core does. Raises `BadSettings`.
    """
    said = environment.get("COUNCIL_WORKERS", "").strip()
    if not said:
        usable = cores if cores is not None else _cores()
        return min(usable, MOST) if usable > 1 else 0
    if not (said.isascii() and said.isdecimal()):
        raise BadSettings(f"COUNCIL_WORKERS is {said!r}: give the number of processes that make answers, or 0.")
    return int(said)


def _cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not every system can keep a process from some of its cores
        return os.cpu_count() or 1
