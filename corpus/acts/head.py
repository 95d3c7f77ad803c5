"""Reads title and signature of a part: who asks, to whom, who answers, when and signed by whom."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from corpus import dates
from corpus.acts.people import Mention, is_role, name_at, people
from corpus.acts.reading import Found, Head, Reading, cue
from corpus.records import ActKind, Actor, Genre
from corpus.structure.lines import Paragraph
from corpus.structure.sections import LETTERHEAD, Part

_TO = re.compile(r"\btill\s+(?!interpellation)", re.IGNORECASE)
_BY = re.compile(r"\b(?:av|från)\s+", re.IGNORECASE)
_TOPIC = re.compile(r"\s(?:angående|om|gällande|avseende|rörande|beträffande|ang\.?)\s|[,:;]|$", re.IGNORECASE)
_LABEL = re.compile(
    r"(?P<label>från|av|interpellant(?:er)?|frågeställare|ställd av|inlämnad av|motionär(?:er)?"
    r"|förslagsställare|till|ställd till|mottagare|svarande|besvaras av)\s*:\s*",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(r"(?P<label>till)\s+(?=\S)", re.IGNORECASE)
MAX_ADDRESS = 120  # characters of an address line
_ADDRESS_LABELS = ("till", "ställd till", "mottagare")
_DIGITAL = re.compile(r"(?P<given>[^,\d]+),\s*(?P<family>\S+)\s+(?P<date>\d{4}-\d{2}-\d{2})$")
_ANSWERS = (Genre.INTERPELLATION_ANSWER,)
LABEL_ZONE = 14  # paragraphs from the top of a part in which "Till: …" lines stand
ROLE_REACH = 60  # characters between "till" and the name that its role may take
MAX_ODD_LINES = 1  # lines between signatures that are neither name, role nor date


def read_head(reading: Reading, part: Part) -> Head:
    """Title and signature of one part."""
    head = _signature(reading, part)
    head.when = head.when or _dated_above(reading, part)
    for signature in head.signatures:
        signature.when = signature.when or head.when
    by, to = _title_actors(reading, part)
    labelled_by, labelled_to = _labelled(reading, part)
    to = to or labelled_to
    signers = tuple(f.actors[0] for f in head.signatures)
    if part.genre in _ANSWERS:
        # "Svar på interpellation av A till B", "Interpellationssvar till A": A asked; who signs answers.
        head.asked_by = by or to
        head.addressees = head.asked_by
        head.authors = signers or labelled_by or (to if by else ())
    else:
        head.authors = by or labelled_by or signers
        head.addressees = to
    for actor in (*head.authors, *head.addressees, *head.asked_by):
        reading.register.add(actor)
    return head


def _dated_above(reading: Reading, part: Part) -> date | None:
    """The date of a letterhead: a line of its own above the title."""
    for paragraph in reading.paragraphs[part.first : min(part.last, part.first + LETTERHEAD)]:
        found = dates.find(paragraph.text)
        if found and len(paragraph.text) - (found[0].end - found[0].start) < 10:
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
        topic = _TOPIC.search(title, at)
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
    topic = _TOPIC.search(title, at)
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
        match = _LABEL.match(paragraph.text) or _ADDRESSED.match(paragraph.text)
        if match is None or (match.re is _ADDRESSED and len(paragraph.text) > MAX_ADDRESS):
            continue
        rest = paragraph.text[match.end() :]
        found = tuple(m.actor for m in people(rest, reading.municipality))
        bare = name_at(rest)
        if not found and bare is not None:
            found = (reading.register.resolve(bare.actor),)
        if not found and rest.strip():
            found = (Actor(role=rest.strip()) if is_role(rest.strip()) else Actor(organisation=rest.strip()),)
        if match["label"].casefold() in _ADDRESS_LABELS:
            if match.re is _ADDRESSED and not any(actor.name or actor.role for actor in found):
                continue  # "Till kommunfullmäktige": the meeting it is laid before, not who is asked
            to = to or found
        else:
            by = by or found
    return by, to


def _signature(reading: Reading, part: Part) -> Head:
    """Reads the signature lines of a part from its end upwards."""
    head = Head(end=part.last)
    odd = 0
    role: str | None = None
    i = part.last - 1
    while i > part.first:
        paragraph = reading.paragraphs[i]
        kind, signer = _signature_line(reading, paragraph)
        if kind == "name" and signer is not None:
            if role and not signer.role:
                signer = replace(signer, role=role)
            head.signatures[:0] = _signers(reading, paragraph, signer)
            head.end, odd, role = i, 0, None
        elif kind == "date":
            head.when = head.when or dates.first(paragraph.text)
            head.end, odd = i, 0
        elif kind == "role":
            role = paragraph.text
        else:
            odd += 1
            if odd > MAX_ODD_LINES or len(paragraph.text) > 90:
                break
        i -= 1
    for found in head.signatures:
        found.when = found.when or head.when
    return head


def _signers(reading: Reading, paragraph: Paragraph, first: Actor) -> list[Found]:
    """One act a person: a line may carry two, side by side."""
    several = people(paragraph.text, reading.municipality)
    if len(several) < 2:
        return [Found(ActKind.SIGNATURE, paragraph.start, paragraph.end, (reading.register.resolve(first),))]
    return [Found(ActKind.SIGNATURE, paragraph.start + m.start, paragraph.start + m.end, (m.actor,)) for m in several]


def _signature_line(reading: Reading, paragraph: Paragraph) -> tuple[str | None, Actor | None]:
    """What a line of a signature is: "name", "date", "role", or nothing."""
    text = paragraph.text.strip()
    if paragraph.marker or len(text) > 130 or text.endswith("?"):
        return None, None
    found = people(text, reading.municipality)
    if found and found[0].start <= 3 and not re.search(r"[.!]\s|\b(?:att|för|med)\b", text[found[-1].end :]):
        after = text[found[0].end :].strip(" ,")
        actor = found[0].actor
        return "name", replace(actor, role=actor.role or after or None)
    place = cue("signature", "place_date").match(text)
    day = dates.find(text)
    if (
        day
        and len(text) < 60
        and len(text) - day[0].end < 3
        and (place or text[: day[0].start].strip().casefold() in ("", "den", "inlämnad", "datum:", "datum"))
    ):
        return "date", None
    bare = name_at(text)
    if bare is not None and bare.start == 0 and len(text.split()) <= 12:
        rest = text[bare.end :].strip(" ,")
        if not rest or is_role(rest):
            return "name", replace(bare.actor, role=rest or None)
    if is_role(text) and len(text) < 90 and not text.endswith("."):
        return "role", None
    return None, None


def digital_signatures(reading: Reading) -> list[Found]:
    """Lines of a signing service: "Anna Maria, Ek 2022-03-18"; and the names below "Justerat den …"."""
    found: list[Found] = []
    signing = False
    for paragraph in reading.paragraphs:
        text = paragraph.text
        if cue("signature", "stop").match(text):
            signing = True
            continue
        line = _DIGITAL.match(text)
        bare = name_at(text)
        if line:
            actor = Actor(name=f"{line['given'].strip()} {line['family']}")
            found.append(
                Found(
                    ActKind.SIGNATURE,
                    paragraph.start,
                    paragraph.end,
                    (actor,),
                    when=dates.first(line["date"]),
                )
            )
        elif signing and bare is not None and bare.end >= len(text) - 1:
            found.append(
                Found(ActKind.SIGNATURE, paragraph.start, paragraph.end, (reading.register.resolve(bare.actor),))
            )
        elif signing and len(text) > 60:
            signing = False
    return found
