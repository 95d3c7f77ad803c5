"""Items of minutes that are a member's question: "§ 36 Interpellation av NAMN (P) till NAMN (P) angående …"."""

from __future__ import annotations

from datetime import date

from corpus import dates
from corpus.acts.reading import Found, Reading, cue
from corpus.matters import Matter, read_matter
from corpus.records import ActKind, Actor, Genre
from corpus.sentences import sentences
from corpus.structure.sections import Block

ASKED = (Genre.INTERPELLATION, Genre.SIMPLE_QUESTION)


def asked_in_headings(reading: Reading) -> dict[int, Found]:
    """Number of a block → the question act of its heading; a table of contents' own line is passed over."""
    found: dict[tuple[tuple[Actor, ...], str], tuple[int, Found]] = {}
    for number, block in enumerate(reading.blocks):
        if block.kind is not None or not block.heading:
            continue
        title = block.heading[-1] or _first_line(reading, block)
        matter = read_matter(title, reading.municipality)
        if matter is None or matter.kind not in ASKED or not matter.actors:
            continue
        last = block.body if block.heading[-1] else block.body + 1
        act = _heading_act(reading, number, range(block.first, max(last, block.first + 1)), matter)
        if act is not None:
            found[matter.actors, matter.topic] = (number, act)
    return dict(found.values())


def item_of(reading: Reading, number: int, asked: dict[int, Found]) -> Found | None:
    """The question that the item of a block is about: its own heading's, or that of the item it lies in."""
    if number in asked:
        return asked[number]
    block = reading.blocks[number]
    for other in range(number - 1, -1, -1):
        above = reading.blocks[other]
        if above.item != block.item:
            return None
        if other in asked:
            return asked[other]
    return None


def asked_in_lists(reading: Reading) -> list[Found]:
    """Interpellations that a point of a decision receives: "2. Interpellation av A (M) till B (S) om X får ställas".

    Below a heading for new papers each sentence may name one: "Motion av C (V) om Y. Interpellation av A (M) om X."
    """
    found = []
    for number, block in enumerate(reading.blocks):
        lists = cue("question", "new_papers").search(block.heading[-1] or "") if block.heading else None
        if not lists and block.kind != "decision":
            continue
        for paragraph in reading.paragraphs[block.body : block.last]:
            content = paragraph.content
            for start, end in sentences(content) if lists else [(0, len(content))]:
                received = cue("question", "received").search(content, start, end)
                if received is None and not lists:
                    continue
                named = content[start : received.start() if received else end].rstrip(". \n")
                matter = read_matter(named, reading.municipality)
                if matter is not None and matter.kind in ASKED and matter.actors and matter.topic:
                    begin = paragraph.content_start + start
                    found.append(_put(reading, begin, begin + len(named), matter, number))
    return found


def _put(reading: Reading, start: int, end: int, matter: Matter, number: int) -> Found:
    """The question that a stretch of a block names."""
    actors = tuple(reading.register.resolve(actor) for actor in matter.actors)
    to = tuple(_person(reading, actor) for actor in matter.addressees)
    return Found(ActKind.QUESTION, start, end, actors, to, block=number)


def _first_line(reading: Reading, block: Block) -> str:
    """The line below a § that gives only its number: a title too long to be taken for one."""
    return reading.paragraphs[block.body].text if block.paragraph and block.body < block.last else ""


def _heading_act(reading: Reading, number: int, lines: range, matter: Matter) -> Found | None:
    """The act of a heading, its span the heading's words."""
    start, end = reading.paragraphs[lines[0]].start, reading.paragraphs[lines[-1]].end
    begin = cue("question", "heading").search(reading.text, start, end)
    if begin is None:
        return None
    start = begin.start()
    actors = tuple(reading.register.resolve(actor) for actor in matter.actors)
    addressees = tuple(_person(reading, actor) for actor in matter.addressees)
    when = _asked_on(reading, number)
    return Found(ActKind.QUESTION, start, end, actors, addressees, when=when, block=number, undated=when is None)


def _person(reading: Reading, actor: Actor) -> Actor:
    """An addressee named by role is the one person of the document who holds it."""
    if actor.name or not actor.role:
        return reading.register.resolve(actor)
    return reading.register.holder(actor.role) or actor


def _asked_on(reading: Reading, number: int) -> date | None:
    """When it was put: the meeting's date where this meeting receives it, or the date that the item tells."""
    block = reading.blocks[number]
    text = ""
    for other in reading.blocks[number:]:
        if other.item != block.item:
            break
        text += reading.text[reading.paragraphs[other.first].start : reading.paragraphs[other.last - 1].end] + "\n"
    put = cue("question", "put_on").search(text)
    told = dates.first(put.group()) if put else None
    if told is not None:
        return told
    return reading.date if cue("question", "received").search(text) else None
