"""Which papers and items of minutes are one case: by number for certain, by asker and topic as far as it goes."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from index.cases.nodes import Node, people_keys
from index.cases.words import fold

SURE, BY_QUESTIONS, BY_TITLE, BY_TOPIC = 1.0, 0.95, 0.85, 0.6
ALIKE = 0.55  # weighted share of words that two topics of one asker have in common
NEARLY_THE_SAME = 0.85  # the same for topics of which one tells no asker
LEAST_WORDS = 3  # words that such a topic must have
MOST_DAYS = 800  # between two parts that no number ties
MIN_QUESTION = 25  # characters of a question that, said twice, is the same question


@dataclass
class Cluster:
    """The parts of one case: (node, certainty, why)."""

    parts: list[tuple[Node, float, str]] = field(default_factory=list)

    @property
    def numbers(self) -> list[str]:
        """The numbers that its parts carry, the most frequent first."""
        return [n for n, _ in Counter(node.number for node, _, _ in self.parts if node.number).most_common()]

    @property
    def nodes(self) -> list[Node]:
        """Its parts alone."""
        return [node for node, _, _ in self.parts]


def link(nodes: Sequence[Node], terms: Callable[[str], Iterable[str]]) -> list[Cluster]:
    """The cases of all nodes, each node in one of them; `terms` analyses a text into what is compared.

    Two numbers are never made one case. What has no number joins a case, or another without a number, where
    the same person asks the same questions, or puts the same kind of paper on the same topic.
    """
    numbered: dict[str, Cluster] = {}
    loose: list[Cluster] = []
    for node in nodes:
        if node.number:
            numbered.setdefault(node.number, Cluster()).parts.append((node, SURE, "number"))
        else:
            loose.append(Cluster([(node, SURE, "number")]))
    done = list(numbered.values())
    topics = _Topics(nodes, terms)
    index = _Known(topics)
    for cluster in done:
        index.add(cluster)
    for cluster in loose:
        node = cluster.nodes[0]
        found = index.best(node)
        if found is None:
            done.append(cluster)
            index.add(cluster)
            continue
        home, certainty, why = found
        home.parts.append((node, certainty, why))
        index.add_node(home, node)
    return done


class _Topics:
    """Topics as sets of terms, weighted by how rare they are."""

    def __init__(self, nodes: Sequence[Node], terms: Callable[[str], Iterable[str]]) -> None:
        self._terms = {id(node): frozenset(terms(node.topic)) for node in nodes}
        counts = Counter(term for found in self._terms.values() for term in found)
        self._weight = {term: math.log(1 + len(nodes) / n) for term, n in counts.items()}

    def of(self, node: Node) -> frozenset[str]:
        return self._terms[id(node)]

    def alike(self, one: Node, other: Node) -> float:
        """The weighted Dice coefficient, 0 to 1."""
        a, b = self.of(one), self.of(other)
        total = self._sum(a) + self._sum(b)
        return 2 * self._sum(a & b) / total if total else 0.0

    def _sum(self, terms: Iterable[str]) -> float:
        return sum(self._weight[term] for term in terms)


class _Known:
    """The clusters so far, found by asker, by question and by topic."""

    def __init__(self, topics: _Topics) -> None:
        self._topics = topics
        self._by_person: dict[str, list[tuple[Cluster, Node]]] = defaultdict(list)
        self._by_question: dict[str, list[tuple[Cluster, Node]]] = defaultdict(list)
        self._by_topic: dict[frozenset[str], list[tuple[Cluster, Node]]] = defaultdict(list)

    def add(self, cluster: Cluster) -> None:
        for node in cluster.nodes:
            self.add_node(cluster, node)

    def add_node(self, cluster: Cluster, node: Node) -> None:
        for person in people_keys(node.askers):
            self._by_person[person].append((cluster, node))
        for words in _questions(node):
            self._by_question[words].append((cluster, node))
        if node.kind is not None and len(self._topics.of(node)) >= LEAST_WORDS:
            self._by_topic[self._topics.of(node)].append((cluster, node))

    def best(self, node: Node) -> tuple[Cluster, float, str] | None:
        """The case that a node without a number belongs to, how surely, and by what."""
        for words in _questions(node):
            for cluster, other in self._by_question.get(words, ()):
                if near(node.date, other.date) and _same_askers(node, other) is not False and _same_asked(node, other):
                    return cluster, BY_QUESTIONS, "questions"
        if node.kind is None:
            return None
        by_person = [pair for person in people_keys(node.askers) for pair in self._by_person.get(person, ())]
        found = self._nearest(node, by_person, ALIKE)
        if found:
            return found, BY_TITLE, "title"
        # Without an asker to agree on, the words must be all but the same.
        same = [p for p in self._by_topic.get(self._topics.of(node), ()) if _same_askers(node, p[1]) is None]
        found = self._nearest(node, same, NEARLY_THE_SAME)
        return (found, BY_TOPIC, "topic") if found else None

    def _nearest(self, node: Node, pairs: list[tuple[Cluster, Node]], least: float) -> Cluster | None:
        ranked = [
            (self._topics.alike(node, other), i, cluster)
            for i, (cluster, other) in enumerate(pairs)
            if other.kind is node.kind and near(node.date, other.date) and node.municipality == other.municipality
        ]
        best = max(ranked, key=lambda r: (r[0], -r[1]), default=None)
        return best[2] if best and best[0] >= least else None


def _questions(node: Node) -> list[str]:
    """The words of a node's questions that are long enough to be nobody else's."""
    return [w for act in node.acts if act.words and len(w := fold(act.words)) >= MIN_QUESTION]


def _same_askers(one: Node, other: Node) -> bool | None:
    """Whether two nodes have an asker in common; None where one of them tells none."""
    a, b = people_keys(one.askers), people_keys(other.askers)
    return bool(a & b) if a and b else None


def _same_asked(one: Node, other: Node) -> bool:
    """Whether nothing speaks against the two being put to the same person."""
    a, b = people_keys(one.addressees), people_keys(other.addressees)
    return not a or not b or bool(a & b)


def near(one: date | None, other: date | None) -> bool:
    """Whether two days are near enough to be of one case; an unknown day speaks against nothing."""
    return one is None or other is None or abs((one - other).days) <= MOST_DAYS
