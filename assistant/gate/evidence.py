"""What the own words of a claim may rest on: its quotes, and what is on record about the place that they stand in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cached_property

from assistant.drafts import Draft, Support
from assistant.gate import dates, numbers
from assistant.gate.dates import When
from assistant.gate.numbers import Number
from assistant.gate.words import Words, plain
from assistant.texts import texts
from corpus import case_numbers, parties
from corpus.records import Act, Actor, Document, Vote

_CODE = re.compile(r"\(\s*(?:[\wåäö]+\s+)?([A-ZÅÄÖa-zåäö]{1,4})\s*\)")
_TOKEN = re.compile(r"\w+(?:[-’']\w+)*")
_PARAGRAPH = re.compile(r"§+\s*(\d+)")
_SHORT = 3  # characters of a piece that is not looked for inside a sentence


class Evidence:
    """All that a draft may say: read as it is asked for, since most claims need little of it."""

    def __init__(self, draft: Draft, stored: Sequence[Document], words: Words = plain) -> None:
        self.draft = draft
        self.words = words
        self.supports: list[Support] = [s for s in (draft.support, *draft.also) if s is not None]
        self.documents = list({document.id: document for document in stored}.values())

    @property
    def acts(self) -> list[Act]:
        """The acts that the quotes are part of."""
        return [support.act for support in self.supports if support.act is not None]

    @cached_property
    def quote(self) -> str:
        """The quotes, one after the other."""
        return "\n".join(support.quote for support in self.supports)

    @cached_property
    def votes(self) -> list[Vote]:
        """The votes that the quotes tell of."""
        return [
            vote
            for support in self.supports
            for vote in (support.document.votes if support.act is None else ())
            if any(
                span is not None and support.start < span.end and span.start < support.end
                for span in (vote.span, vote.yes_means, vote.no_means, *(ballot.span for ballot in vote.ballots))
            )
        ]

    @cached_property
    def actors(self) -> list[Actor]:
        """Who stands on record at the places: actors, those addressed, those who voted."""
        found = [actor for act in self.acts for actor in (*act.actors, *act.addressees)]
        found += [ballot.actor for vote in self.votes for ballot in vote.ballots]
        return list(dict.fromkeys(found))

    @cached_property
    def headings(self) -> list[str]:
        """The headings over the quotes."""
        found: list[str] = []
        for support in self.supports:
            document = support.document
            if support.act is not None and support.act.section is not None:
                inside = document.sections[support.act.section : support.act.section + 1]
            else:
                inside = tuple(s for s in document.sections if s.span.start <= support.start < s.span.end)
            found += [heading for section in inside for heading in section.heading]
        return list(dict.fromkeys(found))

    @cached_property
    def pieces(self) -> list[str]:
        """What is on record, as it is written in sentences; the longest first."""
        found: list[str] = []
        for actor in self.actors:
            found += [actor.label, actor.name, actor.role or "", actor.organisation or ""]
        for act in self.acts:
            found += [act.date.isoformat() if act.date else "", act.case_number or ""]
        for document in self.documents:
            found += [document.title, document.body or "", document.municipality or "", *document.case_numbers]
            found.append(document.date.isoformat() if document.date else "")
        found += self.headings
        return sorted({piece for piece in found if len(piece) >= _SHORT}, key=len, reverse=True)

    @cached_property
    def text(self) -> str:
        """Everything that the claim may rest on, in one text."""
        counts = [str(n) for v in self.votes for n in (v.yes, v.no, v.abstained, v.absent) if n]
        said = [self.draft.value] if self.draft.value else []
        return "\n".join((self.quote, *self.pieces, *counts, *said))

    def rest(self, claim: str) -> str:
        """The claim without what stands word for word on record."""
        for piece in self.pieces:
            claim = _without(claim, piece)
        return claim

    def without_unknown(self, claim: str) -> str:
        """The claim without the words for an actor who is not named, where nobody is."""
        if any(not act.actors for act in self.acts):
            for language in ("sv", "en"):
                claim = claim.replace(str(texts(language)["unknown_actor"]), " ")
        return claim

    @cached_property
    def tokens(self) -> set[str]:
        """The words of the evidence, small, also without a genitive."""
        found = {token.casefold() for token in _TOKEN.findall(self.text.replace("\u00ad", ""))}
        found |= {part for token in found for part in re.split("[-’']", token)}
        return found | {token[:-1] for token in found if token.endswith("s")}

    @cached_property
    def numbers(self) -> list[Number]:
        """The numbers of the evidence; figures of dates and case numbers are none."""
        return numbers.find(dates.blanked(without_cases(self.text)))

    @cached_property
    def whens(self) -> list[When]:
        """The dates of the evidence."""
        return [*map(dates.of_day, self.days), *dates.find(without_cases(self.text))]

    @cached_property
    def days(self) -> list[date]:
        """The days of the acts and the documents."""
        known = [*(act.date for act in self.acts), *(document.date for document in self.documents)]
        return [day for day in known if day is not None]

    @cached_property
    def years(self) -> set[int]:
        """The years that a date without one may be of."""
        return {day.year for day in self.days} | {when.year for when in self.whens if when.year is not None}

    @cached_property
    def cases(self) -> set[str]:
        """The case numbers of the evidence, in normal form."""
        return {number.normal for number in case_numbers.find(self.text)} | {
            number for document in self.documents for number in document.case_numbers
        }

    @cached_property
    def paragraphs(self) -> set[str]:
        """The § of the evidence."""
        found = set(_PARAGRAPH.findall(self.text))
        for support in self.supports:
            for section in support.document.sections:
                if section.paragraph and section.span.start <= support.start < section.span.end:
                    found.add(section.paragraph)
        return found

    @cached_property
    def parties(self) -> set[str]:
        """The parties of the evidence, by short form."""
        found = {actor.party for actor in self.actors if actor.party}
        found |= {code for raw in _CODE.findall(self.text) if (code := parties.canonical(raw))}
        return found | {code for code, _, _ in parties.named_in(self.text)}

    @cached_property
    def terms(self) -> frozenset[str]:
        """The content terms of the quotes."""
        return self.words.terms(self.quote)

    @cached_property
    def known(self) -> frozenset[str]:
        """The content terms of what is on record beside the quotes."""
        return self.words.terms("\n".join(self.pieces))

    def language(self, claim: str) -> str:
        """The language that a claim is in, by its small words."""
        return self.words.language(claim)


def without_cases(text: str) -> str:
    """The text with blanks for its case numbers and paragraphs, so that their figures are no numbers."""
    for number in case_numbers.find(text):
        text = text[: number.start] + " " * (number.end - number.start) + text[number.end :]
    return _PARAGRAPH.sub(lambda match: " " * len(match.group()), text)


def _without(text: str, piece: str) -> str:
    """The text with "¤" for a piece, where it stands as whole words."""
    at = text.find(piece)
    while at >= 0:
        end = at + len(piece)
        if (at == 0 or not text[at - 1].isalnum()) and (end == len(text) or not text[end].isalnum()):
            text, end = f"{text[:at]}¤{text[end:]}", at + 1
        at = text.find(piece, end)
    return text
