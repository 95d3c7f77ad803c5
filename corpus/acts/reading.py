"""What the act rules work on and what they hand back, in offsets of the reading view."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import pairwise

from corpus.acts.people import Mention, collectives, names_in, officers, parties_by_name, people
from corpus.acts.register import Register
from corpus.cues import Cue
from corpus.data import alternatives, load
from corpus.records import ActKind, Actor, Form, Genre
from corpus.sentences import sentences
from corpus.structure.lines import Paragraph
from corpus.structure.sections import Block, Part

MAX_GAP = 60  # characters between the last actor and the verb
MAX_ASIDE = 110  # the same, where what a person is stands between commas


@dataclass
class Found:
    """An act in the making. `reply_to` is what it answers; `when` overrides the document's date."""

    kind: ActKind
    start: int
    end: int
    actors: tuple[Actor, ...] = ()
    addressees: tuple[Actor, ...] = ()
    when: date | None = None
    reply_to: Found | None = None
    block: int | None = None
    form: Form | None = None
    undated: bool = False  # the document's date is not the act's: an answer's date is not when it was asked


@dataclass
class Head:
    """Who wrote a part of a file, to whom, when; `end` is the paragraph where its signature lines begin."""

    authors: tuple[Actor, ...] = ()
    addressees: tuple[Actor, ...] = ()
    asked_by: tuple[Actor, ...] = ()  # of an answer: who put the question
    asked_to: tuple[Actor, ...] = ()  # of an answer: to whom it was put, where the title says so
    board: tuple[Actor, ...] = ()  # the board that a letter is addressed to
    when: date | None = None
    end: int = 0
    signatures: list[Found] = field(default_factory=list)


@dataclass
class Reading:
    """A document while its acts are looked for."""

    text: str  # the reading view's text
    paragraphs: list[Paragraph]
    parts: list[Part]
    blocks: list[Block]
    genre: Genre
    municipality: str | None
    body: str | None
    date: date | None
    register: Register
    heads: list[Head] = field(default_factory=list)
    breaks: frozenset[int] = frozenset()  # where a line of the document ended inside a paragraph

    _mentions: dict[str, list[Mention]] = field(default_factory=dict)  # as of `_learnt` changes of the register
    _learnt: int = 0

    def __post_init__(self) -> None:
        for paragraph in self.paragraphs:
            for mention in officers(paragraph.text):
                self.register.add(mention.actor)

    def mentions(self, text: str) -> list[Mention]:
        """People, unions, offices and parties in a text, in order, the longer one where two overlap."""
        if self._learnt != self.register.changes:
            self._mentions.clear()
            self._learnt = self.register.changes
        if text not in self._mentions:
            self._mentions[text] = self._find_mentions(text)
        return list(self._mentions[text])

    def _find_mentions(self, text: str) -> list[Mention]:
        found = [
            *people(text, self.municipality),
            *self.register.named_in(text),
            *officers(text),
            *(m for m in names_in(text) if _introduced(text, m)),
            *(m for m in self.register.surnames_in(text) if _speaks(text, m.end)),
            *(self._holder(m) for m in collectives(text)),
            *(m for m in self.register.roles_in(text) if m.actor.name or _speaks(text, m.end)),
            *parties_by_name(text, self.municipality),
        ]
        found.sort(key=lambda m: (m.start, -(m.end - m.start)))
        kept: list[Mention] = []
        for mention in found:
            if not kept or mention.start >= kept[-1].end:
                kept.append(Mention(self.register.resolve(mention.actor), mention.start, mention.end))
        return kept

    def _holder(self, mention: Mention) -> Mention:
        """ "Förvaltningschefen" is the person of the document who holds the office, where there is one."""
        held = self.register.holder(mention.actor.organisation or "")
        return Mention(held, mention.start, mention.end) if held else mention

    def sentences(self, paragraph: Paragraph) -> list[tuple[int, int]]:
        """The sentences of a paragraph, in view offsets; a list marker belongs to none."""
        offset = paragraph.content_start
        return [(offset + a, offset + b) for a, b in sentences(paragraph.content)]


@cache
def cue(group: str, name: str) -> Cue:
    """The compiled cue of `acts.toml`: a list becomes alternatives."""
    value = load("acts")[group][name]
    pattern = "|".join(f"(?:{v})" for v in value) if isinstance(value, list) else str(value)
    return Cue(pattern, re.IGNORECASE | re.MULTILINE)


@cache
def verb(group: str) -> Cue:
    """The verbs of a kind as whole words."""
    value = load("acts")[group]["verbs"]
    return Cue(rf"(?<!\w)(?:{'|'.join(value)})(?!\w)", re.IGNORECASE)


@cache
def _spoken() -> re.Pattern[str]:
    groups = ("question", "answer", "information", "motion", "proposal")
    verbs = alternatives([v for group in groups for v in load("acts")[group]["verbs"]])
    return re.compile(rf"[\s,]*(?:(?:har|hade|har även)\s+)?{verbs}(?!\w)", re.IGNORECASE)


def _speaks(text: str, end: int) -> bool:
    """Whether what stands before `end` does what the verb right behind it says."""
    return bool(_spoken().match(text, end))


_ASIDE = re.compile(r"(?:\s*,\s*[^,.:?\n]{2,60},)?")


def _introduced(text: str, mention: Mention) -> bool:
    """Whether an unknown name begins a sentence and asks or answers: "Eva Ek, förälder, ställer en fråga"."""
    if text[: mention.start].rstrip()[-1:] not in ("", ":", "."):
        return False
    aside = _ASIDE.match(text, mention.end)
    end = aside.end() if aside else mention.end
    return any(verb(group).match(text, at) for group in ("question", "answer") for at in range(end, end + 3))


def subjects(mentions: list[Mention], verb_start: int, text: str) -> tuple[Actor, ...]:
    """The actors that are the subject of a verb: before it, or right behind it ("Därefter svarade Anna Ek (S)")."""
    before = _without_asides([m for m in mentions if m.end <= verb_start], text)
    if not before:
        return _inverted(mentions, verb_start, text)
    gap = text[before[-1].end : verb_start]
    lead = text[: before[0].start]
    # A long way from the last actor to the verb, or from the start to the first, hints at another subject.
    aside = gap.startswith(",") and gap.rstrip()[-1:] != "." and len(gap) <= MAX_ASIDE
    if (len(gap) > MAX_GAP and not aside) or ("." in gap and len(gap) > 4) or len(lead) > 45:
        return ()
    if cue("subject", "not_after").search(lead) or cue("subject", "not_between").search(gap):
        return ()
    return tuple(m.actor for m in _first_group(before, text))


def _without_asides(mentions: list[Mention], text: str) -> list[Mention]:
    """Without the union that a person speaks for: "Eva Ek, Vision, frågar"."""
    kept: list[Mention] = []
    for mention in mentions:
        person = kept[-1] if kept and kept[-1].actor.name else None
        between = text[person.end : mention.start].strip() if person else ""
        if not mention.actor.name and between == "," and text[mention.end : mention.end + 1] == ",":
            continue
        kept.append(mention)
    return kept


def _first_group(mentions: list[Mention], text: str) -> list[Mention]:
    """The mentions that one subject is made of: those that only "och" or a comma stands between."""
    for i, (one, other) in enumerate(pairwise(mentions)):
        between = text[one.end : other.start]
        if cue("subject", "shared").match(between):
            continue
        # "A (S) tackar B (M) och svarar": A does; of a clause within a clause nothing is said.
        return [] if cue("subject", "not_between").search(between) or mentions[0].start else mentions[: i + 1]
    return mentions


def _inverted(mentions: list[Mention], verb_start: int, text: str) -> tuple[Actor, ...]:
    """The actors behind a verb that an adverbial stands before."""
    if not cue("subject", "adverbial").match(text) or verb_start > MAX_GAP:
        return ()
    word = re.compile(r"\S+\s+").match(text, verb_start)
    at = word.end() if word else verb_start
    found: list[Actor] = []
    for mention in mentions:
        if not 0 <= mention.start - at <= (1 if not found else 6) or (found and not _joined(text[at : mention.start])):
            break
        found.append(mention.actor)
        at = mention.end
    return tuple(found)


def _joined(between: str) -> bool:
    return bool(cue("subject", "shared").match(between))
