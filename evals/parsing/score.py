"""Precision and recall with their counts.

precision = found and right / found
recall    = labelled and found / labelled                                               range 0 … 1 both

The two numerators differ where acts match in groups. Source: van Rijsbergen, "Information Retrieval", 1979.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of what was found and of what was labelled, and how many of each are right."""

    found: int = 0
    found_right: int = 0
    labelled: int = 0
    labelled_right: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.found + other.found,
            self.found_right + other.found_right,
            self.labelled + other.labelled,
            self.labelled_right + other.labelled_right,
        )

    @property
    def precision(self) -> float | None:
        """None when nothing was found."""
        return self.found_right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """None when nothing was labelled."""
        return self.labelled_right / self.labelled if self.labelled else None


def of_sets(found: Set[object], labelled: Set[object]) -> Score:
    """The score of one set against another."""
    both = len(found & labelled)
    return Score(len(found), both, len(labelled), both)


class Scores:
    """Scores by measure and group, in the order in which they first came."""

    def __init__(self) -> None:
        self._held: dict[tuple[str, str], Score] = {}

    def add(self, measure: str, groups: Iterable[str], score: Score) -> None:
        """Adds a score to a measure, in several groups at once."""
        for group in groups:
            self._held[measure, group] = self.get(measure, group) + score

    def get(self, measure: str, group: str = "all") -> Score:
        """The score of a measure in a group; without counts when there is none."""
        return self._held.get((measure, group), Score())

    def __iter__(self) -> Iterator[tuple[str, str, Score]]:
        """Measure, group and score."""
        return ((measure, group, score) for (measure, group), score in self._held.items())
