"""Proposals: what somebody wants decided, in a paper or told in minutes. Never a decision, however worded."""

from __future__ import annotations

import re

from corpus import dates
from corpus.acts.blocks import LISTS, points_below, span, words
from corpus.acts.movers import body_before, movers, plain_body
from corpus.acts.outcomes import aim, outcome
from corpus.acts.people import collectives
from corpus.acts.reading import Found, Head, Reading, cue, subjects, verb
from corpus.metadata import bodies_in
from corpus.records import ActKind, Actor, Genre
from corpus.structure.sections import Block, Part

PAPERS = (
    Genre.MOTION, Genre.MEMBER_INITIATIVE, Genre.LETTER, Genre.CITIZEN_PROPOSAL, Genre.INTERPELLATION,
    Genre.OFFICER_REPORT, Genre.CONSULTATION_RESPONSE, Genre.EMAIL, Genre.OTHER,
)  # fmt: skip
TOLD_IN = (Genre.MINUTES, Genre.MINUTES_EXTRACT, Genre.UNION_MINUTES)
ADMINISTRATION = "Förvaltningen"
LETTERHEAD = 12  # paragraphs at the top of a report in which its administration is named
_THAT = re.compile(r"^(?:att\b|\S{1,3}\s*att\b)", re.IGNORECASE)


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
            found.append(_draft(reading, head, block, last.end))
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
    form = aim(reading.text[start:end])
    return Found(ActKind.PROPOSAL, start, end, head.authors, head.addressees, when=head.when, form=form)


def _draft(reading: Reading, head: Head, block: Block, end: int) -> Found:
    """The "Förslag till beslut" of a report: its authors', or the administration's that wrote it."""
    start = reading.paragraphs[block.body].content_start
    authors = head.authors or _administration(reading)
    form = outcome(reading.text[start:end])
    return Found(ActKind.PROPOSAL, start, end, authors, head.addressees, when=head.when, form=form)


def _administration(reading: Reading) -> tuple[Actor, ...]:
    for paragraph in reading.paragraphs[:LETTERHEAD]:
        found = collectives(paragraph.text) if len(paragraph.text) < 120 else []
        if found:
            return (found[0].actor,)
    return (Actor(organisation=ADMINISTRATION),) if reading.genre is Genre.OFFICER_REPORT else ()


def _initiatives(reading: Reading, part: Part, head: Head) -> list[Found]:
    """An earlier proposal that the paper tells of: "Partiet A och partiet B väckte ett initiativ (DATUM)"."""
    return [
        act
        for paragraph in reading.paragraphs[part.first : head.end]
        for a, b in reading.sentences(paragraph)
        if (act := _initiative(reading, a, b))
    ]


def _initiative(reading: Reading, a: int, b: int) -> Found | None:
    text = reading.text[a:b]
    told = cue("submitted", "initiated").search(text)
    actors = subjects(reading.mentions(text), told.start(), text) if told else ()
    if not actors or not cue("submitted", "cues").search(text):
        return None
    when = dates.first(text)
    return Found(ActKind.PROPOSAL, a, b, actors, when=when, undated=when is None)


def told_proposals(reading: Reading) -> list[Found]:
    """Proposals told in minutes: a draft under its heading, "A (S) föreslog …", a board's to a higher body."""
    if reading.genre not in TOLD_IN:
        return []
    found: list[Found] = []
    for number, block in enumerate(reading.blocks):
        if block.kind == "proposal":
            acts = _headed(reading, block)
        elif block.kind in (*LISTS, "dissent", "decision"):
            acts = []
        else:
            acts = _told(reading, block)
        for act in acts:
            act.block = number
        found.extend(acts)
    return found


def _headed(reading: Reading, block: Block) -> list[Found]:
    """A draft for decision: whose it is stands in the heading, or in its first words."""
    paragraphs = words(reading, block)
    if not paragraphs:
        return []
    text = "\n".join(p.text for p in paragraphs)
    heading = block.heading[-1]
    actors = _author(reading, heading) or _author(reading, paragraphs[0].text[:120])
    above = next((name for name, a, _ in bodies_in(heading) if heading[:a].rstrip().casefold().endswith("till")), None)
    if above and above != reading.body:
        actors = actors or ((Actor(organisation=reading.body),) if reading.body else ())
    to = (Actor(organisation=above),) if above else ()
    return [Found(ActKind.PROPOSAL, *span(paragraphs), actors, to, form=outcome(text))]


def _author(reading: Reading, words: str) -> tuple[Actor, ...]:
    """The administration or board whose "förslag" a heading names."""
    if cue("proposal", "officers_paper").search(words):
        return (Actor(organisation=ADMINISTRATION),)
    match = cue("proposal", "proposer").search(words)
    if match is None:
        return ()
    who = match["who"]
    office = collectives(who[:1].upper() + who[1:])
    if office:
        return (office[0].actor,)
    body = plain_body(who, reading.body)
    return (Actor(organisation=body),) if bodies_in(who) or body != who.casefold() else ()


def _told(reading: Reading, block: Block) -> list[Found]:
    found: list[Found] = []
    i = block.body
    while i < block.last:
        paragraph = reading.paragraphs[i]
        below = points_below(reading.paragraphs, i, block.last)
        acts = [act for a, b in reading.sentences(paragraph) if (act := _sentence(reading, a, b))]
        if acts and below > i + 1 and acts[-1].end == paragraph.end:
            acts[-1].end = reading.paragraphs[below - 1].end
            i = below - 1
        found.extend(acts)
        i += 1
    return found


def _sentence(reading: Reading, a: int, b: int) -> Found | None:
    text = reading.text[a:b]
    if text.endswith("?") or verb("motion").search(text):
        return None
    earlier = _initiative(reading, a, b)
    if earlier:
        return earlier
    proposed = verb("proposal").search(text)
    if proposed is None:
        return None
    board = body_before(reading, text, proposed.start())
    actors = board or movers(reading, text, proposed.start(), proposed.end())
    if not actors:
        return None
    above = bodies_in(text[proposed.end() : proposed.end() + 60])
    to = (Actor(organisation=above[0][0]),) if board and above else ()
    return Found(ActKind.PROPOSAL, a, b, actors, to, form=aim(text[proposed.start() :]))
