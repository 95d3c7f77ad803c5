"""Members named with their votes in running text: "A (S) och B (V) röstar Ja (2)", "Nej: C (M), D (L)"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from corpus.acts.people import Mention
from corpus.acts.reading import Reading
from corpus.cues import Cue
from corpus.data import load
from corpus.records import Actor, Choice
from corpus.sentences import sentences

_WORDS = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class NamedSide:
    """Those who voted one way, and the text that says so, in view offsets.

    `size` is how many they are: as told, or counted where every name of the list was read.
    """

    start: int
    end: int
    choice: Choice
    size: int | None
    ballots: tuple[tuple[Actor, int, int], ...]


@cache
def _patterns() -> tuple[Cue, Cue, Cue, Cue]:
    cues = load("votes")["ballots"]
    return (
        Cue(cues["after_names"], re.IGNORECASE),
        Cue(cues["before_names"], re.IGNORECASE),
        Cue(cues["filler"], re.IGNORECASE),
        Cue(cues["place"]),
    )


def named_sides(reading: Reading, text: str, offset: int, closed: list[int]) -> list[NamedSide]:
    """The lists of names of a text that begins at `offset`; none begins before an end in `closed` above it."""
    found: list[NamedSide] = []
    begin = 0
    spans = sentences(text.replace("\n", " "))
    closing = sorted(end - offset for end in closed)
    for a, b in spans:
        begin = max([begin, a, *(end for end in closing if end < b)])
        found.extend(_sentence(reading, text, begin, b, offset))
        begin = b
    return found


def _sentence(reading: Reading, text: str, a: int, b: int, offset: int) -> list[NamedSide]:
    before, leads = _patterns()[0], _patterns()[1]
    found: list[NamedSide] = []
    a += len(text[a:b]) - len(text[a:b].lstrip(' \n.”"“'))
    lead = leads.match(text, a, b)
    if lead is not None and (lead["colon"] or text[lead.end() : lead.end() + 1].isupper()):
        given = int(lead["n"]) if lead["n"] else None
        choice = _choice(lead["side"], bool(lead["absent"]))
        side = _side(reading, text, (lead.end(), b), (a, b), offset, choice, given)
        return [side] if side else []
    for match in before.finditer(text, a, b):
        given = int(match["n"] or match["m"]) if match["n"] or match["m"] else None
        side = _side(reading, text, (a, match.start()), (a, match.end()), offset, _choice(match["side"], False), given)
        if side is not None:
            found.append(side)
        a = match.end()
    return found


def _choice(side: str | None, absent: bool) -> Choice:
    if side:
        return Choice.YES if side.casefold() == "ja" else Choice.NO
    return Choice.ABSENT if absent else Choice.ABSTAINED


def _side(
    reading: Reading,
    text: str,
    names: tuple[int, int],
    whole: tuple[int, int],
    offset: int,
    choice: Choice,
    given: int | None,
) -> NamedSide | None:
    listed = text[names[0] : names[1]].replace("\n", " ")
    mentions = [m for m in reading.mentions(listed) if m.actor.name]
    if not mentions:
        return None
    full = _nothing_else(listed, mentions)
    # A number that differs from the names, or words that the names do not account for, leave the voters open.
    sure = full and given in (None, len(mentions))
    ballots = tuple(
        (Actor(name=m.actor.name, party=m.actor.party), offset + names[0] + m.start, offset + names[0] + m.end)
        for m in mentions
    )
    if not sure and given is None:
        return None
    size = given if given is not None else len(mentions)
    start = whole[0] + len(text[whole[0] : whole[1]]) - len(text[whole[0] : whole[1]].lstrip(" ,;\n"))
    return NamedSide(offset + start, offset + whole[1], choice, size, ballots if sure else ())


def _nothing_else(text: str, mentions: list[Mention]) -> bool:
    """Whether a list holds nothing but the people found in it, and joining words."""
    filler, place = _patterns()[2], _patterns()[3]
    rest, end = [], 0
    for i, mention in enumerate(mentions):
        rest.append(text[end : mention.start])
        end = mention.end
        following = mentions[i + 1].start if i + 1 < len(mentions) else len(text)
        shown = place.match(text[end:following])
        end += shown.end() if shown else 0
    rest.append(text[end:])
    return not any(_WORDS.search(filler.sub(" ", piece)) for piece in rest)
