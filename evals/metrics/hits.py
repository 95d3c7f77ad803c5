"""When a retrieved passage or a citation is a hit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from evals.dataset import Gold
from evals.record import Record


class Place(Protocol):
    """A stretch of a document."""

    @property
    def path(self) -> str:
        """The document, relative to the ingested folder."""
        ...

    @property
    def start(self) -> int:
        """Offset of the first character."""
        ...

    @property
    def end(self) -> int:
        """Offset after the last character."""
        ...


def hit(place: Place, golds: Iterable[Gold]) -> bool:
    """Whether a place overlaps a gold span of the same document by at least half of the shorter one."""
    return any(_overlaps(place, gold) for gold in golds)


def first_hit(record: Record) -> int | None:
    """The rank (1 = best) of the first retrieved passage that is a hit; None when there is none."""
    retrieved = record.answer.retrieved if record.answer else []
    for rank, place in enumerate(retrieved, 1):
        if hit(place, record.question.gold):
            return rank
    return None


def _overlaps(place: Place, gold: Gold) -> bool:
    shared = min(place.end, gold.end) - max(place.start, gold.start)
    shorter = min(place.end - place.start, gold.end - gold.start)
    return place.path == gold.path and shared > 0 and 2 * shared >= shorter
