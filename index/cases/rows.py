"""What linking needs of the catalogue's rows, read in a few queries."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from corpus.records import ActKind, Actor
from index.catalogue.schema import act_actors, acts, case_numbers, sections

_APART = [str(ActKind.ATTENDANCE), str(ActKind.SIGNATURE)]  # kinds that say nothing of a case, and are most acts


@dataclass(frozen=True, slots=True)
class ActRow:
    """An act without its text, but for questions, whose words are needed."""

    id: str
    kind: ActKind
    form: str | None
    start: int
    end: int
    section: int | None
    date: date | None
    reply_to: str | None
    actors: tuple[Actor, ...]
    addressees: tuple[Actor, ...]
    words: str = ""
    number: int | None = None  # of a question in its paper, of an answer the question's that it answers


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section by its position, with its outline and place."""

    position: int
    heading: tuple[str, ...]
    paragraph: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Said:
    """A case number that a document, or one of its sections, carries (`own`) or mentions."""

    section: int | None
    normal: str
    own: bool


def act_rows(connection: Connection) -> dict[str, list[ActRow]]:
    """The acts of each document, in order, attendance and signatures left out."""
    people: dict[str, dict[str, list[Actor]]] = defaultdict(lambda: {"actor": [], "addressee": []})
    of = act_actors.c
    wanted = select(of.act_id, of.side, of.name, of.party, of.role, of.organisation)
    wanted = wanted.join(acts, acts.c.id == of.act_id).where(acts.c.kind.not_in(_APART))
    for act_id, side, *actor in connection.execute(wanted.order_by(of.act_id, of.position)):
        people[act_id][side].append(Actor(*actor))
    found: dict[str, list[ActRow]] = defaultdict(list)
    columns = (
        acts.c.document_id, acts.c.id, acts.c.kind, acts.c.form, acts.c.start, acts.c.end, acts.c.section,
        acts.c.date, acts.c.reply_to,
    )  # fmt: skip
    query = select(*columns).where(acts.c.kind.not_in(_APART)).order_by(acts.c.document_id, acts.c.start, acts.c.id)
    for document_id, act_id, kind, form, start, end, section, day, reply_to in connection.execute(query):
        who = tuple(people[act_id]["actor"]), tuple(people[act_id]["addressee"])
        row = ActRow(act_id, ActKind(kind), form, start, end, section, day, reply_to, *who)
        found[document_id].append(row)
    return found


def section_rows(connection: Connection) -> dict[str, list[SectionRow]]:
    """The sections of each document, in order."""
    found: dict[str, list[SectionRow]] = defaultdict(list)
    columns = (
        sections.c.document_id, sections.c.position, sections.c.heading, sections.c.paragraph, sections.c.start,
        sections.c.end,
    )  # fmt: skip
    for document_id, position, heading, *rest in connection.execute(
        select(*columns).order_by(sections.c.document_id, sections.c.position)
    ):
        found[document_id].append(SectionRow(position, tuple(json.loads(heading)), *rest))
    return found


def said_numbers(connection: Connection) -> dict[str, list[Said]]:
    """The case numbers that each document carries or mentions."""
    found: dict[str, list[Said]] = defaultdict(list)
    columns = (case_numbers.c.document_id, case_numbers.c.section, case_numbers.c.normal, case_numbers.c.own)
    for document_id, *rest in connection.execute(select(*columns)):
        found[document_id].append(Said(*rest))
    return found
