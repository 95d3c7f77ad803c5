"""What can belong to a case: papers as a whole, the items (§) of minutes, and the lines of their lists."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import groupby

from sqlalchemy import Connection, select

from corpus import case_numbers as numbers
from corpus.matters import Matter, read_matter
from corpus.records import ActKind, Actor, Genre
from index.cases.announced import Announcement, announcements
from index.cases.lines import blanked
from index.cases.rows import ActRow, Said, SectionRow, act_rows, said_numbers, section_rows
from index.cases.words import number_before
from index.catalogue.rows import MANY_CASES, NEAR_TOP
from index.catalogue.schema import documents

MOST_AT_THE_TOP = 2  # case numbers near the top of a paper of one case; an agenda has more
ASKING = (Genre.INTERPELLATION, Genre.INTERPELLATION_ANSWER, Genre.SIMPLE_QUESTION, Genre.LETTER, Genre.EMAIL)
PROPOSING = (Genre.MOTION, Genre.MEMBER_INITIATIVE, Genre.CITIZEN_PROPOSAL)
LINES_OF_TITLE = 4  # of a § that its title and its number may take
_LABEL = re.compile(r"(?:ärende(?:nummer|nr)|dnr|diarienummer|diarienr)\b\.?:?", re.IGNORECASE)
_PAPERS = {Genre.INTERPELLATION_ANSWER: Genre.INTERPELLATION}
_TALK = (ActKind.QUESTION, ActKind.ANSWER)


@dataclass(frozen=True, slots=True)
class Source:
    """The document that a node is from."""

    id: str
    path: str
    genre: Genre
    title: str
    date: date | None
    body: str | None
    municipality: str | None


@dataclass
class Node:
    """A paper, an item of minutes, or one line of its list of new papers (`line`).

    `number` is its own, `mentions` are those it only speaks of. A `loose` node holds the questions and answers of
    a document that are in none of its other nodes: it belongs to no case. Nothing of a node changes once it is read.
    """

    source: Source
    title: str
    section: int | None = None
    last_section: int | None = None
    date: date | None = None
    number: str | None = None
    mentions: frozenset[str] = frozenset()
    matter: Matter | None = None
    acts: list[ActRow] = field(default_factory=list)
    line: Announcement | None = None
    loose: bool = False

    @property
    def genre(self) -> Genre:
        """The genre of its document."""
        return self.source.genre

    @cached_property
    def kind(self) -> Genre | None:
        """The kind of paper that it is about; an answer is about what it answers."""
        if self.matter is not None:
            return self.matter.kind
        paper = _PAPERS.get(self.genre, self.genre)
        return paper if self.section is None and not self.loose and paper in (*ASKING, *PROPOSING) else None

    @cached_property
    def askers(self) -> tuple[Actor, ...]:
        """Who put the paper: as its heading says, else as its acts do."""
        if self.matter is not None and self.matter.actors:
            return self._known(self.matter.actors)
        wanted = (ActKind.QUESTION,) if self.kind in ASKING else (ActKind.PROPOSAL, ActKind.MOTION)
        if self.section is not None or self.kind is None:
            return ()
        return next((act.actors for act in self.acts if act.kind in wanted and act.actors), ())

    @cached_property
    def addressees(self) -> tuple[Actor, ...]:
        """Whom the paper is put to."""
        if self.matter is not None and self.matter.addressees:
            return self._known(self.matter.addressees)
        return next((a.addressees for a in self.acts if a.kind is ActKind.QUESTION and a.addressees), ())

    @property
    def topic(self) -> str:
        """What it is about, in the words of its heading."""
        return (self.matter.topic if self.matter else "") or self.title

    @cached_property
    def day(self) -> str:
        """Its place in the order of days; what has no day comes last."""
        return (
            f"{self.date or '9999'} {self.source.path} {self.section or 0:06} {self.line.start if self.line else 0:09}"
        )

    @property
    def key(self) -> str:
        """What names it in its index, for as long as its document is the same."""
        return f"{self.source.id}:{self.section}" + (f":{self.line.start}" if self.line else "")

    def _known(self, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Actors with the party that the acts give the same name ("Interpellationssvar till Anna Ek")."""
        people = {a.name: a for act in self.acts for a in (*act.actors, *act.addressees) if a.name and a.party}
        return tuple(people.get(a.name, a) if a.name and not a.party else a for a in actors)


def read_nodes(connection: Connection) -> list[Node]:
    """Every node of the catalogue, in order of date and path of its document."""
    its_acts, its_sections, said = act_rows(connection), section_rows(connection), said_numbers(connection)
    columns = [documents.c[name] for name in ("id", "path", "genre", "title", "date", "body", "municipality", "noise")]
    found: list[Node] = []
    for row in connection.execute(select(*columns, documents.c.text).order_by(documents.c.date, documents.c.path)):
        *fields, noise, text = row
        source = Source(fields[0], fields[1], Genre(fields[2]), *fields[3:])
        paper = source.genre not in MANY_CASES
        mine = [_with_words(act, text, paper) for act in its_acts.get(source.id, ())]
        if source.genre in MANY_CASES:
            texts = (text, blanked(text, json.loads(noise)))
            nodes = list(_items(source, texts, its_sections[source.id], mine, said[source.id]))
        else:
            nodes = [_paper(source, text, mine, said[source.id])]
        inside = {act.id for node in nodes if node.line is None for act in node.acts}
        rest = [act for act in mine if act.kind in _TALK and act.id not in inside]
        if rest:
            nodes.append(Node(source, "", date=source.date, acts=rest, loose=True))
        found.extend(nodes)
    return found


def _with_words(act: ActRow, text: str, paper: bool) -> ActRow:
    if act.kind not in _TALK:
        return act
    words = text[act.start : act.end] if act.kind is ActKind.QUESTION else ""
    return replace(act, words=words, number=number_before(text, act.start, listed=paper))


def _paper(source: Source, text: str, mine: list[ActRow], said: list[Said]) -> Node:
    own = next((number.normal for number in said if number.own), None)
    matter = read_matter(source.title, source.municipality)
    if own and matter is None and source.genre is Genre.OTHER and _many_at_the_top(text):
        own = None  # an agenda, or a list of what has been decided
    mentions = frozenset(number.normal for number in said if number.normal != own)
    return Node(source, source.title, date=source.date, number=own, mentions=mentions, matter=matter, acts=mine)


def _many_at_the_top(text: str) -> bool:
    top = {number.normal for number in numbers.find(text[:NEAR_TOP]) if not number.normal.startswith("NR ")}
    return len(top) > MOST_AT_THE_TOP


def _items(
    source: Source, texts: tuple[str, str], its_sections: list[SectionRow], mine: list[ActRow], said: list[Said]
) -> Iterator[Node]:
    whole, shown = texts
    for (paragraph, outer), run in groupby(its_sections, lambda s: (s.paragraph, s.heading[:1])):
        sections = list(run)
        first, last = sections[0].position, sections[-1].position
        title = outer[0] if outer else ""
        inside = [number for number in said if number.section is not None and first <= number.section <= last]
        begin, end = sections[0].start, sections[-1].end
        own = next((number.normal for number in inside if number.own), None) or _below(whole[begin:end])
        matter = read_matter(title, source.municipality)
        acts = [act for act in mine if act.section is not None and first <= act.section <= last]
        if matter is None:
            yield from _lines(source, title, shown[begin:end], begin, first)
        if (paragraph is not None or outer) and (own is not None or matter is not None):
            mentions = frozenset(number.normal for number in inside if number.normal != own)
            yield Node(source, title, first, last, source.date, own, mentions, matter, acts)


def _below(text: str) -> str | None:
    """The number alone on a line right below the title of a §, even where it was taken for a page header."""
    lines = [line.strip() for line in text[:600].split("\n")]
    if not lines[0].startswith("§"):
        return None
    for line in lines[1:LINES_OF_TITLE]:
        found = numbers.find(line)
        if found and not re.sub(_LABEL, "", line[: found[0].start]).strip(" :.") and line.endswith(found[-1].raw):
            return found[0].normal
    return None


def _lines(source: Source, heading: str, text: str, begin: int, section: int) -> Iterator[Node]:
    for entry in announcements(heading, text, source.municipality, source.date):
        line = replace(entry, start=begin + entry.start, end=begin + entry.end)
        day = entry.date or source.date
        yield Node(source, entry.title, section, None, day, entry.number, matter=entry.matter, line=line)
