"""Claims that are no longer true: one thing changed in a claim that was."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from assistant.contract import Language
from assistant.drafts import Draft, Support
from assistant.tables import table
from corpus import dates, parties
from corpus.records import ActKind
from corpus.sentences import sentences

NEAR = 1200  # characters around a quote in which its neighbour is looked for
_MONTH = "jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec"
_NUMBER = re.compile(rf"(?<![\w/:.,§-])\d+(?:[.,]\d+)?(?![\w/:§-])(?! ?(?:{_MONTH}))")
_LABEL = re.compile(r"([A-ZÅÄÖÉÜ][\w’'-]+ [A-ZÅÄÖÉÜ][\w’'-]+) \(([A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,3})\)")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A false claim, and what was changed in it."""

    change: str
    draft: Draft


@dataclass(frozen=True, slots=True)
class World:
    """What is swapped in: the people of the index, and the dice."""

    people: tuple[str, ...]
    dice: random.Random


def of_text(draft: Draft, language: Language, world: World) -> Iterator[Mutant]:
    """The claim with its words changed. A template's own words are what stands around the quote."""
    for change in ("deny", "affirm", "outcome", "raise", "kind"):
        if not draft.free and change in ("affirm", "raise"):
            continue
        text = _replaced(draft.text, change, language)
        if text is not None:
            yield Mutant(NAMES[change], replace(draft, text=text))
    for change, made in (("number", _number), ("date", _date), ("name", _name), ("party", _party)):
        text = made(draft.text, draft, world)
        if text is not None and text != draft.text:
            yield Mutant(change, replace(draft, text=text))
    if draft.kind is not None:
        other = world.dice.choice([kind for kind in ActKind if kind is not draft.kind])
        yield Mutant("kind", replace(draft, kind=other))


NAMES = {
    "deny": "negation inserted", "affirm": "negation dropped", "outcome": "outcome swapped", "raise": "modality",
    "kind": "kind",
}  # fmt: skip


def of_place(draft: Draft) -> Iterator[Mutant]:
    """The claim with its place changed: by one character, and to the sentence beside it."""
    support = draft.support
    if support is None:
        return
    for step in (-1, 1):
        start, end = support.start + step, support.end + step
        text = support.document.text
        if start >= 0 and end <= len(text) and _letters(text[start:end]) != _letters(support.quote):
            yield Mutant("span shifted", replace(draft, support=replace(support, start=start, end=end)))
    # A sentence beside the quote that is quoted under a title alone is as true as the first.
    told = draft.free or draft.value is not None or support.act is not None
    other = _beside(support) if told else None
    if other is not None:
        yield Mutant("span moved", replace(draft, support=other))


def _letters(text: str) -> str:
    """What is read aloud: a quotation mark or a bullet more or less changes nothing."""
    return "".join(filter(str.isalnum, text))


def _beside(support: Support) -> Support | None:
    """The next sentence, else the one before; outside of the act, within which any sentence is the act's."""
    text, act = support.document.text, support.act
    first, last = (act.span.start, act.span.end) if act else (support.start, support.end)
    first, last = min(first, support.start), max(last, support.end)
    for low, high in ((last, min(len(text), last + NEAR)), (max(0, first - NEAR), first)):
        for start, end in sentences(text[low:high]):
            quote = text[low + start : low + end]
            if len(quote.split()) >= 5 and quote.strip() not in support.quote:
                return Support(support.document, low + start, low + end, act)
    return None


def _replaced(text: str, group: str, language: Language) -> str | None:
    for pattern, instead in _words()[group][language]:
        changed, n = re.subn(pattern, instead, text, count=1, flags=re.IGNORECASE)
        if n:
            return changed
    return None


def _number(text: str, draft: Draft, world: World) -> str | None:
    """One number made another; years and dates are none."""
    taken = [(day.start, day.end) for day in dates.find(text)]
    found = [
        m
        for m in _NUMBER.finditer(text)
        if not _YEAR.fullmatch(m.group()) and not any(a <= m.start() < b for a, b in taken)
    ]
    if not found:
        return None
    match = world.dice.choice(found)
    figures = match.group()
    last = str((int(figures[-1]) + world.dice.randint(1, 8)) % 10)
    return f"{text[: match.start()]}{figures[:-1]}{last}{text[match.end() :]}"


def _date(text: str, draft: Draft, world: World) -> str | None:
    """One whole date made another, by some days, a month or a year."""
    found = dates.find(text)
    if not found:
        return None
    day = world.dice.choice(found)
    other = day.value + timedelta(days=world.dice.choice((-365, -31, -1, 1, 3, 30, 365)))
    return f"{text[: day.start]}{other.isoformat()}{text[day.end :]}" if other != day.value else None


def _name(text: str, draft: Draft, world: World) -> str | None:
    """The first person made another one of the index, who does not stand at the place."""
    label = _LABEL.search(text)
    if label is None or draft.support is None:
        return None
    document = draft.support.document
    others = [
        name
        for name in world.people
        if name not in document.title and name not in draft.support.quote and name not in text
    ]
    heading = " ".join(
        h for s in document.sections if s.span.start <= draft.support.start < s.span.end for h in s.heading
    )
    others = [name for name in others if name not in heading]
    return text.replace(label.group(1), world.dice.choice(others)) if others else None


def _party(text: str, draft: Draft, world: World) -> str | None:
    """The first party made another one."""
    label = _LABEL.search(text)
    if label is None:
        return None
    others = [code for code in parties.known(None) if code != label.group(2) and len(code) < 3]
    return f"{text[: label.start(2)]}{world.dice.choice(others)}{text[label.end(2) :]}"


def people(acts: Sequence[Any]) -> tuple[str, ...]:
    """The full names of those who act."""
    names = {actor.name for act in acts for actor in (*act.actors, *act.addressees)}
    return tuple(sorted(name for name in names if name.count(" ") >= 1))


def _words() -> dict[str, Any]:
    return table("words", "evals.gate")
