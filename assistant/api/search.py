"""Which documents, cases and people a caller's filters leave."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from assistant.contract import FilterSpec
from assistant.filters import to_filters
from assistant.overview.cases import CaseInfo
from assistant.overview.holdings import parties_of
from assistant.overview.listings import CaseFilter, Order, PersonFilter, narrowed_cases, narrowed_people
from assistant.overview.people import PersonInfo
from assistant.service import DocumentInfo, Service


def documents(service: Service, words: str, spec: FilterSpec) -> list[DocumentInfo]:
    """The documents with all the words in title, path, board or case number, that meet the filters, by path.

    Of the filters genre, body, municipality, party and dates count. Raises `BadSettings`.
    """
    wanted = to_filters(spec)
    found = [
        info
        for info in service.documents()
        if (not wanted.genres or info.genre in wanted.genres)
        and (not wanted.bodies or (info.body or "").casefold() in wanted.bodies)
        and within(info.date, wanted.date_from, wanted.date_to)
        and _holds(words, (info.title, info.path, info.body, info.municipality, *info.case_numbers))
    ]
    if wanted.parties:
        acting = parties_of(service)
        found = [info for info in found if not set(wanted.parties).isdisjoint(acting.get(info.document_id, ()))]
    return found


def cases(listed: Iterable[CaseInfo], chosen: CaseFilter, spec: FilterSpec) -> list[CaseInfo]:
    """The cases that pass the filter of the page's list and were put by the parties and persons, by first day.

    Of the other filters genre, body, party, person and dates count; the dates are those of the first day on which a
    case appears. Raises `BadSettings`.
    """
    wanted = to_filters(spec)
    return [
        case
        for case in narrowed_cases(listed, chosen, Order("first"))
        if (not wanted.genres or case.kind in wanted.genres)
        and (not wanted.bodies or any(body.casefold() in wanted.bodies for body in case.bodies))
        and (not wanted.parties or any(actor.party in wanted.parties for actor in case.askers))
        and (not wanted.persons or any(_named(actor.name, wanted.persons) for actor in case.askers))
        and within(case.first, wanted.date_from, wanted.date_to)
    ]


def people(listed: Iterable[PersonInfo], words: str, party: str, unanswered: bool = False) -> list[PersonInfo]:
    """The people with all the words in name, party or role, of that party, in the order of names."""
    parties = to_filters(FilterSpec(party=[party] if party.strip() else [])).parties
    return narrowed_people(listed, PersonFilter(words, parties, unanswered))


def within(day: date | None, first: date | None, last: date | None) -> bool:
    """Whether a day lies in a period; where there is a period, no day does not."""
    if day is None:
        return first is None and last is None
    return (first is None or day >= first) and (last is None or day <= last)


def _holds(words: str, places: Iterable[str | None]) -> bool:
    text = " ".join(place for place in places if place).casefold()
    return all(word in text for word in words.casefold().split())


def _named(name: str, persons: Iterable[str]) -> bool:
    """Whether a name has all the words of one of the persons', as the filters of a question are met."""
    return any(f" {' '.join(person.casefold().split())} " in f" {name.casefold()} " for person in persons)
