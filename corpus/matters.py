"""Reads a heading that names a matter: "Svar på interpellation av Anna Ek (S) till Bo Ask (M) om skolmaten"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise

from corpus import case_numbers, parties
from corpus.acts.people import Mention, is_role, name_at, officers, parties_by_name, people
from corpus.cues import Cue
from corpus.data import load
from corpus.records import Actor, Genre

MAX_HEADING = 400  # characters; longer text is no heading
FAR = 70  # characters between "av" or "till" and a name whose role stands between
REMEMBERED = 8192  # headings: an item returns at meeting after meeting
GAP = 60  # characters between two people of one list


@dataclass(frozen=True, slots=True)
class Matter:
    """What a heading says: the kind of paper, who put it, to whom, and about what ("" when it does not say)."""

    kind: Genre
    actors: tuple[Actor, ...]
    addressees: tuple[Actor, ...]
    topic: str


@lru_cache(maxsize=REMEMBERED)
def read_matter(heading: str, municipality: str | None = None) -> Matter | None:
    """The matter that a heading names, or None when it names no member's or citizen's paper."""
    text = " ".join(heading[: 4 * MAX_HEADING].split())
    kind = _kind(text)
    if kind is None or len(text) > MAX_HEADING:
        return None
    found = _named(text, municipality)
    begin = _kind_end(text)
    by = _opening("by", text, begin, found)
    to = _opening("to", text, begin, found)
    if by is None and any(begin <= m.start <= begin + 2 for m in found):
        by = begin  # "Interpellation Anna Ek (S) om skolan"
    askers, last_asker = _people_from(text, by, to, found)
    asked, last_asked = _people_from(text, to, by, found)
    last = max(begin, last_asker, last_asked)
    if not askers and _word("answer").search(text[:begin]):
        askers, asked = asked, ()  # "Interpellationssvar till A": A is the one who asked
    return Matter(kind, askers, asked, _topic(text, begin, min((at for at in (by, to) if at), default=len(text)), last))


def without_references(text: str) -> str:
    """The text without the numbers that papers of the council have ("H 2024 nr 16")."""
    return _word("reference").sub("", text)


def tells_of_paper(text: str) -> bool:
    """Whether a sentence only tells that an interpellation was put, without what it asks."""
    return "?" not in text and bool(_word("told").search(" ".join(text.split())))


def _kind(text: str) -> Genre | None:
    for kind, pattern in _kinds():
        if pattern.match(text):
            return kind
    return None


@cache
def _kinds() -> tuple[tuple[Genre, re.Pattern[str]], ...]:
    table = load("matters")
    return tuple(
        (Genre(kind), re.compile(rf"{table['before']}(?:{words})", re.IGNORECASE))
        for kind, words in table["kinds"].items()
    )


@cache
def _word(name: str) -> Cue:
    return Cue(load("matters")[name], re.IGNORECASE)


def _named(text: str, municipality: str | None) -> list[Mention]:
    """People with a party or an office, then parties by their names, in order and without overlap."""
    found: list[Mention] = []
    for mention in (*people(text, municipality), *officers(text), *parties_by_name(text, municipality)):
        if all(mention.end <= other.start or other.end <= mention.start for other in found):
            found.append(mention)
    return sorted(found, key=lambda m: m.start)


def _opening(word: str, text: str, begin: int, found: list[Mention]) -> int | None:
    """Where the names behind "av" or "till" begin: the first place that a name or a role follows at once.

    A name without party or office is one only right behind the kind of paper, or where no other follows: a topic
    holds names of places ("ombyggnaden av Norra Torget").
    """
    bare: int | None = None
    for match in _word(word).finditer(text):
        at = match.end()
        named = next((m for m in found if m.start >= at), None)
        if named is not None and named.start - at <= FAR and not _parts(text[at : named.start]):
            return at
        if name_at(text, at) is not None or _short_party(text, at) or is_role(_before_topic(text[at:])):
            if match.start() <= begin + 1:
                return at
            bare = bare or at
    return bare


def _parts(between: str) -> bool:
    """Whether words before a name show that it is not the one that "av" or "till" stands for."""
    return bool(re.search(load("matters")["by_or_to"], f" {between}") or _word("about").search(between))


def _before_topic(text: str) -> str:
    about = _word("about").search(text)
    return text[: about.start() if about else None].strip(" ,.:")


def _people_from(text: str, at: int | None, other: int | None, found: list[Mention]) -> tuple[tuple[Actor, ...], int]:
    """Who is named from a place on, before the other side and the topic, and where the names end."""
    if at is None:
        return (), 0
    stop = other if other is not None and other > at else len(text)
    about = _word("about").search(text, at)
    inside = [m for m in found if at <= m.start < stop]
    if about and inside and inside[0].start > about.start():
        inside = []
    bare = name_at(text, at)
    if bare is not None and inside and 0 <= inside[0].start - bare.end <= 2 and not inside[0].actor.name:
        return (replace(bare.actor, party=inside[0].actor.party),), inside[0].end  # "Anna Ek, Vänsterpartiet"
    if inside:
        run = _run(inside, text)
        return tuple(m.actor for m in run), run[-1].end
    if bare is not None:
        return (bare.actor,), bare.end
    short = _short_party(text, at)
    if short is not None:
        return (short.actor,), short.end
    role = _before_topic(text[at:stop])
    return ((Actor(role=role),), at + len(role)) if role and is_role(role) else ((), 0)


def _run(mentions: list[Mention], text: str) -> list[Mention]:
    """The first mentions that only a comma or "och" stands between: a topic may name people, too."""
    for i, (one, other) in enumerate(pairwise(mentions)):
        if len(text[one.end : other.start]) > GAP or _word("about").search(text, one.end, other.start):
            return mentions[: i + 1]
    return mentions


def _short_party(text: str, at: int) -> Mention | None:
    """ "Motion från SD om …": a party by its short form alone."""
    code = re.compile(r"\(?([A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,3})\)?(?=\s|$)").match(text, at)
    party = parties.canonical(code[1]) if code else None
    return Mention(Actor(party=party), at, code.end()) if code and party else None


def _topic(text: str, begin: int, names: int, after: int) -> str:
    """What stands behind "angående", else between the kind of paper and the names."""
    about = _word("about").search(text, after)
    if about:
        topic = text[about.end() :]
    else:
        topic = re.sub(rf"(?:{load('matters')['by_or_to']})$", "", text[begin:names], flags=re.IGNORECASE)
    topic = without_references(topic)
    for number in reversed(case_numbers.find(topic)):
        topic = topic[: number.start] + topic[number.end :]
    topic = topic.strip(" .,:–-")
    about = _word("about").match(topic)
    return topic[about.end() :] if about else topic


def _kind_end(text: str) -> int:
    for _, pattern in _kinds():
        match = pattern.match(text)
        if match:
            return match.end()
    return 0
