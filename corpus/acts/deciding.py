"""Sentences in which a body decides, where no block says what was decided."""

from __future__ import annotations

import re

from corpus import bodies, dates
from corpus.acts.blocks import ends_what_was_decided, is_lead, points_below
from corpus.acts.movers import plain_body
from corpus.acts.outcomes import decided, outcome
from corpus.acts.reading import Found, Reading, cue, verb
from corpus.records import ActKind, Actor, Genre, Item
from corpus.structure.sections import Block

_ATT = re.compile(r"^[\w, -]+ (?:beslutar|beslutade|beslöt):? att\b")


def sentences(reading: Reading, block: Block, *, led: bool = False) -> list[Found]:
    """Sentences in which the meeting's own body decides, in an item without a block that says so.

    A sentence without a subject may decide as well. `led`: only what stands below a line that says that the body
    decides.
    """
    found: list[Found] = []
    unions = reading.genre is Genre.UNION_MINUTES  # where two sides decide, a sentence without a subject is nobody's
    for i in range(block.body, block.last):
        paragraph = reading.paragraphs[i]
        for a, b in reading.sentences(paragraph):
            if found and a < found[-1].end:
                continue  # it stands below the lead that decides it
            body = _decider(reading, reading.text[a:b])
            if body is None:
                text = reading.text[a:b]
                if led:
                    continue
                if cue("decision", "of_item").match(text) or cue("decision", "passive").search(text):
                    ours = (Actor(organisation=reading.body),) if reading.body and not unions else ()
                    found.append(Found(ActKind.DECISION, a, b, ours, form=outcome(text)))
                continue
            below = points_below(reading.paragraphs, i, block.last) if b == paragraph.end else i + 1
            if below == i + 1 < block.last and b == paragraph.end and is_lead(paragraph.text):
                below += 1  # "Nämnden beslutar" alone on its line: what it decides stands below
            if led and not _led(reading, block, i, (a, b), below):
                continue
            end = _points_end(reading, below - 1) if below > i + 1 else b
            form = decided(reading.text[a:end])
            found.append(Found(ActKind.DECISION, a, end, (Actor(organisation=body),), form=form))
    return found


def _led(reading: Reading, block: Block, i: int, place: tuple[int, int], below: int) -> bool:
    """Whether a sentence opens its paragraph and leads what is decided, and is not what somebody moves ("yrkar:")."""
    if place[0] != reading.paragraphs[i].start or reading.paragraphs[i - 1].text.rstrip().endswith(":"):
        return False
    # In how the chair put the question such a sentence may be what is voted on.
    return below > i + 1 or (block.kind != "course" and _ATT.match(reading.text[slice(*place)]) is not None)


def _points_end(reading: Reading, i: int) -> int:
    """The end of the last point at `i`, before what print has run on behind it."""
    paragraph = reading.paragraphs[i]
    behind = (a for a, b in reading.sentences(paragraph)[1:] if ends_what_was_decided(reading.text[a:b]))
    stop = next(behind, None)
    return paragraph.end if stop is None else paragraph.start + len(reading.text[paragraph.start : stop].rstrip())


def _decider(reading: Reading, text: str) -> str | None:
    """Who decides in a sentence: the body of the meeting, or the employer whom a union has moved something."""
    employer = cue("decision", "employer").match(text) if reading.genre is Genre.UNION_MINUTES else None
    if employer:
        return employer["who"]
    subject = bodies.subject().match(text)
    decides = verb("decision").search(text) or cue("decision", "outcome").search(text)
    decides = decides or (subject and cue("decision", "itself").match(text[subject.end() :]))
    if not subject or not decides or cue("decision", "not_ours").search(text) or text.endswith("?"):
        return None
    if reading.genre is Genre.UNION_MINUTES and subject["body"].isupper():
        return subject["body"]  # the group under its short form
    body = plain_body(subject["body"], reading.body)
    ours = reading.body in (None, body) or body.endswith("gruppen")
    return body if ours and not _retold(reading, text) else None


def _retold(reading: Reading, text: str) -> bool:
    """Whether a sentence tells of a decision of an earlier day."""
    head = re.split(r"\batt\b", text, maxsplit=1)[0]
    told = dates.first(head)
    if told is not None and told == reading.date:
        return False
    return bool(cue("decision", "retold").search(head))


def by_the_chair(reading: Reading, known: set[Item]) -> list[Found]:
    """What the chair finds in items of which nothing else says what was decided; nothing where a vote comes after."""
    last: dict[Item, Found] = {}
    for number, block in enumerate(reading.blocks):
        if block.paragraph is None or block.item in known or block.kind in ("earlier", "proposal", "papers"):
            continue
        for i in range(block.body, block.last):
            for a, b in reading.sentences(reading.paragraphs[i]):
                text = reading.text[a:b]
                if cue("decision", "found").match(text):
                    ours = (Actor(organisation=reading.body),) if reading.body else ()
                    act = Found(ActKind.DECISION, a, b, ours, form=outcome(text))
                    act.block = number
                    last[block.item] = act
                elif cue("decision", "vote").search(text):
                    last.pop(block.item, None)
    return list(last.values())
