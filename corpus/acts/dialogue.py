"""Questions, answers and information told in minutes: "Vision frågade hur …", "NN (S) ställer en fråga …"."""

from __future__ import annotations

from corpus.acts.blocks import debate
from corpus.acts.items import asked_in_headings, asked_in_lists, item_of
from corpus.acts.labelled import labelled
from corpus.acts.reading import Found, Reading, cue
from corpus.acts.teller import Teller
from corpus.data import load
from corpus.records import ActKind, Actor, Genre
from corpus.structure.sections import Block

TOLD_IN = (
    Genre.MINUTES, Genre.MINUTES_EXTRACT, Genre.UNION_MINUTES, Genre.OFFICER_REPORT, Genre.OTHER, Genre.EMAIL,
)  # fmt: skip
_MINUTES = (Genre.MINUTES, Genre.MINUTES_EXTRACT)
_NO_BLOCKS = ("present", "absent", "adjoined", "papers", "dissent")
EMPLOYER = "Arbetsgivaren"
_WRITTEN = ("proposal", "motion")  # what such a block says was not told by word of mouth


def told(reading: Reading) -> list[Found]:
    """Questions, answers and information that the text tells of, with who said them."""
    if reading.genre not in TOLD_IN:
        return []
    pairs = labelled(reading, reading.genre is Genre.UNION_MINUTES)
    asked = asked_in_headings(reading) if reading.genre in _MINUTES else {}
    taken = [(act.start, act.end) for act in pairs]
    found: list[Found] = []
    for number, block in enumerate(reading.blocks):
        if block.kind in _NO_BLOCKS:
            continue
        item = item_of(reading, number, asked)
        acts = _block(reading, block, taken, item)
        if item is not None and item.block is not None:
            _put_in_words(acts, item, asked)
        for act in acts:
            act.block = number
            found.append(act)
    found.extend(asked.values())
    found.extend(asked_in_lists(reading) if reading.genre in _MINUTES else [])
    answers = [act for act in pairs if act.kind is ActKind.ANSWER and not act.actors]
    speaker = _usual_answerer(found) if reading.genre is Genre.UNION_MINUTES else ()
    for act in answers:
        act.actors = speaker or _other_side(reading, act)
    return found + pairs


def _other_side(reading: Reading, answer: Found) -> tuple[Actor, ...]:
    """Who answers a union in minutes of two sides, where nothing else says it: the employer."""
    asked = answer.reply_to.actors if answer.reply_to is not None else ()
    of_unions = bool(asked) and all(actor.organisation in load("actors")["unions"] for actor in asked)
    if reading.genre is not Genre.UNION_MINUTES or not of_unions:
        return ()
    return (Actor(organisation=EMPLOYER),)


def _usual_answerer(found: list[Found]) -> tuple[Actor, ...]:
    """The one side that answers in these minutes: it wrote the answers of an appendix as well."""
    sides = {act.actors for act in found if act.kind is ActKind.ANSWER and not any(a.name for a in act.actors)}
    return next(iter(sides)) if len(sides) == 1 else ()


def _put_in_words(acts: list[Found], item: Found, asked: dict[int, Found]) -> None:
    """Where the item gives the asker's questions in words, its heading asks nothing more."""
    # What the asker asks after an answer is another question.
    answered = min((act.start for act in acts if act.kind is ActKind.ANSWER), default=None)
    words = [
        act
        for act in acts
        if act.kind is ActKind.QUESTION and act.actors == item.actors and (answered is None or act.start < answered)
    ]
    if not words or item.block is None or asked.get(item.block) is not item:
        return
    for act in words:
        act.addressees = act.addressees or item.addressees
        act.when, act.undated = act.when or item.when, item.undated
    for act in acts:
        if act.reply_to is item:
            act.reply_to = words[0]
    asked[item.block] = words[0]


def _block(reading: Reading, block: Block, taken: list[tuple[int, int]], item: Found | None) -> list[Found]:
    appended = bool(block.heading) and cue("information", "not_in").match(block.heading[0]) is not None
    heard = reading.genre in (*_MINUTES, Genre.UNION_MINUTES) and not appended and block.kind not in _WRITTEN
    teller = Teller(reading, item, hears=heard)
    decided = block.kind == "decision"
    for paragraph in debate(reading, block) if decided else reading.paragraphs[block.body : block.last]:
        if any(a < paragraph.end and paragraph.start < b for a, b in taken):
            teller.close()
        else:
            teller.paragraph(paragraph)
    return teller.found
