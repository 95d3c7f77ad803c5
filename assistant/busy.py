"""Too many questions at once: whoever comes after so many is told when to try again, and not kept waiting."""

from __future__ import annotations

import os
from collections.abc import Mapping
from math import ceil

from corpus.errors import BadSettings, CouncilError

USUAL = 100
"""Questions that may wait unless told otherwise: with two cores the last of them waits about ten seconds."""
PACE = 0.25
"""Seconds that one answer takes on one core, about: for telling when to try again."""
_LONGEST = 60


class Busy(CouncilError):
    """So many questions wait that another would wait too long; `retry` is after how many seconds to try again."""

    def __init__(self, retry: int) -> None:
        super().__init__(f"Many questions are being answered just now: try again in {retry} seconds.")
        self.retry = retry

    def __reduce__(self) -> tuple[type[Busy], tuple[int]]:
        return type(self), (self.retry,)


def refuse_when_full(waiting: int, most: int, at_once: int) -> None:
    """Raises `Busy` when `waiting` questions are already `most`; `at_once` are answered side by side."""
    if waiting >= most:
        raise Busy(min(max(1, ceil(waiting * PACE / max(at_once, 1))), _LONGEST))


def most_waiting(environment: Mapping[str, str] = os.environ) -> int:
    """COUNCIL_QUEUE: how many questions may wait. Raises `BadSettings`."""
    written = environment.get("COUNCIL_QUEUE", "").strip()
    if not written:
        return USUAL
    if not (written.isascii() and written.isdecimal()) or int(written) < 1:
        raise BadSettings(f"COUNCIL_QUEUE is {written!r}: give the number of questions that may wait, 1 or more.")
    return int(written)
