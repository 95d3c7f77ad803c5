"""The threads of questions: prints of one question together, with what answers it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from corpus.records import ActKind, Genre
from index.cases.linking import MIN_QUESTION, Cluster
from index.cases.nodes import ActRow, Node, people_keys
from index.cases.words import fold, same_words

TIED, COPIED, SAME_CASE = 1.0, 0.9, 0.7
_FIRST = (Genre.INTERPELLATION, Genre.SIMPLE_QUESTION, Genre.LETTER, Genre.EMAIL, Genre.MEMBER_INITIATIVE)


@dataclass
class ThreadInTheMaking:
    """Prints of one question, the first put foremost; `replies` are (act id, certainty)."""

    prints: list[tuple[Node, ActRow]] = field(default_factory=list)
    replies: dict[str, float] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The id of the act where the question was first put."""
        return self.prints[0][1].id


def threads(clusters: Iterable[Cluster]) -> Iterator[tuple[Cluster, ThreadInTheMaking]]:
    """The threads of each case, with their answers; a question said again in another case is one thread."""
    by_words: dict[str, list[ThreadInTheMaking]] = defaultdict(list)
    found: list[tuple[Cluster, ThreadInTheMaking]] = []
    for cluster, thread in _each(clusters):
        act = thread.prints[0][1]
        words = fold(act.words)
        same = by_words[words] if len(words) >= MIN_QUESTION else []
        home = next((other for other in same if _same_people(act, other.prints[0][1])), None)
        if home is None:
            same.append(thread)
            found.append((cluster, thread))
            continue
        home.prints.extend(thread.prints)
        for act_id, certainty in thread.replies.items():
            home.replies.setdefault(act_id, min(certainty, COPIED))
    yield from found


def _same_people(one: ActRow, other: ActRow) -> bool:
    """Whether two acts are known to be one person's, and nothing says that they are put to two."""
    asked = people_keys(one.addressees), people_keys(other.addressees)
    to_both = not asked[0] or not asked[1] or bool(asked[0] & asked[1])
    return to_both and bool(people_keys(one.actors) & people_keys(other.actors))


def _each(clusters: Iterable[Cluster]) -> Iterator[tuple[Cluster, ThreadInTheMaking]]:
    for cluster in clusters:
        found = _of(cluster)
        answers = [(node, act) for node in cluster.nodes for act in node.acts if act.kind is ActKind.ANSWER]
        tied: dict[str, list[ActRow]] = defaultdict(list)
        for _, act in answers:
            if act.reply_to:
                tied[act.reply_to].append(act)
        for thread in found:
            for i, (_, print_) in enumerate(thread.prints):
                for act in tied.get(print_.id, ()):
                    thread.replies.setdefault(act.id, TIED if i == 0 else COPIED)
        for thread in found:
            # Question time is many matters: an answer that is tied to none of them answers none.
            if not thread.replies and any(node.kind is not None or node.number for node in cluster.nodes):
                thread.replies.update(_of_the_case(thread, answers))
            yield cluster, thread


def _of(cluster: Cluster) -> list[ThreadInTheMaking]:
    found: list[ThreadInTheMaking] = []
    keys: list[str] = []
    for node in sorted(cluster.nodes, key=_order):
        for act in node.acts:
            if act.kind is not ActKind.QUESTION:
                continue
            words = fold(act.words)
            home = next((i for i, key in enumerate(keys) if _same(words, key, act, found[i])), None)
            if home is None:
                found.append(ThreadInTheMaking([(node, act)]))
                keys.append(words)
            else:
                found[home].prints.append((node, act))
    return found


def _order(node: Node) -> tuple[bool, bool, str]:
    """The paper that asks before its answer and the minutes, then by day."""
    return (node.genre not in _FIRST, node.section is not None, node.date.isoformat() if node.date else "9999")


def _same(words: str, key: str, act: ActRow, thread: ThreadInTheMaking) -> bool:
    if words != key and (min(len(words), len(key)) < MIN_QUESTION or not same_words(words, key)):
        return False
    mine, theirs = people_keys(act.actors), people_keys(thread.prints[0][1].actors)
    return not mine or not theirs or bool(mine & theirs)


def _of_the_case(thread: ThreadInTheMaking, answers: list[tuple[Node, ActRow]]) -> dict[str, float]:
    """Answers of the case that are tied to no question: "NN besvarar interpellationen."."""
    asked_on = thread.prints[0][0].date
    asker = people_keys(thread.prints[0][1].actors)
    found = {}
    for node, act in answers:
        later = asked_on is None or node.date is None or node.date >= asked_on
        to = people_keys(act.addressees)
        if act.reply_to is None and later and (not to or not asker or to & asker):
            found[act.id] = SAME_CASE
    return found
