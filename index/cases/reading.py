"""What can be asked of the cases of an index."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import ColumnElement, Connection, RowMapping, Table, exists, or_, select

from corpus.case_numbers import normalise
from corpus.records import Act, Actor, Document, Genre, Span
from index.cases.lines import line_of
from index.cases.records import Case, CasePart, QuestionThread
from index.catalogue import Catalogue
from index.catalogue.filters import people_conditions, place_conditions
from index.catalogue.reading import CHUNK
from index.catalogue.schema import (
    case_numbers,
    case_parts,
    case_people,
    cases,
    documents,
    question_threads,
    thread_replies,
)
from index.records import Filters

Condition = ColumnElement[bool]


class Cases:
    """Reads the cases of a catalogue. `parts` are filled by `case` alone; lists leave them out."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def case(self, number: str) -> Case | None:
        """The case of a number, as anybody writes it, or of an id, with its parts; None when there is none."""
        wanted = normalise(number)
        with self._catalogue.reading() as connection:
            same = or_(cases.c.id == number, cases.c.number == wanted, cases.c.id == wanted)
            found = _cases(connection, [same])
        return self.with_parts(found[0]) if found else None

    def near(self, number: str) -> list[str]:
        """The numbers of cases that differ from a number by what stands before the year, or after the serial."""
        # "2022/41" may be meant as year and serial, whatever else it could stand for.
        wanted = {_bare(normalise(number)), _bare(number)} - {None}
        if not wanted:
            return []
        with self._catalogue.reading() as connection:
            known = connection.scalars(select(cases.c.number).where(cases.c.number.is_not(None)))
            return sorted(each for each in known if _bare(each) in wanted)

    def with_parts(self, case: Case) -> Case:
        """The case with its parts, in date order."""
        query = select(case_parts).where(case_parts.c.case_id == case.id)
        with self._catalogue.reading() as connection:
            rows = connection.execute(query).mappings().all()
        return replace(case, parts=self._parts(rows, case))

    def mentioning(self, number: str) -> list[str]:
        """The paths of documents that mention a number, whether or not they belong to its case."""
        query = select(documents.c.path).join(case_numbers, case_numbers.c.document_id == documents.c.id)
        query = query.where(case_numbers.c.normal == normalise(number)).distinct().order_by(documents.c.path)
        with self._catalogue.reading() as connection:
            return list(connection.scalars(query))

    def find(
        self,
        kinds: Sequence[Genre] = (),
        filters: Filters | None = None,
        *,
        statuses: Sequence[str] = (),
        side: str = "actor",
        addressees: Sequence[str] = (),
    ) -> list[Case]:
        """Every case of these kinds whose people, boards, day and places meet the filters, by day and title.

        `side` says whose persons and parties the filters mean: "actor" (who put it), "addressee" or "any";
        `addressees` are names of which one must be addressed, whoever put it.
        The day is the first on which the case appears.
        """
        conditions = _conditions(filters or Filters(), side)
        if kinds:
            conditions.append(cases.c.kind.in_([str(kind) for kind in kinds]))
        if addressees:
            to = replace(Filters(), persons=tuple(addressees))
            conditions.append(_with_people("addressee", people_conditions(to, case_people)))
        if statuses:
            conditions.append(cases.c.status.in_(list(statuses)))
        with self._catalogue.reading() as connection:
            return _cases(connection, conditions)

    def homes(self, places: Collection[tuple[str, int | None]]) -> dict[tuple[str, int | None], str]:
        """The case id of each place, a (document id, position of a section); a place of no case is left out.

        A section belongs to the item of minutes that it lies in, else to the paper as a whole. A list of new
        papers belongs to many cases by one line each, and so to none.
        """
        query = select(case_parts).where(case_parts.c.document_id.in_({document for document, _ in places}))
        with self._catalogue.reading() as connection:
            rows = connection.execute(query).mappings().all()
        whole = {row["document_id"]: row["case_id"] for row in rows if row["section"] is None}
        found = {(document, section): whole[document] for document, section in places if document in whole}
        for document, section in places:
            for row in rows:
                if section is None or row["document_id"] != document or row["last_section"] is None:
                    continue
                if row["section"] <= section <= row["last_section"]:
                    found[document, section] = row["case_id"]
        return found

    def threads(self, acts: Sequence[Act], *, answered: bool | None = None) -> list[QuestionThread]:
        """The threads of these question acts, each once, in their order; `answered` keeps those that are, or not."""
        with self._catalogue.reading() as connection:
            of_act = _rows(connection, question_threads, question_threads.c.act_id, [act.id for act in acts])
            homes = {row["act_id"]: row["thread_id"] for row in of_act}
            chosen = list(dict.fromkeys(homes[act.id] for act in acts if act.id in homes))
            prints = _rows(connection, question_threads, question_threads.c.thread_id, chosen)
            replies = _rows(connection, thread_replies, thread_replies.c.thread_id, chosen)
        needed = {row["act_id"] for row in (*prints, *replies)}
        known = {act.id: act for act in self._catalogue.acts(ids=sorted(needed))}
        copies: dict[str, list[Act]] = defaultdict(list)
        told: dict[str, list[tuple[Act, float]]] = defaultdict(list)
        cases_of = {row["thread_id"]: row["case_id"] for row in prints}
        for row in prints:
            if row["act_id"] != row["thread_id"]:
                copies[row["thread_id"]].append(known[row["act_id"]])
        for row in replies:
            told[row["thread_id"]].append((known[row["act_id"]], row["certainty"]))
        return [
            QuestionThread(known[thread], tuple(copies[thread]), _ranked(told[thread]), cases_of[thread])
            for thread in chosen
            if thread in known and (answered is None or bool(told[thread]) is answered)
        ]

    def _parts(self, rows: Sequence[RowMapping], case: Case) -> tuple[CasePart, ...]:
        found = []
        for row in rows:
            document = self._catalogue.document(row["document_id"])
            if document is None:
                continue
            first, last = row["section"], row["last_section"]
            line = line_of(case, document, first) if first is not None and last is None else None
            section = document.sections[first] if first is not None else None
            acts = _acts(document, first, last, line)
            found.append(CasePart(document, section, row["date"], row["certainty"], row["why"], acts, line))
        return tuple(sorted(found, key=lambda p: (p.date or date.max, p.document.path, p.section is not None)))


def _acts(document: Document, first: int | None, last: int | None, line: Span | None) -> tuple[Act, ...]:
    if first is None:
        return document.acts
    if last is None:
        return tuple(act for act in document.acts if line is not None and act.span.overlaps(line))
    return tuple(act for act in document.acts if act.section is not None and first <= act.section <= last)


def _bare(number: str) -> tuple[str, str] | None:
    """Year and serial of a number in normal form."""
    found = re.search(r"((?:19|20)\d{2})/(\d+)", number)
    return (found[1], found[2].lstrip("0")) if found else None


def _rows(connection: Connection, table: Table, column: ColumnElement[str], values: Sequence[str]) -> list[RowMapping]:
    """The rows whose column has one of the values."""
    found: list[RowMapping] = []
    for i in range(0, len(values), CHUNK):
        query = select(table).where(column.in_(values[i : i + CHUNK])).order_by(table.c.thread_id, table.c.act_id)
        found.extend(connection.execute(query).mappings())
    return found


def _ranked(replies: list[tuple[Act, float]]) -> tuple[tuple[Act, float], ...]:
    """The surest first, of equal ones the longest."""
    return tuple(sorted(replies, key=lambda r: (-r[1], r[0].span.start - r[0].span.end, r[0].id)))


def _cases(connection: Connection, conditions: Sequence[Condition]) -> list[Case]:
    query = select(cases).where(*conditions).order_by(cases.c.first, cases.c.title, cases.c.id)
    rows = connection.execute(query).mappings().all()
    people: dict[str, dict[str, list[Actor]]] = defaultdict(lambda: {"actor": [], "addressee": []})
    who = select(case_people).order_by(case_people.c.case_id, case_people.c.position)
    wanted = {row["id"] for row in rows}
    if len(wanted) <= CHUNK:
        who = who.where(case_people.c.case_id.in_(sorted(wanted)))
    for row in connection.execute(who).mappings():
        if row["case_id"] in wanted:
            actor = Actor(row["name"], row["party"], row["role"], row["organisation"])
            people[row["case_id"]][row["side"]].append(actor)
    return [
        Case(
            id=row["id"],
            number=row["number"],
            kind=Genre(row["kind"]) if row["kind"] else None,
            title=row["title"],
            askers=tuple(people[row["id"]]["actor"]),
            addressees=tuple(people[row["id"]]["addressee"]),
            first=row["first"],
            last=row["last"],
            status=row["status"],
            related=tuple(json.loads(row["related"])),
        )
        for row in rows
    ]


def _conditions(filters: Filters, side: str) -> list[Condition]:
    found: list[Condition] = []
    if filters.date_from:
        found.append(cases.c.first >= filters.date_from)
    if filters.date_to:
        found.append(cases.c.first <= filters.date_to)
    if filters.case_numbers:
        found.append(cases.c.number.in_([normalise(number) for number in filters.case_numbers]))
    places = place_conditions(filters)
    if places:
        part = case_parts.join(documents, documents.c.id == case_parts.c.document_id)
        found.append(cases.c.id.in_(select(case_parts.c.case_id).select_from(part).where(*places)))
    who = people_conditions(filters, case_people)
    if who:
        found.append(_with_people(side, who))
    return found


def _with_people(side: str, who: Sequence[Condition]) -> Condition:
    """A case with somebody on that side who meets all of the conditions."""
    on_side = [] if side == "any" else [case_people.c.side == side]
    return exists().where(case_people.c.case_id == cases.c.id, *on_side, *who)
