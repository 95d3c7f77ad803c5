"""How alike two topics are."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from index.cases.nodes import Node


class Topics:
    """The topics of papers as sets of terms, a term the heavier the rarer it is among them.

    What is no paper of a member or a citizen has no topic to compare.
    """

    def __init__(self, nodes: Sequence[Node], terms: Callable[[str], Iterable[str]]) -> None:
        topics = {id(node): node.topic for node in nodes if node.kind is not None}
        of_words = {topic: frozenset(terms(topic)) for topic in set(topics.values())}
        self._terms = {key: of_words[topic] for key, topic in topics.items()}
        counts = Counter(term for found in self._terms.values() for term in found)
        self._weight = {term: math.log(1 + len(topics) / n) for term, n in counts.items()}

    def of(self, node: Node) -> frozenset[str]:
        """The terms of a node's topic."""
        return self._terms.get(id(node), frozenset())

    def alike(self, one: Node, other: Node) -> float:
        """The weighted Dice coefficient 2·w(A∩B) / (w(A) + w(B)), 0 to 1. Source: Dice, Ecology 26(3), 1945."""
        a, b = self.of(one), self.of(other)
        total = self._sum(a) + self._sum(b)
        return 2 * self._sum(a & b) / total if total else 0.0

    def _sum(self, terms: Iterable[str]) -> float:
        return sum(self._weight[term] for term in terms)
