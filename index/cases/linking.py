"""Which papers and items of minutes are one case: by number for certain, by asker and topic as far as it goes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from index.cases.nodes import Node
from index.cases.persons import Persons
from index.cases.topics import Topics
from index.cases.words import fold

SURE, BY_QUESTIONS, BY_TITLE, BY_TOPIC = 1.0, 0.95, 0.85, 0.6
ALIKE = 0.55  # weighted share of words that two topics of one asker have in common
AT_ODDS = 0.2  # a smaller share is another matter, whatever questions the two have in common
LEAST_WORDS = 3  # words that a topic must have by which alone two are tied
MOST_DAYS = 800  # between two parts that no number ties
LATE_DAYS = 90  # by which a paper may be announced after the first that is heard of it
MIN_QUESTION = 25  # characters of a question that, said twice, is the same question
OWN_QUESTION = 60  # the same, where nobody is known to have put it


@dataclass
class Cluster:
    """The parts of one case: (node, certainty, why)."""

    parts: list[tuple[Node, float, str]] = field(default_factory=list)

    @cached_property
    def numbers(self) -> list[str]:
        """The numbers that its parts carry, the most frequent first; asked for when it has all its parts."""
        return [n for n, _ in Counter(node.number for node, _, _ in self.parts if node.number).most_common()]

    @property
    def nodes(self) -> list[Node]:
        """Its parts alone."""
        return [node for node, _, _ in self.parts]


def link(nodes: Sequence[Node], terms: Callable[[str], Iterable[str]], persons: Persons) -> list[Cluster]:
    """The cases of all nodes, each node in at most one; `terms` analyses a text into what is compared.

    Two numbers are never made one case. What has no number joins a case, or another without a number, where
    the same person asks the same questions, or puts the same kind of paper on the same topic. A document that is
    no paper of a member or a citizen opens no case without a number; neither does an entry of a list of what
    waits for an answer.
    """
    numbered: dict[str, Cluster] = {}
    unnumbered: list[Node] = []
    for node in nodes:
        if node.number:
            numbered.setdefault(node.number, Cluster()).parts.append((node, SURE, "number"))
        elif not node.loose:
            unnumbered.append(node)
    done = list(numbered.values())
    known = _Known(Topics(nodes, terms), persons)
    for cluster in done:
        for node in cluster.nodes:
            known.add(cluster, node)
    for node in sorted(unnumbered, key=lambda node: node.kind is None):
        found = known.best(node)
        if found is not None:
            home, certainty, why = found
        elif node.kind is not None and (node.line is None or node.line.new):
            home, certainty, why = Cluster(), SURE, "number"
            done.append(home)
        else:
            continue
        home.parts.append((node, certainty, why))
        known.add(home, node)
    return done


class _Known:
    """The clusters so far, found by asker, by question and by topic."""

    def __init__(self, topics: Topics, persons: Persons) -> None:
        self._topics = topics
        self._persons = persons
        self._by_person: dict[str, list[tuple[Cluster, Node]]] = defaultdict(list)
        self._by_question: dict[str, list[tuple[Cluster, Node]]] = defaultdict(list)
        self._by_topic: dict[frozenset[str], list[tuple[Cluster, Node]]] = defaultdict(list)

    def add(self, cluster: Cluster, node: Node) -> None:
        """Remembers a part of a case."""
        for person in self._persons.keys(node.askers):
            self._by_person[person].append((cluster, node))
        for words in questions(node):
            self._by_question[words].append((cluster, node))
        if node.kind is not None and len(self._topics.of(node)) >= LEAST_WORDS:
            self._by_topic[self._topics.of(node)].append((cluster, node))

    def best(self, node: Node) -> tuple[Cluster, float, str] | None:
        """The case that a node without a number belongs to, how surely, and by what."""
        found = self._with_its_questions(node)
        if found:
            return found, BY_QUESTIONS, "questions"
        if node.kind is None:
            return None
        by_person = [pair for key in self._persons.keys(node.askers) for pair in self._by_person.get(key, ())]
        found = self._nearest(node, by_person, ALIKE)
        if found:
            return found, BY_TITLE, "title"
        # Without an asker to agree on, the words must be the same.
        same = [p for p in self._by_topic.get(self._topics.of(node), ()) if self._same_askers(node, p[1]) is None]
        found = self._nearest(node, same, 1.0)
        return (found, BY_TOPIC, "topic") if found else None

    def _with_its_questions(self, node: Node) -> Cluster | None:
        for words in questions(node):
            for cluster, other in self._by_question.get(words, ()):
                same = self._same_askers(node, other)
                if same is False or (same is None and len(words) < OWN_QUESTION):
                    continue
                told = node.matter and node.matter.topic and other.matter and other.matter.topic
                at_odds = told and self._topics.alike(node, other) < AT_ODDS
                if not at_odds and self._may_be_one(node, other):
                    return cluster
        return None

    def _nearest(self, node: Node, pairs: list[tuple[Cluster, Node]], least: float) -> Cluster | None:
        """The case of the most similar topic, of equal ones that of the nearest day."""
        ranked = [
            (round(alike, 2), -_days(node.date, other.date), -i, cluster)
            for i, (cluster, other) in enumerate(pairs)
            if other.kind is node.kind
            and self._may_be_one(node, other)
            and (alike := self._topics.alike(node, other)) >= least - 1e-9
        ]
        best = max(ranked, key=lambda r: r[:3], default=None)
        return best[3] if best else None

    def _may_be_one(self, node: Node, other: Node) -> bool:
        """Whether time, place and the one who is asked speak for it, or at least not against it."""
        if not near(node.date, other.date) or not same_place(node, other):
            return False
        announced = node.line is not None and node.line.new and node.date and other.date
        if announced and (node.date or date.min).toordinal() - (other.date or date.min).toordinal() > LATE_DAYS:
            return False  # the paper that is announced comes at the beginning of its case
        a, b = self._persons.keys(node.addressees), self._persons.keys(other.addressees)
        return not a or not b or bool(a & b)

    def _same_askers(self, one: Node, other: Node) -> bool | None:
        """Whether two nodes have an asker in common; None where one of them tells none."""
        a, b = self._persons.keys(one.askers), self._persons.keys(other.askers)
        return bool(a & b) if a and b else None


def questions(node: Node) -> list[str]:
    """The words of a node's questions that are long enough to be nobody else's."""
    return [w for act in node.acts if act.words and len(w := fold(act.words)) >= MIN_QUESTION]


def same_place(one: Node, other: Node) -> bool:
    """Whether two nodes may be of one municipality; an unknown one speaks against nothing."""
    a, b = one.source.municipality, other.source.municipality
    return not a or not b or a.casefold() == b.casefold()


def near(one: date | None, other: date | None) -> bool:
    """Whether two days are near enough to be of one case; an unknown day speaks against nothing."""
    return _days(one, other) <= MOST_DAYS


def _days(one: date | None, other: date | None) -> int:
    return abs((one - other).days) if one and other else 0
