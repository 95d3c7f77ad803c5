"""Proposals and motions: what somebody wants decided. Never a decision, however it is worded."""

from __future__ import annotations

import re

from corpus import dates
from corpus.acts.reading import Found, Head, Reading, cue, subjects, verb
from corpus.records import ActKind, Actor, Genre
from corpus.structure.sections import Part

PAPERS = (
    Genre.MOTION, Genre.MEMBER_INITIATIVE, Genre.LETTER, Genre.CITIZEN_PROPOSAL, Genre.INTERPELLATION,
    Genre.OFFICER_REPORT, Genre.CONSULTATION_RESPONSE, Genre.EMAIL, Genre.OTHER,
)  # fmt: skip
_THAT = re.compile(r"^(?:att\b|\S{1,3}\s*att\b)", re.IGNORECASE)
_INITIATED = re.compile(r"\bväckte\b")


def paper_proposals(reading: Reading, part: Part, head: Head) -> list[Found]:
    """What the authors of a paper propose: the announcing sentence with its list of "att" clauses."""
    if part.genre not in PAPERS:
        return []
    found: list[Found] = []
    i = part.first
    blocks = {b.first: b for b in reading.blocks if b.kind == "proposal"}
    while i < head.end:
        if i in blocks and blocks[i].body < min(blocks[i].last, head.end):
            block = blocks[i]
            last = reading.paragraphs[min(block.last, head.end) - 1]
            found.append(_proposal(reading, head, reading.paragraphs[block.body].start, last.end))
            i = block.last
            continue
        paragraph = reading.paragraphs[i]
        announce = cue("proposal", "announce").search(paragraph.text)
        if announce is None or paragraph.block:
            i += 1
            continue
        start = next(
            (a for a, b in reading.sentences(paragraph) if b > paragraph.start + announce.start()),
            paragraph.start,
        )
        end, j = paragraph.end, i + 1
        while j < head.end and (
            _THAT.match(reading.paragraphs[j].content) or _list_follows(reading, j, paragraph.text)
        ):
            end, j = reading.paragraphs[j].end, j + 1
        found.append(_proposal(reading, head, start, end))
        i = j
    return found + _initiatives(reading, part, head)


def _list_follows(reading: Reading, j: int, announcement: str) -> bool:
    return announcement.rstrip().endswith((":", "att")) and reading.paragraphs[j].marker > 0


def _proposal(reading: Reading, head: Head, start: int, end: int) -> Found:
    return Found(ActKind.PROPOSAL, start, end, head.authors, head.addressees, when=head.when)


def _initiatives(reading: Reading, part: Part, head: Head) -> list[Found]:
    """An earlier proposal that the paper tells of: "Partiet A och partiet B väckte ett initiativ (DATUM)"."""
    found = []
    for paragraph in reading.paragraphs[part.first : head.end]:
        for a, b in reading.sentences(paragraph):
            text = reading.text[a:b]
            told = _INITIATED.search(text)
            actors = subjects(reading.mentions(text), told.start(), text) if told else ()
            if actors and cue("submitted", "cues").search(text):
                found.append(Found(ActKind.PROPOSAL, a, b, actors, when=dates.first(text) or head.when))
    return found


def told_proposals(reading: Reading) -> list[Found]:
    """Motions and proposals told in minutes: "A (S) och B (M) yrkar …", "Ordföranden A (S) föreslog …"."""
    if reading.genre not in (Genre.MINUTES, Genre.MINUTES_EXTRACT, Genre.UNION_MINUTES):
        return []
    found: list[Found] = []
    for number, block in enumerate(reading.blocks):
        if block.kind in ("present", "absent", "papers"):
            continue
        headed = _headed_motions(reading, number)
        if headed:
            found.extend(headed)
            continue
        for paragraph in reading.paragraphs[block.body : block.last]:
            for a, b in reading.sentences(paragraph):
                for act in _sentence(reading, a, b, block.kind):
                    act.block = number
                    found.append(act)
        if block.kind == "proposal" and block.body < block.last:
            a, b = reading.paragraphs[block.body].start, reading.paragraphs[block.last - 1].end
            body = (Actor(organisation=reading.body),) if reading.body else ()
            found.append(Found(ActKind.PROPOSAL, a, b, body, block=number))
    return found


def _headed_motions(reading: Reading, number: int) -> list[Found]:
    """One motion a list item below "LR yrkar:"."""
    block = reading.blocks[number]
    found: list[Found] = []
    actors: tuple[Actor, ...] = ()
    for paragraph in reading.paragraphs[block.body : block.last]:
        moved = verb("motion").search(paragraph.text)
        if moved and paragraph.text.rstrip().endswith(":") and len(paragraph.text) < 120:
            actors = subjects(reading.mentions(paragraph.text), moved.start(), paragraph.text)
        elif actors and paragraph.marker:
            found.append(Found(ActKind.MOTION, paragraph.content_start, paragraph.end, actors, block=number))
        else:
            actors = ()
    return found


def _sentence(reading: Reading, a: int, b: int, kind: str | None) -> list[Found]:
    text = reading.text[a:b]
    moved = verb("motion").search(text)
    proposed = verb("proposal").search(text) if not moved and kind != "decision" else None
    told = moved or proposed
    if told is None:
        return []
    mentions = reading.mentions(text)
    actors = subjects(mentions, told.start(), text)
    if not actors and moved:
        actors = tuple(m.actor for m in mentions if m.end <= told.start())
    if not actors:
        return []
    return [Found(ActKind.MOTION if moved else ActKind.PROPOSAL, a, b, actors)]
