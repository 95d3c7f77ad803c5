"""What is one thing in several prints: a question in its paper and in the answer, a motion in minutes and extract."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from corpus.records import ActKind, Actor
from index.cases.words import fold

LONG = 60  # characters of a proposal or an answer that, said twice, is the same one


@dataclass(frozen=True, slots=True)
class Told:
    """An act as the register of people needs it, `date` being the document's where the act has none.

    `case_id` is the case that its place belongs to; `thread` is the thread of a question; `answers` are the
    threads that it replies to.
    """

    id: str
    kind: ActKind
    document_id: str
    start: int
    end: int
    date: date | None
    case_id: str | None
    thread: str | None
    answers: tuple[str, ...]
    actors: tuple[Actor, ...]
    addressees: tuple[Actor, ...]


Words = Callable[[Told], str]


def things(acts: Iterable[Told], words: Callable[[Iterable[Told]], Words]) -> dict[str, list[Told]]:
    """The prints of each thing that one person did, by a name of it; `words` reads what some acts say.

    Prints of a question are those of its thread. Answers to one question are one, and so is the remark in
    minutes that it was answered. All else is one where two documents have it on the same day, a proposal in the
    same case, in the same words.
    """
    by_kind: dict[ActKind, list[Told]] = defaultdict(list)
    for act in acts:
        by_kind[act.kind].append(act)
    found: dict[str, list[Told]] = defaultdict(list)
    rest: list[Told] = []
    for kind, group in by_kind.items():
        if kind is ActKind.QUESTION:
            for act in group:
                found[act.thread or act.id].append(act)
        elif kind is ActKind.ANSWER:
            joined, left = _answers(group)
            found.update(joined)
            rest.extend(left)
        else:
            rest.extend(group)
    found.update(_same_words(rest, words))
    return found


def _answers(acts: list[Told]) -> tuple[dict[str, list[Told]], list[Told]]:
    """Answers by what they answer, and those that are tied to no question of a case with other answers."""
    home: dict[str, str] = {}  # thread → name of the thing
    found: dict[str, list[Told]] = {}
    for act in (act for act in acts if act.answers):
        known = list(dict.fromkeys(home[thread] for thread in act.answers if thread in home))
        name = known[0] if known else act.id
        prints = found.setdefault(name, [])
        prints.append(act)
        for other in known[1:]:
            prints.extend(found.pop(other))
            home.update({thread: name for thread, owner in home.items() if owner == other})
        home.update(dict.fromkeys(act.answers, name))
    of_case = {act.case_id: name for name, prints in reversed(found.items()) for act in prints if act.case_id}
    left = []
    for act in (act for act in acts if not act.answers):
        if act.case_id in of_case:
            found[of_case[act.case_id]].append(act)
        else:
            left.append(act)
    return found, left


def _same_words(acts: list[Told], words: Callable[[Iterable[Told]], Words]) -> dict[str, list[Told]]:
    """The rest by what they say; within one document, what is said twice is two things."""
    near: dict[object, list[Told]] = defaultdict(list)
    for act in acts:
        near[_near(act)].append(act)
    several = [a for group in near.values() if len({a.document_id for a in group}) > 1 for a in group]
    read = words(several)
    doubtful = {act.id for act in several}
    found: dict[str, list[Told]] = {}
    seen: dict[object, str] = {}
    nth: dict[object, int] = defaultdict(int)
    for act in acts:
        said = fold(read(act)) if act.id in doubtful else ""
        if not said or (act.kind in _LASTING and len(said) < LONG):
            found[act.id] = [act]
            continue
        nth[said, _near(act), act.document_id] += 1
        name = seen.setdefault((said, _near(act), nth[said, _near(act), act.document_id]), act.id)
        found.setdefault(name, []).append(act)
    return found


_LASTING = (ActKind.PROPOSAL, ActKind.ANSWER)  # printed again in later papers of the case


def _near(act: Told) -> object:
    """What two prints of one thing share beside their words."""
    return (act.kind, act.case_id or act.date) if act.kind in _LASTING else (act.kind, act.date, act.case_id)


def first(prints: Iterable[Told]) -> Told:
    """The print to show: where a question was first put, else the longest, of equals the earliest."""
    return min(prints, key=lambda a: (a.id != a.thread, a.start - a.end, a.date or date.max, a.document_id, a.start))
