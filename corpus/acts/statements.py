"""Papers that were handed over: "har inkommit från A (S)", "Vi överlämnar en namnlista"."""

from __future__ import annotations

import re

from corpus import dates
from corpus.acts.blocks import LISTS
from corpus.acts.movers import MAX_LEAD, named, plain_body
from corpus.acts.proposals import board_on_top
from corpus.acts.reading import Found, Head, Reading, cue, subjects
from corpus.acts.recommendations import auditors, is_auditors
from corpus.metadata import bodies_in
from corpus.records import ActKind, Actor, Genre
from corpus.structure.lines import Paragraph

_PAPERS_THAT_ASK = (Genre.INTERPELLATION, Genre.INTERPELLATION_ANSWER, Genre.SIMPLE_QUESTION)
_LETTERS = (Genre.LETTER, Genre.EMAIL)
_LIST_REACH = 60  # lines of a list of what came in


def statements(reading: Reading) -> list[Found]:
    """One act a paper that somebody handed over, with the date where the text gives one."""
    if reading.genre in _PAPERS_THAT_ASK:
        return []
    found: list[Found] = []
    for number, block in enumerate(reading.blocks):
        if block.kind in (*LISTS, "dissent", "proposal"):
            continue
        for i in range(block.body, block.last):
            paragraph = reading.paragraphs[i]
            acts = _paragraph(reading, paragraph) if block.kind != "decision" else []
            if cue("decision", "closing").match(paragraph.text) and cue("submitted", "received").search(paragraph.text):
                acts = _listed(reading, reading.paragraphs[i + 1 : min(block.last, i + 1 + _LIST_REACH)])
            for act in acts:
                act.block = number
            found.extend(acts)
    return found


def _paragraph(reading: Reading, paragraph: Paragraph) -> list[Found]:
    return [act for a, b in reading.sentences(paragraph) if (act := _sentence(reading, a, b))]


def _sentence(reading: Reading, a: int, b: int) -> Found | None:
    text = reading.text[a:b]
    if text.endswith("?") or not cue("submitted", "paper").search(text):
        return None
    actors = _received_from(reading, text) or _handed_by(reading, a, text)
    if not actors:
        return None
    when = dates.first(text)
    return Found(ActKind.STATEMENT, a, b, actors, _addressee(reading, text), when=when, undated=when is None)


def _addressee(reading: Reading, text: str) -> tuple[Actor, ...]:
    """The board or the person behind "till"; "till nämnden" is the one whose paper it is."""
    places = re.finditer(r"\btill\s+(?P<word>[\w-]+)", text)
    found = (_addressed(reading, text, to) for to in places)
    told = next((actors for actors in found if actors), ())
    return told or (board_on_top(reading) if reading.genre in _LETTERS else ())


def _addressed(reading: Reading, text: str, to: re.Match[str]) -> tuple[Actor, ...]:
    for mention in reading.mentions(text):
        gap = text[to.start("word") : mention.start]
        if mention.start >= to.start("word") and mention.actor.name:
            if len(gap) <= MAX_LEAD and not re.search(r"\b(?:från|av|om)\b|[.,;:]", gap):
                return (mention.actor,)
            break
    named_here = [name for name, a, _ in bodies_in(text[to.start("word") :]) if a == 0]
    vague = plain_body(to["word"], reading.body)
    name = named_here[0] if named_here else vague if vague == reading.body else None
    return (Actor(organisation=name),) if name else ()


def _received_from(reading: Reading, text: str) -> tuple[Actor, ...]:
    """Those behind "från" in "En skrivelse har inkommit till nämnden från A (S) och B (M)"."""
    came = cue("submitted", "received").search(text)
    if came is None:
        return ()
    for sender in cue("submitted", "sender").finditer(text):
        actors = []
        end = sender.end()
        for mention in named(reading, text):
            if mention.start < end:
                continue
            if not re.fullmatch(r"[\s,]*(?:och|samt)?\s*(?:\w+en )?", text[end : mention.start]):
                break
            actors.append(mention.actor)
            end = mention.end
        if actors:
            return tuple(actors)
    return ()


def _handed_by(reading: Reading, a: int, text: str) -> tuple[Actor, ...]:
    """The subject of "A (S) lämnar in en skrivelse"; "vi" are the authors of the paper."""
    handed = cue("submitted", "handed").search(text)
    if handed is None:
        return ()
    if is_auditors(text[: handed.start()]):
        return (Actor(organisation=auditors(reading)),)
    mentions = [m for m in named(reading, text) if m.actor.name or m.actor.party or m.actor.organisation]
    actors = subjects(mentions, handed.start(), text)
    if actors:
        return actors
    own = cue("submitted", "own").search(text)
    return _authors(reading, a) if own and abs(own.start() - handed.start()) < 40 else ()


def _authors(reading: Reading, start: int) -> tuple[Actor, ...]:
    """Who wrote the part of the file that a place lies in."""
    heads: list[Head] = reading.heads
    for part, head in zip(reading.parts, heads, strict=False):
        if reading.paragraphs[part.first].start <= start < reading.paragraphs[part.last - 1].end:
            return head.authors
    return ()


def _listed(reading: Reading, paragraphs: list[Paragraph]) -> list[Found]:
    """The papers of a list of what came in, each with the one who sent it: "Motion av A (S) om …"."""
    found = []
    for paragraph in paragraphs:
        line = cue("submitted", "listed").match(paragraph.content)
        if line is None:
            continue
        first = next((m for m in named(reading, paragraph.content) if m.start >= line.end() - 1), None)
        if first is not None and first.start <= line.end() + 2:
            actors = _received_from(reading, "har inkommit " + paragraph.content) or (first.actor,)
            found.append(
                Found(ActKind.STATEMENT, paragraph.content_start, paragraph.end, actors, undated=True),
            )
    return found
