"""The acts of an index as rows, for the register of people: read in a few queries, without their texts."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from assistant.overview.answers import answering_papers
from assistant.overview.copies import Told
from assistant.overview.identities import Mention
from assistant.tables import table
from corpus.records import ActKind, Actor, Form
from index.catalogue import Catalogue
from index.catalogue.schema import (
    act_actors,
    acts,
    case_parts,
    case_people,
    cases,
    documents,
    question_threads,
    thread_replies,
)

_APART = [str(ActKind.SIGNATURE), str(ActKind.INFORMATION)]  # kinds that are not counted


@dataclass(frozen=True, slots=True)
class Record:
    """What the register of people is made of.

    `acts` with a named person, in the order of days; `mentions` of everybody, for who is who; `answered` are the
    threads that some document answers; `forms` of attendance by act; `tied` the certainty of each answer by act and
    thread; `put` are (case id, who put it), `numbers` of cases by id; `passing` is what a role says that is none of
    the person's own.
    """

    acts: list[Told]
    mentions: list[Mention]
    answered: set[str]
    forms: dict[str, Form]
    tied: dict[str, dict[str, float]]
    put: list[tuple[str, Actor]]
    numbers: dict[str, str]
    passing: re.Pattern[str]


def read_record(catalogue: Catalogue) -> Record:
    """The rows of one complete state."""
    with catalogue.reading() as connection:
        people, mentions = _people(connection)
        threads = _threads(connection)
        tied: dict[str, dict[str, float]] = defaultdict(dict)
        of = thread_replies.c
        for thread, act_id, certainty in connection.execute(select(of.thread_id, of.act_id, of.certainty)):
            tied[act_id][thread] = certainty
        homes = _Homes(connection)
        told, forms = _acts(connection, people, threads, tied, homes)
        numbered = select(cases.c.id, cases.c.number).where(cases.c.number.is_not(None))
        numbers = dict(connection.execute(numbered).all())
        put = _put(connection)
    answered = {thread for found in tied.values() for thread in found}
    case_of = {thread: case_id for thread, case_id in threads.values() if case_id}
    papers = answering_papers(catalogue, {case for thread, case in case_of.items() if thread not in answered})
    answered |= {thread for thread, case_id in case_of.items() if case_id in papers}
    passing = re.compile(table("people", "assistant.overview")["roles"]["passing"], re.IGNORECASE)
    return Record(told, mentions, answered, forms, tied, put, numbers, passing)


def _people(connection: Connection) -> tuple[dict[str, dict[str, list[Actor]]], list[Mention]]:
    of = act_actors.c
    query = select(of.act_id, of.side, of.name, of.party, of.role, acts.c.document_id)
    query = query.join(acts, acts.c.id == of.act_id).where(of.name != "").order_by(of.act_id, of.position)
    people: dict[str, dict[str, list[Actor]]] = defaultdict(lambda: {"actor": [], "addressee": []})
    mentions: list[Mention] = []
    for act_id, side, name, party, role, document_id in connection.execute(query):
        actor = Actor(name, party, role)
        people[act_id][side].append(actor)
        mentions.append(Mention(actor, document_id))
    return people, mentions


def _threads(connection: Connection) -> dict[str, tuple[str, str | None]]:
    of = question_threads.c
    return {
        act: (thread, case) for act, thread, case in connection.execute(select(of.act_id, of.thread_id, of.case_id))
    }


def _put(connection: Connection) -> list[tuple[str, Actor]]:
    of = case_people.c
    query = select(of.case_id, of.name, of.party).where(of.side == "actor", of.name != "").order_by(of.case_id)
    return [(case_id, Actor(name, party)) for case_id, name, party in connection.execute(query)]


def _acts(
    connection: Connection,
    people: dict[str, dict[str, list[Actor]]],
    threads: dict[str, tuple[str, str | None]],
    tied: dict[str, dict[str, float]],
    homes: _Homes,
) -> tuple[list[Told], dict[str, Form]]:
    day = func.coalesce(acts.c.date, documents.c.date).label("day")
    columns = (acts.c.id, acts.c.kind, acts.c.form, acts.c.document_id, acts.c.start, acts.c.end, acts.c.section, day)
    query = select(*columns).join(documents, documents.c.id == acts.c.document_id).where(acts.c.kind.not_in(_APART))
    found: list[Told] = []
    forms: dict[str, Form] = {}
    for act_id, kind, form, document_id, start, end, section, when in connection.execute(
        query.order_by(day, documents.c.path, acts.c.start)
    ):
        who = people.get(act_id)
        if who is None:
            continue
        thread, case_id = threads.get(act_id, (None, None))
        told = Told(
            id=act_id,
            kind=ActKind(kind),
            document_id=document_id,
            start=start,
            end=end,
            date=when,
            case_id=case_id or homes.of(document_id, section),
            thread=thread,
            answers=tuple(tied.get(act_id, ())),
            actors=tuple(who["actor"]),
            addressees=tuple(who["addressee"]),
        )
        found.append(told)
        if told.kind is ActKind.ATTENDANCE and form:
            forms[act_id] = Form(form)
    return found, forms


class _Homes:
    """The case of each place, as `index.cases.Cases.homes` has it, for all places at once."""

    def __init__(self, connection: Connection) -> None:
        self._whole: dict[str, str] = {}
        self._items: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        of = case_parts.c
        for document_id, first, last, case_id in connection.execute(
            select(of.document_id, of.section, of.last_section, of.case_id)
        ):
            if first is None:
                self._whole[document_id] = case_id
            elif last is not None:
                self._items[document_id].append((first, last, case_id))

    def of(self, document_id: str, section: int | None) -> str | None:
        """The case that a section of a document belongs to, if any."""
        inside = (
            case for first, last, case in self._items[document_id] if section is not None and first <= section <= last
        )
        return next(inside, None) or self._whole.get(document_id)
