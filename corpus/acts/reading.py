"""What the act rules work on and what they hand back, in offsets of the reading view."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from corpus.acts.people import Mention, Register, collectives, parties_by_name, people
from corpus.data import load
from corpus.records import ActKind, Actor, Form, Genre
from corpus.sentences import sentences
from corpus.structure.lines import Paragraph
from corpus.structure.sections import Block, Part


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
    asked_by: tuple[Actor, ...] = ()
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

    def mentions(self, text: str) -> list[Mention]:
        """People, unions, offices and parties in a text, in order, the longer one where two overlap."""
        found = [
            *people(text, self.municipality),
            *self.register.named_in(text),
            *collectives(text),
            *parties_by_name(text, self.municipality),
        ]
        found.sort(key=lambda m: (m.start, -(m.end - m.start)))
        kept: list[Mention] = []
        for mention in found:
            if not kept or mention.start >= kept[-1].end:
                kept.append(Mention(self.register.resolve(mention.actor), mention.start, mention.end))
        return kept

    def sentences(self, paragraph: Paragraph) -> list[tuple[int, int]]:
        """The sentences of a paragraph, in view offsets; a list marker belongs to none."""
        offset = paragraph.content_start
        return [(offset + a, offset + b) for a, b in sentences(paragraph.content)]


@cache
def cue(group: str, name: str) -> re.Pattern[str]:
    """The compiled cue of `acts.toml`: a list becomes alternatives."""
    value = load("acts")[group][name]
    pattern = "|".join(f"(?:{v})" for v in value) if isinstance(value, list) else str(value)
    return re.compile(pattern, re.IGNORECASE | re.MULTILINE)


@cache
def verb(group: str) -> re.Pattern[str]:
    """The verbs of a kind as whole words."""
    value = load("acts")[group]["verbs"]
    return re.compile(rf"(?<!\w)(?:{'|'.join(value)})(?!\w)", re.IGNORECASE)


def subjects(mentions: list[Mention], verb_start: int, text: str) -> tuple[Actor, ...]:
    """The actors that stand before a verb as its subject: first in the sentence, or right before the verb."""
    before = [m for m in mentions if m.end <= verb_start]
    if not before:
        return ()
    gap = text[before[-1].end : verb_start]
    lead = text[: before[0].start]
    # A long way from the last actor to the verb, or from the start to the first, hints at another subject.
    if len(gap) > 60 or ("." in gap and len(gap) > 4) or len(lead) > 45:
        return ()
    return tuple(m.actor for m in before)
