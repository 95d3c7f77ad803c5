"""Who moves, proposes or dissents: people, parties by short form, unions, and the bodies that propose."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from corpus import parties, unions
from corpus.acts.people import Mention
from corpus.acts.reading import Reading, cue, subjects
from corpus.data import load
from corpus.metadata import bodies_in
from corpus.records import Actor

_CODE = r"\(?[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,3}\)?(?![\w-])"
_CODES = re.compile(rf"{_CODE}(?:(?:\s*,\s*|\s+(?:och|samt|&)\s+){_CODE})*")
_ONE = re.compile(r"[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,3}")
_BARE_GROUP = re.compile(r"\(?(?P<code>[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,3})\)?(?=[-:])")
_COMMITTEE = re.compile(r"\s+(?P<base>[\wåäö-]*utskott)(?:et)?\b", re.IGNORECASE)
MAX_LEAD = 60  # characters before the first actor of a sentence


def party_groups(text: str, municipality: str | None) -> list[Mention]:
    """Parties under their short forms: "Representanterna från M, D och L", "M-gruppen", "S och V yrkar"."""
    found: list[Mention] = []
    for lead in cue("groups", "lead").finditer(text):
        codes = _CODES.match(text, lead.end())
        if codes:
            found.extend(_codes(codes, municipality))
    for bare in _BARE_GROUP.finditer(text):
        party = _party(bare["code"], municipality)
        group = cue("groups", "group").match(text, bare.end())
        if party and group:
            found.append(Mention(_group(party), bare.start(), group.end()))
    first = _CODES.match(text)
    if first and re.match(r"\s+[a-zåäö]", text[first.end() :]):
        found.extend(_codes(first, municipality))
    return found


def heading_groups(heading: str, municipality: str | None) -> tuple[Actor, ...]:
    """The parties that a heading names by short form: "Reservation från V och MP", "Särskilt yttrande (SD)"."""
    after = re.search(r"(?:\b(?:från|av|för)\s+|(?=\())", heading)
    codes = _CODES.match(heading, after.end()) if after else None
    return tuple(mention.actor for mention in _codes(codes, municipality)) if codes else ()


def _codes(codes: re.Match[str], municipality: str | None) -> list[Mention]:
    found = []
    for one in _ONE.finditer(codes.string, *codes.span()):
        party = _party(one.group(), municipality)
        if party:
            found.append(Mention(_group(party), *one.span()))
    return found


def _party(code: str, municipality: str | None) -> str | None:
    """The party of a short form; an unknown one in capitals stays as it is written."""
    if parties.is_excluded(code):
        return None
    known = parties.canonical(code, municipality)
    return known or (code if len(code) > 1 and code.isupper() else None)


def _group(party: str) -> Actor:
    names = parties.known(None).get(party)
    return Actor(party=party, organisation=names[0] if names else None)


@cache
def _unions() -> frozenset[str]:
    return frozenset(unions.canonical(name) for name in load("actors")["unions"])


def from_the_floor(actor: Actor) -> bool:
    """Whether an actor moves something at a meeting: a politician, a party or a union, no officer and no office."""
    if actor.name:
        return bool(actor.party)
    return bool(actor.party) or actor.organisation in _unions()


def named(reading: Reading, text: str) -> list[Mention]:
    """Everybody whom a sentence names, groups included, in order and without overlap."""
    found = [*reading.mentions(text), *party_groups(text, reading.municipality)]
    found.sort(key=lambda m: (m.start, -(m.end - m.start)))
    kept: list[Mention] = []
    for mention in found:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return _without_doubles(kept, text)


def _without_doubles(mentions: list[Mention], text: str) -> list[Mention]:
    """A party that speaks through a person ("S genom Anna Ek", "Anna Ek (S) för S") is not named twice."""
    kept: list[Mention] = []
    start: int | None = None  # where a party begins that speaks through the next
    for i, mention in enumerate(mentions):
        party = not mention.actor.name and mention.actor.party
        through = i + 1 < len(mentions) and cue("groups", "through").match(text[mention.end : mentions[i + 1].start])
        same = any(m.actor.name and m.actor.party == mention.actor.party for m in mentions[:i])
        if party and through:
            start = mention.start
        elif not (party and same):
            kept.append(Mention(mention.actor, mention.start if start is None else start, mention.end))
            start = None
    return kept


def movers(reading: Reading, text: str, start: int, end: int) -> tuple[Actor, ...]:
    """The actors of the verb at `start:end` of a sentence: before it, or behind it where the order is turned."""
    mentions = named(reading, text)
    row = _before(mentions, start, text)
    told = subjects(mentions, start, text)
    found = (row if len(row) > len(told) else told) or _behind(mentions, end, text, reading.municipality)
    if not found:
        return ()
    support = cue("motion", "support").search(text)
    if support:
        backing = tuple(_chain([m for m in mentions if m.start >= support.end()], support.end(), text))
        found = found + tuple(actor for actor in backing if actor not in found)
    return found


def _before(mentions: list[Mention], start: int, text: str) -> tuple[Actor, ...]:
    """All of an unbroken row that ends near the verb: "A (C), Norrgården, och B (S), Västerby, yrkar"."""
    before = [m for m in mentions if m.end <= start]
    if not before or before[0].start > MAX_LEAD or start - before[-1].end > MAX_LEAD:
        return ()
    if not all(cue("groups", "link").fullmatch(text[a.end : b.start]) for a, b in pairwise(before)):
        return ()
    between = text[before[-1].end : start]
    lead = cue("subject", "not_after").search(text[: before[0].start])
    return () if lead or re.search(r"[.;:]|\b(?:att|som|där)\b", between) else tuple(m.actor for m in before)


def _behind(mentions: list[Mention], end: int, text: str, municipality: str | None) -> tuple[Actor, ...]:
    if any(m.end <= end for m in mentions):
        return ()
    gap = cue("groups", "behind").match(text, end)
    start = gap.end() if gap else end
    found = tuple(_chain(mentions, start, text))
    codes = None if found else _CODES.match(text, start)
    if codes and re.match(r"\s+[a-zåäö]", text[codes.end() :]):
        found = tuple(mention.actor for mention in _codes(codes, municipality))
    return found


def _chain(mentions: list[Mention], start: int, text: str) -> list[Actor]:
    """Those who stand one after the other from `start` on, with nothing but links between."""
    found: list[Actor] = []
    for mention in mentions:
        if mention.start < start or not cue("groups", "link").fullmatch(text[start : mention.start]):
            break
        found.append(mention.actor)
        start = mention.end
    return found


@cache
def _vague() -> frozenset[str]:
    return frozenset(load("actors")["bodies"]["vague"])


def plain_body(word: str, own: str | None) -> str:
    """A body's plain form: "KF" is kommunfullmäktige, "nämnden" the board whose paper it is."""
    base = word.casefold()
    if base in _vague() and own and own.endswith(base):
        return own
    known = bodies_in(word)
    return known[0][0] if known else base


def body_before(reading: Reading, text: str, start: int) -> tuple[Actor, ...]:
    """The board that begins a sentence and is the subject of the verb at `start`."""
    inside = [(name, a, b) for name, a, b in bodies_in(text[:start]) if a <= 4]
    first = re.match(r"[\wåäö-]+", text)
    if inside:
        name, a, b = inside[0]
        genitive = text[a:b].casefold() == name + "s"
        committee = _COMMITTEE.match(text, b) if genitive else None
        if committee:  # "Kommunstyrelsens arbetsutskott föreslår"
            name, b = committee["base"].casefold() + "et", committee.end()
        elif genitive:
            return ()
    elif first and first.group().casefold() in _vague() and reading.body:
        name, b = plain_body(first.group(), reading.body), first.end()
    else:
        return ()
    gap = text[b:start]
    return () if len(gap) > MAX_LEAD or re.search(r"[.;:]", gap) else (Actor(organisation=name),)
