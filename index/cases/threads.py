"""The threads of questions: prints of one question together, with what answers it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from corpus.records import ActKind, Genre
from index.cases.linking import MIN_QUESTION, Cluster, near, same_place
from index.cases.nodes import Node
from index.cases.persons import Persons
from index.cases.rows import ActRow
from index.cases.words import fold, same_words

TIED, COPIED, BY_NUMBER, SAME_CASE = 1.0, 0.9, 0.85, 0.7
_FIRST = (Genre.INTERPELLATION, Genre.SIMPLE_QUESTION, Genre.LETTER, Genre.EMAIL, Genre.MEMBER_INITIATIVE)


@dataclass
class ThreadInTheMaking:
    """Prints of one question, the first put foremost; `replies` are (act id, certainty)."""

    prints: list[tuple[Node, ActRow]]
    words: str
    replies: dict[str, float] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The id of the act where the question was first put."""
        return self.prints[0][1].id


def threads(clusters: Iterable[Cluster], persons: Persons) -> Iterator[tuple[Cluster, ThreadInTheMaking]]:
    """The threads of each case, with their answers; a question said again in another case is one thread.

    It is not where both cases have a number: a member may end two interpellations with the same words.
    """
    by_words: dict[str, list[tuple[Cluster, ThreadInTheMaking]]] = defaultdict(list)
    found: list[tuple[Cluster, ThreadInTheMaking]] = []
    for cluster in clusters:
        for thread in _of_cluster(cluster, persons):
            same = by_words[thread.words] if len(thread.words) >= MIN_QUESTION else []
            home = next((first for known, first in same if _is_again(cluster, thread, known, first, persons)), None)
            if home is None:
                same.append((cluster, thread))
                found.append((cluster, thread))
                continue
            home.prints.extend(thread.prints)
            for act_id, certainty in thread.replies.items():
                home.replies.setdefault(act_id, min(certainty, COPIED))
    yield from found


def _is_again(
    cluster: Cluster, thread: ThreadInTheMaking, home: Cluster, first: ThreadInTheMaking, persons: Persons
) -> bool:
    """Whether a question is one that was put before: by the same person, to nobody else, not long ago."""
    if cluster.numbers and home.numbers:
        return False
    (node, act), (other_node, other) = thread.prints[0], first.prints[0]
    asked = persons.keys(act.addressees), persons.keys(other.addressees)
    to_both = not asked[0] or not asked[1] or bool(asked[0] & asked[1])
    by_both = bool(persons.keys(act.actors) & persons.keys(other.actors))
    return to_both and by_both and near(node.date, other_node.date) and same_place(node, other_node)


def _of_cluster(cluster: Cluster, persons: Persons) -> list[ThreadInTheMaking]:
    found, headings = _prints(cluster, persons)
    answers = [(node, act) for node in cluster.nodes for act in node.acts if act.kind is ActKind.ANSWER]
    tied: dict[str, list[ActRow]] = defaultdict(list)
    for _, act in answers:
        if act.reply_to:
            tied[act.reply_to].append(act)
    for thread in found:
        for i, (_, print_) in enumerate(thread.prints):
            for act in tied.get(print_.id, ()) if print_.id not in headings else ():
                thread.replies.setdefault(act.id, TIED if i == 0 else COPIED)
    free = [(node, act) for node, act in answers if act.reply_to is None or act.reply_to in headings]
    numbers = _numbers(found)
    for thread in found:
        if not thread.replies and not thread.prints[0][0].loose:
            mine = [
                (n, act)
                for n, act in free
                if numbers.get(thread.id) == act.number or act.number not in numbers.values()
            ]
            thread.replies.update(_of_the_case(thread, mine, persons))
    return found


def _numbers(found: list[ThreadInTheMaking]) -> dict[str, int]:
    """Each thread's id and the number of its question: as printed before it, else its place in its paper.

    The only question of a paper has none: all that answers the paper answers it.
    """
    papers: dict[str, list[ThreadInTheMaking]] = defaultdict(list)
    for thread in found:
        papers[thread.prints[0][0].key].append(thread)
    numbers: dict[str, int] = {}
    for mine in papers.values():
        mine.sort(key=lambda thread: thread.prints[0][1].start)
        printed = [number for thread in mine if (number := thread.prints[0][1].number) is not None]
        if len(set(printed)) != len(mine):
            printed = list(range(1, len(mine) + 1))
        numbers.update(zip((thread.id for thread in mine), printed, strict=True) if len(mine) > 1 else ())
    return numbers


def _prints(cluster: Cluster, persons: Persons) -> tuple[list[ThreadInTheMaking], set[str]]:
    """The threads, and the ids of the headings in minutes that stand for all questions of a paper.

    Such a heading is a print of the paper's first question; where there is no paper, it is the question.
    """
    found: list[ThreadInTheMaking] = []
    headings: list[tuple[Node, ActRow]] = []
    asked = [(node, a) for node in sorted(cluster.nodes, key=_order) for a in node.acts if a.kind is ActKind.QUESTION]
    for node, act in asked:
        words = fold(act.words)
        if _is_heading(words, node):
            headings.append((node, act))
            continue
        _put(found, node, act, words, persons)
    stands_for: set[str] = set()
    for node, act in headings:
        mine = persons.keys(act.actors)
        home = next((t for t in found if not _is_heading(t.words, t.prints[0][0]) and mine & _keys(t, persons)), None)
        if home is None:
            _put(found, node, act, fold(act.words), persons)
        else:
            home.prints.append((node, act))
            stands_for.add(act.id)
    return found, stands_for


def _put(found: list[ThreadInTheMaking], node: Node, act: ActRow, words: str, persons: Persons) -> None:
    home = next((thread for thread in found if _same(words, node, act, thread, persons)), None)
    if home is None:
        found.append(ThreadInTheMaking([(node, act)], words))
    else:
        home.prints.append((node, act))


def _keys(thread: ThreadInTheMaking, persons: Persons) -> frozenset[str]:
    return persons.keys(thread.prints[0][1].actors)


def _is_heading(words: str, node: Node) -> bool:
    """Whether a question of minutes is the title of the item itself: "Interpellation av A (S) till B (M) om X"."""
    return node.section is not None and node.matter is not None and words in fold(node.title)


def _order(node: Node) -> tuple[bool, bool, str]:
    """The paper that asks before its answer and the minutes, then by day."""
    return (node.genre not in _FIRST, node.section is not None, node.day)


def _same(words: str, node: Node, act: ActRow, thread: ThreadInTheMaking, persons: Persons) -> bool:
    """Whether a question is one of a thread: the same words, or nearly the same in another document."""
    if words != thread.words:
        here = any(other.source.id == node.source.id for other, _ in thread.prints)
        short = min(len(words), len(thread.words)) < MIN_QUESTION
        if here or short or not same_words(words, thread.words):
            return False
    mine, theirs = persons.keys(act.actors), _keys(thread, persons)
    return not mine or not theirs or bool(mine & theirs)


def _of_the_case(thread: ThreadInTheMaking, answers: list[tuple[Node, ActRow]], persons: Persons) -> dict[str, float]:
    """Answers of the case that are tied to no question of it: "NN besvarar interpellationen."."""
    asked_on = thread.prints[0][0].date
    asker = _keys(thread, persons)
    found = {}
    for node, act in answers:
        later = asked_on is None or node.date is None or node.date >= asked_on
        to = persons.keys(act.addressees)
        if later and (not to or not asker or to & asker):
            found[act.id] = SAME_CASE if act.number is None else BY_NUMBER
    return found
