"""`Filters` as SQL: which documents, acts and passages meet them."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, Table, and_, exists, func, literal, or_, select

from corpus.case_numbers import normalise
from index.catalogue.rows import key
from index.catalogue.schema import (
    act_actors,
    acts,
    case_numbers,
    documents,
    files,
    passage_acts,
    passages,
    sections,
)
from index.records import Filters

Condition = ColumnElement[bool]


def document_conditions(filters: Filters, *, deep: bool = False) -> list[Condition]:
    """What a row of `documents` must meet; a document of several files meets a path when one of them does.

    `deep` also asks for an act that meets the filters, and for the case, anywhere in the document.
    """
    found = place_conditions(filters)
    if filters.date_from:
        found.append(documents.c.date >= filters.date_from)
    if filters.date_to:
        found.append(documents.c.date <= filters.date_to)
    if not deep:
        return found
    if filters.case_numbers:
        of_case = select(case_numbers.c.document_id).where(case_numbers.c.normal.in_(_normal(filters)))
        found.append(documents.c.id.in_(of_case))
    on_act = _act_conditions(filters)
    if on_act:
        found.append(documents.c.id.in_(select(acts.c.document_id).where(*on_act)))
    return found


def act_query(filters: Filters) -> Select[tuple[object, ...]]:
    """Selects acts, by date (the document's where the act has none), path and place."""
    when = func.coalesce(acts.c.date, documents.c.date)
    query = select(acts).join(documents, documents.c.id == acts.c.document_id)
    query = query.where(*place_conditions(filters), *_act_conditions(filters))
    if filters.date_from:
        query = query.where(when >= filters.date_from)
    if filters.date_to:
        query = query.where(when <= filters.date_to)
    if filters.case_numbers:
        normal = _normal(filters)
        query = query.where(or_(acts.c.case_key.in_(normal), _of_case(normal, acts)))
    return query.order_by(when, documents.c.path, acts.c.start, acts.c.end)


def passage_query(filters: Filters) -> Select[tuple[str]]:
    """Selects the ids of passages, in order of id."""
    query = select(passages.c.id)
    on_document = document_conditions(filters)
    if on_document:
        query = query.where(passages.c.document_id.in_(select(documents.c.id).where(*on_document)))
    if filters.case_numbers:
        query = query.where(_of_case(_normal(filters), passages))
    on_act = _act_conditions(filters)
    if on_act:
        met = select(passage_acts.c.passage_id).join(acts, acts.c.id == passage_acts.c.act_id).where(*on_act)
        query = query.where(passages.c.id.in_(met))
    return query.order_by(passages.c.id)


def addressee_condition(names: tuple[str, ...]) -> Condition:
    """Acts that are addressed to one of these."""
    to = or_(*(_named(name, act_actors) for name in names))
    return exists().where(act_actors.c.act_id == acts.c.id, act_actors.c.side == "addressee", to)


def place_conditions(filters: Filters) -> list[Condition]:
    """What a row of `documents` must meet in kind, board, municipality and path."""
    found: list[Condition] = []
    if filters.genres:
        found.append(documents.c.genre.in_([str(genre) for genre in filters.genres]))
    if filters.bodies:
        found.append(documents.c.body_key.in_([key(body) for body in filters.bodies]))
    if filters.municipalities:
        found.append(documents.c.municipality_key.in_([key(name) for name in filters.municipalities]))
    if filters.paths:
        under = or_(*(_below(path) for path in filters.paths))
        found.append(documents.c.id.in_(select(files.c.document_id).where(under)))
    return found


def _act_conditions(filters: Filters) -> list[Condition]:
    """What a row of `acts` must meet; party and person are asked of one and the same actor."""
    found: list[Condition] = []
    if filters.acts:
        found.append(acts.c.kind.in_([str(kind) for kind in filters.acts]))
    who = people_conditions(filters, act_actors)
    if who:
        found.append(exists().where(act_actors.c.act_id == acts.c.id, act_actors.c.side == "actor", *who))
    return found


def people_conditions(filters: Filters, people: Table) -> list[Condition]:
    """What a row of a table of people, `act_actors` or `case_people`, must meet.

    A person is met by whole words of the name ("Ek", "Anna Ek" and "anna" meet "Anna Ek"); a party by its
    short form, or by an actor without a party who is or speaks for an organisation (a union: "Vision").
    """
    found: list[Condition] = []
    if filters.persons:
        found.append(or_(*(_named(person, people) for person in filters.persons)))
    if filters.parties:
        keys = [key(party) for party in filters.parties]
        theirs = or_(people.c.name_key.in_(keys), func.lower(people.c.organisation).in_(keys))
        unions = and_(people.c.party_key.is_(None), theirs)
        found.append(or_(people.c.party_key.in_(keys), unions))
    return found


def _normal(filters: Filters) -> list[str]:
    return [normalise(number) for number in filters.case_numbers]


def _of_case(normal: list[str], table: Table) -> Condition:
    """Rows of `acts` or `passages` that stand in a document of the case, or start inside a section of it."""
    row = table.alias()
    its_section = and_(
        sections.c.document_id == case_numbers.c.document_id, sections.c.position == case_numbers.c.section
    )
    inside = and_(sections.c.start <= row.c.start, sections.c.end > row.c.start)
    found = (
        select(row.c.id)
        .select_from(
            case_numbers.join(row, row.c.document_id == case_numbers.c.document_id).outerjoin(sections, its_section)
        )
        .where(case_numbers.c.normal.in_(normal), or_(case_numbers.c.section.is_(None), inside))
    )
    return table.c.id.in_(found)


def _below(path: str) -> Condition:
    folder = path.strip("/")
    if not folder or folder == ".":
        return literal(True)
    return or_(files.c.path == folder, files.c.path.startswith(f"{folder}/", autoescape=True))


def _named(name: str, people: Table) -> Condition:
    padded = literal(" ") + people.c.name_key + literal(" ")
    return padded.contains(f" {key(name)} ", autoescape=True)
