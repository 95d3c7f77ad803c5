"""Proposals: what somebody wants decided, in a paper or told in minutes. Never a decision, however worded."""

from __future__ import annotations

import re
from functools import cache

from corpus.acts.blocks import LISTS, points_below, span, words
from corpus.acts.movers import body_before, from_the_floor, movers, named, plain_body
from corpus.acts.outcomes import aim, outcome
from corpus.acts.people import collectives
from corpus.acts.reading import Found, Head, Reading, cue, verb
from corpus.data import alternatives, load
from corpus.metadata import bodies_in
from corpus.records import ActKind, Actor, Genre
from corpus.structure.lines import Paragraph
from corpus.structure.sections import Block, Part

PAPERS = (
    Genre.MOTION, Genre.MEMBER_INITIATIVE, Genre.LETTER, Genre.CITIZEN_PROPOSAL, Genre.INTERPELLATION,
    Genre.OFFICER_REPORT, Genre.CONSULTATION_RESPONSE, Genre.EMAIL, Genre.OTHER,
)  # fmt: skip
TOLD_IN = (Genre.MINUTES, Genre.MINUTES_EXTRACT, Genre.UNION_MINUTES)
ADMINISTRATION = "Förvaltningen"
MAX_LETTERHEAD = 120  # characters of a line of it
LETTERHEAD = 12  # paragraphs at the top of a report in which its administration is named
_THAT = re.compile(r"^(?:att\b|\S{1,3}\s*att\b)", re.IGNORECASE)


def paper_proposals(reading: Reading, part: Part, head: Head) -> list[Found]:
    """What the authors of a paper propose: the announcing sentence with its list of "att" clauses."""
    if part.genre not in PAPERS:
        return []
    found = _announced(reading, part, head, "announce")
    if not found:
        found = _announced(reading, part, head, "wish")
    if part.genre is Genre.OFFICER_REPORT:
        found = [*found, *_reported(reading, part, found)]
    return found


def _announced(reading: Reading, part: Part, head: Head, cues: str) -> list[Found]:
    found: list[Found] = []
    i = part.first
    blocks = {b.first: b for b in reading.blocks if b.kind == "proposal"}
    while i < head.end:
        if i in blocks and blocks[i].body < min(blocks[i].last, head.end):
            block = blocks[i]
            inside = reading.paragraphs[block.body : min(block.last, head.end)]
            signed = min((f.start for f in head.signatures if f.start > inside[0].start), default=inside[-1].end)
            found.append(_draft(reading, head, block, [p for p in inside if p.start < signed][-1].end))
            i = block.last
            continue
        paragraph = reading.paragraphs[i]
        announce = cue("proposal", cues).search(paragraph.text)
        if announce is None or paragraph.block or part.genre is Genre.OFFICER_REPORT:
            i += 1
            continue
        start, stop = next(
            ((a, b) for a, b in reading.sentences(paragraph) if b > paragraph.start + announce.start()),
            (paragraph.start, paragraph.end),
        )
        announced = paragraph.text
        end, j = _said(reading, paragraph, stop), i + 1
        while (
            end == paragraph.end
            and j < head.end
            and (_THAT.match(reading.paragraphs[j].content) or _list_follows(reading, j, announced))
        ):
            paragraph = reading.paragraphs[j]
            end, j = paragraph.end, j + 1
        if not _unions_own(reading.text[start:stop]):
            found.append(_proposal(reading, head, start, end))
        i = j
    return found


def _said(reading: Reading, paragraph: Paragraph, end: int) -> int:
    """Where a proposal ends in its paragraph: the sentences that say what shall be belong to it, no others."""
    for a, b in reading.sentences(paragraph):
        if a >= end and not (cue("proposal", "goes_on").match(reading.text[a:b]) or _again(reading.text[a:b])):
            break
        end = max(end, b)
    return end


def _again(text: str) -> bool:
    return bool(verb("proposal").search(text) and cue("submitted", "own").search(text))


def _unions_own(text: str) -> bool:
    """Whether a sentence tells what a union moves: that is a motion, whoever writes it down."""
    moved = verb("motion").search(text)
    return bool(moved) and any(from_the_floor(m.actor) for m in collectives(text[: moved.start()])) if moved else False


def _reported(reading: Reading, part: Part, drafts: list[Found]) -> list[Found]:
    """Proposals that a report tells of: the administration's own, and the one of the paper that it answers."""
    office = _administration(reading)
    found = []
    for paragraph in reading.paragraphs[part.first : part.last]:
        for a, b in reading.sentences(paragraph):
            if any(draft.start <= a < draft.end for draft in drafts):
                continue
            act = _retold(reading, a, b, part.title) or _sentence(reading, a, b)
            if act is None:
                continue
            if cue("proposal", "office").match(reading.text[a:b]):
                act.actors, act.addressees = office, board_on_top(reading)
            found.append(act)
    return found


def _list_follows(reading: Reading, j: int, announcement: str) -> bool:
    return announcement.rstrip().endswith((":", "att")) and reading.paragraphs[j].marker > 0


def _proposal(reading: Reading, head: Head, start: int, end: int) -> Found:
    text = reading.text[start:end]
    to = _asked(reading, text) or board_on_top(reading) or head.addressees
    return Found(ActKind.PROPOSAL, start, end, head.authors, to, when=head.when, form=aim(text))


def _asked(reading: Reading, text: str) -> tuple[Actor, ...]:
    """The board that a sentence asks to decide: "föreslår att kommunfullmäktige beslutar", "uppmanar nämnden"."""
    proposed = cue("proposal", "asks").search(text)
    if proposed is None:
        return ()
    body = plain_body(proposed["body"], reading.body)
    return (Actor(organisation=body),) if body == reading.body or bodies_in(proposed["body"]) else ()


def board_on_top(reading: Reading) -> tuple[Actor, ...]:
    """The board of a line "Till kommunstyrelsen" near the top."""
    for paragraph in reading.paragraphs[:LETTERHEAD]:
        if re.match(r"till\b", paragraph.text, re.IGNORECASE) and len(paragraph.text) < MAX_LETTERHEAD:
            named = bodies_in(paragraph.text)
            if named:
                return (Actor(organisation=named[0][0]),)
    return ()


def _draft(reading: Reading, head: Head, block: Block, end: int) -> Found:
    """The "Förslag till beslut" of a report: the administration's that wrote it; of another paper its authors'."""
    start = reading.paragraphs[block.body].content_start
    authors = _administration(reading) or head.authors
    form = outcome(reading.text[start:end])
    to = board_on_top(reading) or head.addressees or _begins_with_board(reading.text[start:end])
    return Found(ActKind.PROPOSAL, start, end, authors, to, when=head.when, form=form)


def _begins_with_board(text: str) -> tuple[Actor, ...]:
    """The board whose decision a draft words: "Kommunstyrelsen beslutar …"."""
    first = bodies_in(text)[:1]
    return (Actor(organisation=first[0][0]),) if first and first[0][1] == 0 else ()


@cache
def _office_line() -> re.Pattern[str]:
    """A line that begins with an administration's name: "Kultur- och fritidsförvaltningen"."""
    endings = alternatives(load("actors")["administration_endings"])
    return re.compile(rf"[A-ZÅÄÖ][\w-]*(?:(?:-, [\w-]+)?- och [\w-]*)?{endings}(?![\w-])")


def _administration(reading: Reading) -> tuple[Actor, ...]:
    if reading.genre is not Genre.OFFICER_REPORT:
        return ()
    for paragraph in reading.paragraphs[:LETTERHEAD]:
        named = _office_line().match(paragraph.text) if len(paragraph.text) < MAX_LETTERHEAD else None
        if named:
            return (Actor(organisation=named.group()),)
    return (Actor(organisation=ADMINISTRATION),)


def _retold(reading: Reading, a: int, b: int, title: str) -> Found | None:
    """The proposal of the paper that an item is about: its mover stands in the item's title, or in the sentence."""
    text = reading.text[a:b]
    if not cue("proposal", "retold").match(text):
        return None
    by = re.search(r"\b(?:av|från)\s+", title)
    mentions = [m for m in named(reading, title) if by and m.start >= by.end() and m.actor.name]
    return Found(ActKind.PROPOSAL, a, b, tuple(m.actor for m in mentions), undated=True, form=aim(text))


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
    draft = any(actor.organisation == ADMINISTRATION for actor in actors)  # put before the board that it words it for
    to = (Actor(organisation=above),) if above else _begins_with_board(paragraphs[0].content) if draft else ()
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
    title = block.heading[0] if block.heading else ""
    i = block.body
    while i < block.last:
        paragraph = reading.paragraphs[i]
        below = points_below(reading.paragraphs, i, block.last)
        acts = _in_paragraph(reading, reading.sentences(paragraph), title)
        if acts and below > i + 1 and acts[-1].end == paragraph.end:
            acts[-1].end = reading.paragraphs[below - 1].end
            i = below - 1
        found.extend(acts)
        i += 1
    return found


def _in_paragraph(reading: Reading, sentences: list[tuple[int, int]], title: str) -> list[Found]:
    """The proposals of a paragraph; what the administration proposes may go on ("Vidare ska …")."""
    found: list[Found] = []
    office: tuple[Actor, ...] = ()  # the administration, where the paragraph has spoken of it
    for a, b in sentences:
        text = reading.text[a:b]
        spoken = cue("proposal", "office").match(text)
        office = (Actor(organisation=spoken.group()),) if spoken else office
        act = _retold(reading, a, b, title) or _sentence(reading, a, b)
        passive = bool(office) and act is None and bool(cue("proposal", "passive").match(text))
        last = found[-1] if found and found[-1].end >= a - 1 and found[-1].actors == office else None
        if last and (passive or (act is None and cue("proposal", "goes_on").match(text))):
            last.end = b
        elif passive:
            found.append(Found(ActKind.PROPOSAL, a, b, office))
        elif act:
            found.append(act)
    return found


def _sentence(reading: Reading, a: int, b: int) -> Found | None:
    text = reading.text[a:b]
    proposed = verb("proposal").search(text)
    if text.endswith("?") or verb("motion").search(text) or proposed is None:
        return None
    board = body_before(reading, text, proposed.start())
    actors = board or movers(reading, text, proposed.start(), proposed.end())
    floor = all(from_the_floor(actor) for actor in actors) and not cue("proposal", "written").search(text)
    earlier = bool(board) and proposed.group().endswith("t")  # "Nämnden har föreslagit": told of another day
    if not actors or earlier or (floor and not board) or cue("proposal", "procedural").search(text):
        return None
    above = bodies_in(text[proposed.end() : proposed.end() + 60])
    to = (Actor(organisation=above[0][0]),) if board and above else ()
    return Found(ActKind.PROPOSAL, a, b, actors, to, form=aim(text[proposed.start() :]))
