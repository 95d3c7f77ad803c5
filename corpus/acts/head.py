"""Reads title and signature of a part: who asks, to whom, who answers, when and signed by whom."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache

from corpus import dates
from corpus.acts.people import Mention, is_role, name_at, people
from corpus.acts.reading import Head, Reading, cue
from corpus.acts.recommendations import auditors, is_auditors
from corpus.acts.signatures import sign_off
from corpus.bodies import bodies_in
from corpus.data import alternatives, load
from corpus.records import Actor, Genre
from corpus.structure.sections import LETTERHEAD, Part

_TO = re.compile(r"\btill\s+(?!interpellation)", re.IGNORECASE)
_BY = re.compile(r"\b(?:av|från)\s+", re.IGNORECASE)
_ADDRESSED = re.compile(r"(?P<label>till)\s+(?=\S)", re.IGNORECASE)
MAX_ADDRESS = 120  # characters of an address line
_MAIL = re.compile(r"\s*<[^>]*>|\s*\(?[\w.+-]+@[\w.-]+\)?")
# These are addressed to a board; an interpellation laid before the council asks one of its members.
_TO_BOARDS = (Genre.LETTER, Genre.CITIZEN_PROPOSAL)
_MEMBERS = re.compile(r"(?:er |dig )?(?:ledamöterna|ledamöter)\s+(?:i|för)\s+", re.IGNORECASE)
_ANSWERS = (Genre.INTERPELLATION_ANSWER,)
LABEL_ZONE = 14  # paragraphs from the top of a part in which "Till: …" lines stand
ROLE_REACH = 60  # characters between "till" and the name that its role may take


@cache
def _topic() -> re.Pattern[str]:
    words = alternatives(load("acts")["head"]["topic"])
    return re.compile(rf"\s{words}\s|[,:;]|$", re.IGNORECASE)


@cache
def _label() -> re.Pattern[str]:
    table = load("acts")["head"]
    by, to = alternatives(table["by"]), alternatives(table["to"])
    return re.compile(rf"(?:(?P<by>{by})|(?P<to>{to}))\s*:\s*", re.IGNORECASE)


def read_head(reading: Reading, part: Part) -> Head:
    """Title and signature of one part."""
    head = sign_off(reading, part)
    head.when = head.when or _dated_above(reading, part)
    for signature in head.signatures:
        signature.when = signature.when or head.when
    by, to = _title_actors(reading, part)
    labelled_by, labelled_to = _labelled(reading, part)
    to = tuple(_holder(reading, actor) for actor in to or labelled_to)
    by = tuple(reading.register.resolve(actor) for actor in by)
    signers = tuple(f.actors[0] for f in head.signatures)
    if part.genre in _ANSWERS:
        by = by or (() if to else _asker_first(reading, part.title))
        # "Svar på interpellation av A till B", "Interpellationssvar till A": A asked; who signs answers.
        head.asked_by = by or to
        head.asked_to = to if by else ()
        head.addressees = head.asked_by
        head.authors = signers or labelled_by or (to if by else ())
    else:
        head.authors = by or labelled_by or _on_behalf(reading, part, head) or signers
        head.addressees = to
        if part.genre in _TO_BOARDS and not any(_is_person(actor) for actor in to):
            head.board = _board_addressed(reading, part)
            head.addressees = head.board or to if to else ()
    for actor in (*head.authors, *head.addressees, *head.asked_by):
        reading.register.add(actor)
    return head


def _asker_first(reading: Reading, title: str) -> tuple[Actor, ...]:
    """ "Svar på Eva Eks (S) interpellation om …": who asked stands before the word for what was put."""
    paper = cue("answer", "what").search(title)
    named = people(title[: paper.start()], reading.municipality) if paper else []
    return tuple(reading.register.resolve(_without_genitive(reading, mention.actor)) for mention in named)


def _without_genitive(reading: Reading, actor: Actor) -> Actor:
    """ "Eva Eks" is Eva Ek where the text has that name."""
    bare = actor.name.removesuffix("s")
    known = bare != actor.name and re.search(rf"\b{re.escape(bare)}\b", reading.text)
    return replace(actor, name=bare) if known else actor


def _holder(reading: Reading, actor: Actor) -> Actor:
    """The person of the document who holds the role that is addressed."""
    if actor.name or not actor.role:
        return reading.register.resolve(actor)
    return reading.register.holder(actor.role) or actor


def _dated_above(reading: Reading, part: Part) -> date | None:
    """The date of a letterhead: a line of its own above the title."""
    for paragraph in reading.paragraphs[part.first : min(part.last, part.first + LETTERHEAD)]:
        found = dates.find(paragraph.text)
        ends = [at - paragraph.start for at in reading.breaks if paragraph.start < at < paragraph.end]
        if found and min([*ends, len(paragraph.text)]) - (found[0].end - found[0].start) < 10:
            return found[0].value
    return None


def _title_actors(reading: Reading, part: Part) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """(after "av"/"från", after "till") in the title; a title broken over two lines is read whole."""
    title = part.title
    following = reading.paragraphs[part.first + 1 : part.first + 3]
    index = next((i for i in range(part.first, part.last) if reading.paragraphs[i].text == part.title), part.first)
    following = reading.paragraphs[index + 1 : index + 3]
    if not people(title, reading.municipality):
        for paragraph in following:
            if len(paragraph.text) < 160 and re.match(r"(?:av|från|till)\s", paragraph.text, re.IGNORECASE):
                title += " " + paragraph.text
        # "… ställd till nämndens ordförande" | "Eva Ek (C)"
        below = people(following[0].text, reading.municipality)[:1] if following and is_role(title) else []
        if below and (below[0].start, below[0].end) == (0, len(following[0].text)):
            title += " " + following[0].text
    mentions = people(title, reading.municipality)
    to_at = _addressed_at(title, mentions)
    by_at = next((m.end() for m in _BY.finditer(title) if _person_at(title, m.end(), mentions)), None)
    to = _actors_from(reading, title, to_at, by_at, mentions)
    by = _actors_from(reading, title, by_at, to_at, mentions)
    return by, to


def _addressed_at(title: str, mentions: list[Mention]) -> int | None:
    """Where the addressee begins: behind the "till" that a person or role follows, else behind the first."""
    places = [m.end() for m in _TO.finditer(title)]
    direct = [at for at in places if any(at <= m.start <= at + 3 for m in mentions)]
    # "till Arbetsmarknads- och integrationsminister A B (L)": the person comes after a role of several words.
    near = [
        at
        for at in places
        if any(at <= m.start <= at + ROLE_REACH and not _BY.search(title, at, m.start) for m in mentions)
    ]
    named = [at for at in places if name_at(title, at) is not None]
    if direct or near or named:
        return (direct or near or named)[0]
    for at in places:
        topic = _topic().search(title, at)
        if is_role(title[at : topic.start() if topic else None].strip(" .")):
            return at
    return places[0] if places else None


def _person_at(title: str, at: int, mentions: list[Mention]) -> bool:
    return any(at <= m.start <= at + 3 for m in mentions) or name_at(title, at) is not None


def _actors_from(
    reading: Reading, title: str, at: int | None, other: int | None, mentions: list[Mention]
) -> tuple[Actor, ...]:
    """The actors in a title from `at` to the topic or to where the other side begins."""
    if at is None:
        return ()
    stop = other if other is not None and other > at else len(title)
    inside = [m.actor for m in mentions if at <= m.start < stop]
    if inside:
        return tuple(inside)
    bare = name_at(title, at)
    if bare is not None:
        return (reading.register.resolve(bare.actor),)
    topic = _topic().search(title, at)
    words = title[at : min(stop, topic.start() if topic else stop)].strip(" .")
    return (
        (Actor(role=words),)
        if words and is_role(words)
        else (Actor(organisation=words),)
        if words and len(words) < 60
        else ()
    )


def _labelled(reading: Reading, part: Part) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Actors of "Till: …" and "Från: …" lines near the top."""
    by: tuple[Actor, ...] = ()
    to: tuple[Actor, ...] = ()
    for paragraph in reading.paragraphs[part.first : min(part.last, part.first + LABEL_ZONE)]:
        labelled = _label().match(paragraph.text)
        match = labelled or _ADDRESSED.match(paragraph.text)
        if match is None or (labelled is None and len(paragraph.text) > MAX_ADDRESS):
            continue
        rest = _MAIL.sub("", paragraph.text[match.end() :]).strip()
        found = tuple(m.actor for m in people(rest, reading.municipality))
        bare = name_at(rest)
        if not found and bare is not None:
            found = (reading.register.resolve(bare.actor),)
        if not found and rest.strip():
            found = (Actor(role=rest.strip()) if is_role(rest.strip()) else Actor(organisation=rest.strip()),)
        if labelled is None or labelled["to"]:
            if labelled is None and not any(actor.name or actor.role for actor in found):
                continue  # "Till kommunfullmäktige": the meeting it is laid before, not who is asked
            to = to or found
        else:
            by = by or found
    return by, to


def _is_person(actor: Actor) -> bool:
    """Whether an addressee is one person, by name or by office; the members of a board are the board."""
    return bool(actor.name) or bool(actor.role and not _MEMBERS.match(actor.role))


def _on_behalf(reading: Reading, part: Part, head: Head) -> tuple[Actor, ...]:
    """For whom the people below sign a paper ("För revisorerna"); a party's people sign as themselves."""
    if not head.signatures:
        return ()
    for paragraph in reading.paragraphs[max(part.first, head.end - 3) : head.end]:
        said = cue("signature", "on_behalf").match(paragraph.text)
        if said is None:
            continue
        whom = said["whom"]
        if any(m.actor.party or m.actor.name for m in reading.mentions(whom)) or "grupp" in whom.casefold():
            return ()
        return (Actor(organisation=auditors(reading) if is_auditors(whom) else whom),)
    return ()


def _board_addressed(reading: Reading, part: Part) -> tuple[Actor, ...]:
    """The board that a letter is addressed to: "Till kommunstyrelsen", "till ledamöterna i kulturnämnden"."""
    for paragraph in reading.paragraphs[part.first : min(part.last, part.first + LABEL_ZONE)]:
        if len(paragraph.text) > MAX_ADDRESS:
            continue
        for to in _TO.finditer(paragraph.text):
            members = _MEMBERS.match(paragraph.text, to.end())
            at = members.end() if members else to.end()
            named = [name for name, start, _ in bodies_in(paragraph.text) if start == at]
            if named:
                return (Actor(organisation=named[0]),)
    return ()
