"""What an earlier question leaves for the next one: who and what its answer told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Literal

from assistant.tables import table
from assistant.understanding.content import content, small
from corpus.records import Act, ActKind, Actor

if TYPE_CHECKING:
    from assistant.drafts import Draft
    from assistant.understanding.question import Understanding

Part = Literal["asker", "answerer", "other"]
MOST_WORDS = 300  # characters of what was told that are kept
_MARK = re.compile(r"\b(?:om|angående|gällande|kring|rörande|about|regarding|concerning)\b", re.IGNORECASE)
_FURTHER = 3  # how much less is thought of whom the turn before told


@dataclass(frozen=True, slots=True)
class Told:
    """A place that an answer cited, with the act that it is part of; `listed` for a row of a table.

    `words` are how what stands there begins.
    """

    document_id: str
    start: int
    end: int
    act: Act | None = None
    listed: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom an answer told; of a lower `rank` are those who were asked for."""

    actor: Actor
    part: Part
    rank: int

    @property
    def gender(self) -> str:
        """ "f", "m", or "" for a name that may be anybody's."""
        return gender(self.actor.name)


@dataclass(frozen=True, slots=True)
class Ground:
    """An earlier question as understood, and what it was answered with; nothing told where it found nothing."""

    asked: Understanding
    told: tuple[Told, ...] = ()
    people: tuple[Person, ...] = ()
    one: bool = False  # narrowed to one of several things told

    @property
    def topic(self) -> str:
        """What was talked about, in the words of the question that brought it up."""
        asked = self.asked
        if self.one:
            return about(self.told[0].words)
        if asked.intent or asked.listing or asked.catalogue or asked.follows or asked.wants_case_number:
            return _matter(asked.topic)
        return " ".join(word for word, _, _ in content(asked.question)) or asked.topic

    def of_part(self, part: Part) -> list[Actor]:
        """The askers, or the answerers."""
        return list(dict.fromkeys(person.actor for person in self.people if person.part == part))


def about(heading: str) -> str:
    """What a heading is about: what stands behind its mark, if it has one."""
    line = " ".join(heading.split())
    mark = _MARK.search(line)
    return line[mark.end() :].strip(" .”") if mark and mark.end() < len(line) else line


def _matter(topic: str) -> str:
    """A topic without the words before its mark: "nämnden om högstadiet" is about "högstadiet"."""
    mark = _MARK.search(topic)
    if mark is not None and all(word.casefold() in small() for word in topic[: mark.start()].split()):
        topic = topic[mark.end() :].strip() or topic
    words = topic.split()
    while len(words) > 1 and words[0].casefold() in small():
        words.pop(0)
    return " ".join(words)


def ground_of(asked: Understanding, drafts: Sequence[Draft]) -> Ground:
    """What a question and the drafts of its answer leave."""
    told = [
        Told(s.document.id, s.start, s.end, s.act, bool(draft.cells), s.quote[:MOST_WORDS])
        for draft in drafts
        for s in (draft.support, *draft.also)
        if s is not None
    ]
    return Ground(asked, tuple(dict.fromkeys(told)), tuple(_people(asked, told)))


def picked(ground: Ground, number: int) -> Ground | None:
    """The ground narrowed to one of what was told: 1 is the first, -1 the last; None where there are not so many.

    A table is counted by its rows; else questions with their answers by the questions, and others as they are.
    """
    rows = [one for one in ground.told if one.listed]
    heads = [one for one in ground.told if one.act is not None and one.act.kind is ActKind.QUESTION]
    of = rows or heads or list(ground.told)
    if not -len(of) <= (number if number < 0 else number - 1) < len(of):
        return None
    one = of[number if number < 0 else number - 1]
    return replace(ground, told=(one,), people=tuple(_people(None, [one])), one=True)


def _people(asked: Understanding | None, told: Iterable[Told]) -> list[Person]:
    """Everybody with a name, who was asked for before those who were told along, the one of the turn before last."""
    found: list[Person] = []
    intent = asked.intent if asked else None
    meant = intent.kinds if intent and intent.asked in ("who", "when", "status") else ()
    named = set(asked.named.persons) if asked else set()
    for one in told:
        act = one.act
        if act is None:
            continue
        for actor in act.actors:
            rank = 0 if actor.name in named or act.kind in meant or asked is None else 1
            found.append(Person(actor, _part(act.kind, acts=True), rank))
        for actor in act.addressees:
            found.append(Person(actor, _part(act.kind, acts=False), 0 if actor.name in named else 2))
    told_of = {person.actor.name for person in found}
    part = _part(intent.kinds[0], acts=True) if intent and intent.asked != "who" else "other"
    found.extend(Person(Actor(name), part, 0) for name in sorted(named - told_of))
    if asked is not None and asked.ground is not None and asked.follows:
        found.extend(replace(person, rank=person.rank + _FURTHER) for person in asked.ground.people)
    best: dict[tuple[str, Part], Person] = {}
    for person in found:
        key = (person.actor.name, person.part)
        if person.actor.name and (key not in best or person.rank < best[key].rank):
            party = person.actor.party or next((p.actor.party for p in found if p.actor.name == key[0]), None)
            best[key] = replace(person, actor=Actor(person.actor.name, party))
    return sorted(best.values(), key=lambda person: person.rank)


def _part(kind: ActKind, *, acts: bool) -> Part:
    if kind is ActKind.QUESTION:
        return "asker" if acts else "other"
    if kind is ActKind.ANSWER:
        return "answerer" if acts else "asker"
    return "other"


@cache
def _genders() -> dict[str, str]:
    return {name: code for code, names in table("given_names", "assistant.understanding").items() for name in names}


def gender(name: str) -> str:
    """ "f" or "m" by the given name; "" for one that may be anybody's."""
    first = name.split()[0].casefold() if name.split() else ""
    return _genders().get(first) or _genders().get(first.split("-")[0], "")
