"""One line of a signature: a name, an office, a date, a greeting, and the person whom it names."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus import dates, parties
from corpus.acts.people import collectives, is_role, name_at, people
from corpus.acts.reading import Found, Reading, cue
from corpus.data import load
from corpus.records import ActKind, Actor, Genre
from corpus.structure.lines import Paragraph

_PARTY_BEHIND = re.compile(r"\((?P<code>[A-Za-zÅÄÖåäö]{1,4})\)$")
_PLACE = re.compile(r",\s*[A-ZÅÄÖ][\w-]+(?: [A-ZÅÄÖ][\w-]+)?\s*")
SENTENCE = re.compile(r"[.!]\s|\b(?:att|för|med)\b")
MAX_LINE = 130  # characters of a line of a signature
MIN_BODY = 80  # characters of a paragraph that is a paper's text; a date above it is a letterhead's


def line_kind(reading: Reading, paragraph: Paragraph) -> tuple[str | None, Actor | None]:
    """What a line of a signature is: "name", "date", "role", "greeting", or nothing."""
    text = paragraph.text.strip()
    if paragraph.marker or len(text) > MAX_LINE or text.endswith("?"):
        return None, None
    if cue("signature", "greeting").match(text):
        return "greeting", None
    found = people(text, reading.municipality)
    if found and found[0].start <= 3 and not SENTENCE.search(text[found[-1].end :]):
        after = text[found[0].end :].strip(" ,")
        actor = found[0].actor
        return "name", replace(actor, role=actor.role or after or None)
    if is_date(text):
        return "date", None
    signer = named_signer(text) or (_from_a_place(text) if reading.genre is Genre.CITIZEN_PROPOSAL else None)
    if signer is not None:
        return "name", signer
    if (is_role(text) or _party(text)) and len(text) < 90 and not text.endswith("."):
        return "role", None
    return None, None


def is_date(text: str) -> bool:
    day = dates.find(text)
    if not day or len(text) >= 60 or len(text) - day[0].end >= 3:
        return False
    place = cue("signature", "place_date").match(text)
    before = text[: day[0].start].strip().casefold()
    if not all(word[:1].isupper() or word in ("den", "i") for word in text[: day[0].start].split()):
        place = None
    # "Nästa möte är den 14 mars 2024" is no place and date.
    return bool(place and place.end() >= day[0].start - 1) or before in load("acts")["signature"]["date_words"]


def named_signer(text: str) -> Actor | None:
    """The signer of a line that is a bare name, with role, party or union behind it ("Eva Ek, Vision")."""
    bare = name_at(text)
    if bare is None or bare.start != 0 or len(text.split()) > 12:
        return None
    rest = text[bare.end :].strip(" ,–-/")
    if not rest:
        return bare.actor
    party = _party(rest)
    if party:
        return replace(bare.actor, party=party)
    unions = collectives(rest)
    if unions and unions[0].start == 0:
        return replace(bare.actor, organisation=unions[0].actor.organisation)
    return replace(bare.actor, role=rest) if is_role(rest) else None


def _from_a_place(text: str) -> Actor | None:
    """The signer of "Eva Ek, Tallvik"."""
    bare = name_at(text)
    return bare.actor if bare is not None and bare.start == 0 and _PLACE.fullmatch(text, bare.end) else None


def signers_of(reading: Reading, paragraph: Paragraph, first: Actor) -> list[Found]:
    """One act a person: a line may carry two, side by side."""
    several = people(paragraph.text, reading.municipality)
    if len(several) < 2:
        return [Found(ActKind.SIGNATURE, paragraph.start, paragraph.end, (reading.register.resolve(first),))]
    return [Found(ActKind.SIGNATURE, paragraph.start + m.start, paragraph.start + m.end, (m.actor,)) for m in several]


def with_office(signer: Actor, line: str) -> Actor:
    """A signer with what stands on the line below the name: a role, a party, a role at a union."""
    party = _party(line)
    if party:
        return replace(signer, party=signer.party or party)
    behind = _PARTY_BEHIND.search(line)  # "Gruppledare (L)"
    if behind and not signer.party:
        signer = replace(signer, party=parties.canonical(behind["code"]))
    unions = collectives(line)
    return replace(signer, role=line, organisation=unions[0].actor.organisation if unions else signer.organisation)


def _party(text: str) -> str | None:
    """The party that a few words are: "Moderaterna", "(M)", "C"."""
    words = text.strip(" ,–-/()")
    named = parties.named_in(words)
    if named and (named[0][1], named[0][2]) == (0, len(words)):
        return named[0][0]
    return parties.canonical(words) if words.isupper() and len(words) <= 3 else None


def has_text(reading: Reading, lines: range) -> bool:
    return any(len(reading.paragraphs[i].text) >= MIN_BODY for i in lines)
