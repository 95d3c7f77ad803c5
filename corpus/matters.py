"""Reads a heading that names a matter: "Svar på interpellation av Anna Ek (S) till Bo Ask (M) om skolmaten"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from corpus.acts.people import Mention, is_role, name_at, people
from corpus.data import load
from corpus.records import Actor, Genre

MAX_HEADING = 400  # characters; longer text is no heading


@dataclass(frozen=True, slots=True)
class Matter:
    """What a heading says: the kind of paper, who put it, to whom, and about what ("" when it does not say)."""

    kind: Genre
    actors: tuple[Actor, ...]
    addressees: tuple[Actor, ...]
    topic: str


def read_matter(heading: str, municipality: str | None = None) -> Matter | None:
    """The matter that a heading names, or None when it names no member's or citizen's paper."""
    text = " ".join(heading.split())
    kind = _kind(text)
    if kind is None or len(text) > MAX_HEADING:
        return None
    found = people(text, municipality)
    begin = _kind_end(text)
    by = _opening("by", text)
    to = _opening("to", text)
    askers = _people_from(text, by, to, found)
    asked = _people_from(text, to, by, found)
    last = max((m.end for m in found if m.actor in (*askers, *asked)), default=begin)
    for actor in (*askers, *asked):
        said = actor.name or actor.role or actor.organisation or ""
        last = max(last, text.find(said) + len(said))
    if not askers and _word("answer").search(text[:begin]):
        askers, asked = asked, ()  # "Interpellationssvar till A": A is the one who asked
    return Matter(kind, askers, asked, _topic(text, begin, min(filter(None, (by, to)), default=len(text)), last))


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
def _word(name: str) -> re.Pattern[str]:
    return re.compile(load("matters")[name], re.IGNORECASE)


def _opening(word: str, text: str) -> int | None:
    """Where the names behind "av" or "till" begin: the first place that a name or a role follows."""
    for match in _word(word).finditer(text):
        rest = text[match.end() :]
        if people(rest[:90]) or name_at(rest) is not None or is_role(_before_topic(rest)):
            return match.end()
    return None


def _before_topic(text: str) -> str:
    about = _word("about").search(text)
    return text[: about.start() if about else None].strip(" ,.:")


def _people_from(text: str, at: int | None, other: int | None, found: list[Mention]) -> tuple[Actor, ...]:
    if at is None:
        return ()
    stop = other if other is not None and other > at else len(text)
    about = _word("about").search(text, at)
    inside = [m for m in found if at <= m.start < stop]
    if about and inside and inside[0].start > about.start():
        inside = []
    if inside:
        return tuple(m.actor for m in inside)
    bare = name_at(text, at)
    if bare is not None:
        return (bare.actor,)
    role = _before_topic(text[at:stop])
    return (Actor(role=role),) if role and is_role(role) else ()


def _topic(text: str, begin: int, names: int, after: int) -> str:
    """What stands behind "angående", else between the kind of paper and the names."""
    about = _word("about").search(text, after)
    if about:
        topic = text[about.end() :]
    else:
        topic = re.sub(rf"{load('matters')['by_or_to']}$", "", text[begin:names], flags=re.IGNORECASE)
    return _word("reference").sub("", topic).strip(" .,:–-")


def _kind_end(text: str) -> int:
    for _, pattern in _kinds():
        match = pattern.match(text)
        if match:
            return match.end()
    return 0
