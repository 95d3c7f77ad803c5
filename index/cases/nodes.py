"""What can belong to a case: papers as a whole, and the items (§) of minutes."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from sqlalchemy import Connection, func, select

from corpus.matters import Matter, read_matter
from corpus.records import ActKind, Actor, Genre
from index.catalogue.rows import MANY_CASES
from index.catalogue.schema import act_actors, acts, case_numbers, documents, sections

MAX_QUESTION = 700  # characters of a question by which its prints are recognised
ASKING = (Genre.INTERPELLATION, Genre.INTERPELLATION_ANSWER, Genre.SIMPLE_QUESTION, Genre.LETTER, Genre.EMAIL)
PROPOSING = (Genre.MOTION, Genre.MEMBER_INITIATIVE, Genre.CITIZEN_PROPOSAL)
_PAPERS = {Genre.INTERPELLATION_ANSWER: Genre.INTERPELLATION}


@dataclass(frozen=True, slots=True)
class ActRow:
    """An act without its text, but for questions, whose words are needed."""

    id: str
    kind: ActKind
    form: str | None
    start: int
    section: int | None
    date: date | None
    reply_to: str | None
    actors: tuple[Actor, ...]
    addressees: tuple[Actor, ...]
    words: str


@dataclass
class Node:
    """A paper, or one item of minutes. `number` is its own, `mentions` are those it only speaks of."""

    document_id: str
    path: str
    genre: Genre
    title: str
    section: int | None
    last_section: int | None
    date: date | None
    body: str | None
    municipality: str | None
    number: str | None
    mentions: frozenset[str]
    matter: Matter | None
    acts: list[ActRow] = field(default_factory=list)

    @property
    def kind(self) -> Genre | None:
        """The kind of paper that it is about; an answer is about what it answers."""
        if self.matter is not None:
            return self.matter.kind
        paper = _PAPERS.get(self.genre, self.genre)
        return paper if self.section is None and paper in (*ASKING, *PROPOSING) else None

    @property
    def askers(self) -> tuple[Actor, ...]:
        """Who put the paper: as its heading says, else as its acts do."""
        if self.matter is not None and self.matter.actors:
            return self._known(self.matter.actors)
        wanted = (ActKind.QUESTION,) if self.kind in ASKING else (ActKind.PROPOSAL, ActKind.MOTION)
        if self.section is not None or self.kind is None:
            return ()
        return next((act.actors for act in self.acts if act.kind in wanted and act.actors), ())

    @property
    def addressees(self) -> tuple[Actor, ...]:
        """Whom the paper is put to."""
        if self.matter is not None and self.matter.addressees:
            return self._known(self.matter.addressees)
        return next((a.addressees for a in self.acts if a.kind is ActKind.QUESTION and a.addressees), ())

    @property
    def topic(self) -> str:
        """What it is about, in the words of its heading."""
        return (self.matter.topic if self.matter else "") or self.title

    def _known(self, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Actors with the party that the acts give the same name ("Interpellationssvar till Anna Ek")."""
        people = {a.name: a for act in self.acts for a in (*act.actors, *act.addressees) if a.name and a.party}
        return tuple(people.get(a.name, a) if a.name and not a.party else a for a in actors)


def read_nodes(connection: Connection) -> list[Node]:
    """Every paper and every item of minutes, in order of date and path."""
    its_acts = _acts(connection)
    numbers: dict[str, list[tuple[int | None, str, bool]]] = defaultdict(list)
    for row in connection.execute(select(case_numbers)).mappings():
        numbers[row["document_id"]].append((row["section"], row["normal"], row["own"]))
    its_sections: dict[str, list[tuple[int, tuple[str, ...], str | None]]] = defaultdict(list)
    query = select(sections.c.document_id, sections.c.position, sections.c.heading, sections.c.paragraph)
    for document_id, position, heading, paragraph in connection.execute(query.order_by(sections.c.position)):
        its_sections[document_id].append((position, tuple(json.loads(heading)), paragraph))
    columns = (c for c in documents.c if c.name not in ("text", "noise", "pages"))
    found: list[Node] = []
    for row in connection.execute(select(*columns).order_by(documents.c.date, documents.c.path)).mappings():
        genre = Genre(row["genre"])
        common = (row["path"], genre, row["date"], row["body"], row["municipality"])
        mine, said = its_acts.get(row["id"], []), numbers.get(row["id"], [])
        if genre in MANY_CASES:
            found.extend(_items(row["id"], common, its_sections[row["id"]], mine, said))
        else:
            found.append(_paper(row["id"], row["title"], common, mine, said))
    return found


_Common = tuple[str, Genre, date | None, str | None, str | None]
_Said = list[tuple[int | None, str, bool]]


def _paper(document_id: str, title: str, common: _Common, mine: list[ActRow], said: _Said) -> Node:
    path, genre, day, body, municipality = common
    own = next((normal for section, normal, carried in said if carried), None)
    return Node(
        document_id, path, genre, title, None, None, day, body, municipality, own,
        frozenset(normal for _, normal, _ in said if normal != own),
        read_matter(title, municipality), mine,
    )  # fmt: skip


def _items(
    document_id: str,
    common: _Common,
    its_sections: list[tuple[int, tuple[str, ...], str | None]],
    mine: list[ActRow],
    said: _Said,
) -> Iterator[Node]:
    path, genre, day, body, municipality = common
    for (paragraph, outer), run in groupby(its_sections, lambda s: (s[2], s[1][:1])):
        positions = [position for position, _, _ in run]
        done = [act for act in mine if act.section in positions]
        asked = any(act.kind is ActKind.QUESTION for act in done)
        if paragraph is None and not outer and not asked:
            continue
        title = outer[0] if outer else ""
        inside = [(normal, own) for section, normal, own in said if section in positions]
        own = next((normal for normal, carried in inside if carried), None)
        matter = read_matter(title, municipality)
        if own is None and matter is None and not asked:
            continue  # "Mötets öppnande"; question time stays, for its questions
        yield Node(
            document_id, path, genre, title, positions[0], positions[-1], day, body, municipality, own,
            frozenset(normal for normal, _ in inside if normal != own), matter,
            done,
        )  # fmt: skip


def _acts(connection: Connection) -> dict[str, list[ActRow]]:
    people: dict[str, dict[str, list[Actor]]] = defaultdict(lambda: {"actor": [], "addressee": []})
    wanted = select(act_actors).join(acts, acts.c.id == act_actors.c.act_id)
    wanted = wanted.where(acts.c.kind.not_in([str(ActKind.ATTENDANCE), str(ActKind.SIGNATURE)]))
    for row in connection.execute(wanted.order_by(act_actors.c.act_id, act_actors.c.position)).mappings():
        actor = Actor(row["name"], row["party"], row["role"], row["organisation"])
        people[row["act_id"]][row["side"]].append(actor)
    words = _question_words(connection)
    found: dict[str, list[ActRow]] = defaultdict(list)
    query = select(acts).where(acts.c.kind.not_in([str(ActKind.ATTENDANCE), str(ActKind.SIGNATURE)]))
    for row in connection.execute(query.order_by(acts.c.document_id, acts.c.start)).mappings():
        who = people[row["id"]]
        found[row["document_id"]].append(
            ActRow(
                row["id"],
                ActKind(row["kind"]),
                row["form"],
                row["start"],
                row["section"],
                row["date"],
                row["reply_to"],
                tuple(who["actor"]),
                tuple(who["addressee"]),
                words.get(row["id"], ""),
            )
        )
    return found


def _question_words(connection: Connection) -> dict[str, str]:
    text = func.substr(documents.c.text, acts.c.start + 1, acts.c.end - acts.c.start)
    query = select(acts.c.id, text).join(documents, documents.c.id == acts.c.document_id)
    found = connection.execute(query.where(acts.c.kind == str(ActKind.QUESTION)))
    return {act_id: words[:MAX_QUESTION] for act_id, words in found}


def people_keys(actors: Iterable[Actor]) -> frozenset[str]:
    """The names of people, in lower case, by which two papers are the same person's."""
    return frozenset(" ".join(actor.name.casefold().split()) for actor in actors if actor.name)
