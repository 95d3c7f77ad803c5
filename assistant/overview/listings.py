"""Lists of cases and of people as somebody narrows and sorts them: the same on the page and in a CSV file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from assistant.overview.cases import CaseInfo
from assistant.overview.people import Person, PersonAct, PersonInfo
from assistant.overview.tabular import in_order
from corpus.case_numbers import normalise
from corpus.records import ActKind

T = TypeVar("T")
Key = Callable[[T], Any]


@dataclass(frozen=True, slots=True)
class Order:
    """By which column a list is sorted; "" is the column that it begins with."""

    column: str = ""
    descending: bool = False

    def pressed(self, column: str, begins_high: bool) -> Order:
        """The order after a press on a column's head: the other way round, or a new column."""
        if column == self.column:
            return Order(column, not self.descending)
        return Order(column, begins_high)


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Which cases to show; several values of one field mean any of them. `unanswered`: only with such questions."""

    words: str = ""
    kinds: Sequence[str] = ()
    statuses: Sequence[str] = ()
    bodies: Sequence[str] = ()
    unanswered: bool = False


@dataclass(frozen=True, slots=True)
class PersonFilter:
    """Which people to show. `unanswered`: only with questions that no document answers, put by them or to them."""

    words: str = ""
    parties: Sequence[str] = ()
    unanswered: bool = False


CASE_ORDER: Mapping[str, Key[CaseInfo]] = {
    "number": lambda case: _number(case.number),
    "title": lambda case: in_order(case.title),
    "kind": lambda case: case.kind,
    "askers": lambda case: in_order(case.askers[0].label) if case.askers else None,
    "status": lambda case: case.status,
    "first": lambda case: case.first,
    "last": lambda case: case.last,
    "documents": lambda case: case.documents,
    "questions": lambda case: case.questions,
    "unanswered": lambda case: case.unanswered,
}
PERSON_ORDER: Mapping[str, Key[PersonInfo]] = {
    "name": lambda info: in_order(info.name),
    "party": lambda info: info.party and in_order(info.party),
    "questions": lambda info: info.questions,
    "unanswered": lambda info: info.unanswered,
    "received": lambda info: info.received,
    "answers": lambda info: info.answers,
    "proposals": lambda info: info.proposals,
    "motions": lambda info: info.motions,
    "decisions": lambda info: info.decisions,
    "dissents": lambda info: info.dissents,
    "statements": lambda info: info.statements,
    "meetings": lambda info: info.meetings,
    "cases": lambda info: info.cases,
    "first": lambda info: info.first,
    "last": lambda info: info.last,
}
CASES_BEGIN = Order("last", descending=True)
PEOPLE_BEGIN = Order("name")
# Columns of which the highest is wanted first: counts and days.
HIGH_FIRST = {*PERSON_ORDER, *CASE_ORDER} - {"number", "title", "kind", "askers", "status", "name", "party"}

NO_KIND = "none"  # the filter's word for cases that are about no paper
ALL = "all"
UNANSWERED = "unanswered"
RECEIVED = "received"
_KINDS = (
    ActKind.QUESTION, ActKind.ANSWER, ActKind.PROPOSAL, ActKind.MOTION, ActKind.DECISION, ActKind.DISSENT,
    ActKind.STATEMENT, ActKind.ATTENDANCE,
)  # fmt: skip


def narrowed_cases(cases: Iterable[CaseInfo], chosen: CaseFilter, order: Order = CASES_BEGIN) -> list[CaseInfo]:
    """The cases that pass the filter and hold every word in number, title, people or body, sorted."""
    words = chosen.words.casefold().split()
    number = normalise(chosen.words) if words else ""
    found = [
        case
        for case in cases
        if (not chosen.kinds or (case.kind or NO_KIND) in chosen.kinds)
        and (not chosen.statuses or case.status in chosen.statuses)
        and (not chosen.bodies or any(body in chosen.bodies for body in case.bodies))
        and (not chosen.unanswered or case.unanswered)
        and (number == case.number or _holds(words, _told(case)))
    ]
    return _sorted(found, CASE_ORDER, order if order.column in CASE_ORDER else CASES_BEGIN)


def narrowed_people(
    people: Iterable[PersonInfo], chosen: PersonFilter, order: Order = PEOPLE_BEGIN
) -> list[PersonInfo]:
    """The people that pass the filter and hold every word in name, party or role, sorted."""
    words = chosen.words.casefold().split()
    found = [
        info
        for info in people
        if (not chosen.parties or info.party in chosen.parties)
        and (not chosen.unanswered or info.unanswered or info.unanswered_received)
        and _holds(words, (info.label, *info.roles))
    ]
    return _sorted(found, PERSON_ORDER, order if order.column in PERSON_ORDER else PEOPLE_BEGIN)


def acts_by_kind(person: Person) -> dict[str, list[PersonAct]]:
    """What a person did, by kind: "all" (attendance left out), the kinds that there are, "unanswered", "received"."""
    own = [act for act in person.acts if not act.received]
    found = {
        ALL: [act for act in person.acts if act.kind is not ActKind.ATTENDANCE],
        str(ActKind.QUESTION): [act for act in own if act.kind is ActKind.QUESTION],
        UNANSWERED: [act for act in own if act.question is not None and not act.replies],
        RECEIVED: [act for act in person.acts if act.received],
    }
    found |= {str(kind): [act for act in own if act.kind is kind] for kind in _KINDS if str(kind) not in found}
    return {name: acts for name, acts in found.items() if acts or name == ALL}


def _told(case: CaseInfo) -> Iterable[str]:
    people = (actor.label for actor in (*case.askers, *case.addressees))
    return (case.number or "", case.title, *people, *case.bodies)


def _holds(words: Sequence[str], told: Iterable[str]) -> bool:
    if not words:
        return True
    line = " ".join(told).casefold()
    return all(word in line for word in words)


def _sorted(found: list[T], keys: Mapping[str, Key[T]], order: Order) -> list[T]:
    """Sorted by one column, of equals in the order they came in; what has no value comes last either way."""
    key = keys[order.column]
    told = [each for each in found if key(each) is not None]
    told.sort(key=key, reverse=order.descending)
    return [*told, *(each for each in found if key(each) is None)]


def _number(number: str | None) -> tuple[str, tuple[int, ...], str] | None:
    """A case number by its prefix, then by its figures as numbers: "KS 2022/9" before "KS 2022/10"."""
    if number is None:
        return None
    first = re.search(r"\d", number)
    prefix = number[: first.start()] if first else number
    return (in_order(prefix), tuple(int(figure) for figure in re.findall(r"\d+", number)), number)
