"""Decisions of a body. What it decides to propose to a body above it is a proposal."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.acts.blocks import debate, is_lead, span, words
from corpus.acts.deciding import by_the_chair, sentences
from corpus.acts.movers import plain_body
from corpus.acts.outcomes import outcome
from corpus.acts.proposals import board_on_top
from corpus.acts.reading import Found, Reading, cue
from corpus.records import ActKind, Actor, Genre
from corpus.structure.lines import Paragraph
from corpus.structure.sections import Block

DECIDING = (Genre.MINUTES, Genre.MINUTES_EXTRACT, Genre.UNION_MINUTES)
LONG = 1500  # characters above which a decision of numbered points is one act a point
_NUMBER = re.compile(r"\(?\d{1,3}[.)]\s")
# Blocks behind which the decision may stand without a heading of its own.
BEFORE_IT = ("motion", "course", "dissent")


def decisions(reading: Reading) -> list[Found]:
    """The decisions of minutes: the "Beslut" block; without one, the sentences in which a body decides."""
    if reading.genre is Genre.CONSULTATION_RESPONSE:
        return _opinions(reading)
    if reading.genre not in DECIDING:
        return []
    found: list[Found] = []
    decided_items = {b.item for b in reading.blocks if b.kind == "decision"}
    steps = {number: _steps(reading, block) for number, block in enumerate(reading.blocks)}
    deciders = {reading.blocks[n].item: acts[0].actors for n, acts in steps.items() if acts}
    for number, block in enumerate(reading.blocks):
        if block.kind == "decision":
            # Whoever decides step by step is who the block's decision is of, whatever board the head names.
            acts = _block(reading, block, deciders.get(block.item, ()))
        elif block.item in decided_items:
            acts = steps[number]
        elif block.kind is None:
            acts = sentences(reading, block)
        elif block.kind in BEFORE_IT:
            acts = sentences(reading, block, led=True)
        else:
            acts = []
        for act in acts:
            act.block = number
        found.extend(acts)
    known = {reading.blocks[act.block].item for act in found if act.block is not None}
    return found + by_the_chair(reading, known)


def _steps(reading: Reading, block: Block) -> list[Found]:
    """What the meeting decides on the way to its decision, told in the course of the matter or of the vote."""
    heading = block.heading[-1].casefold() if block.heading else ""
    if block.kind != "course" and not cue("decision", "course").search(heading):
        return []
    found = []
    for paragraph in words(reading, block):
        for a, b in reading.sentences(paragraph):
            text = reading.text[a:b]
            step = cue("decision", "step").match(text)
            if step and not cue("decision", "not_ours").search(text):
                body = plain_body(step["body"], reading.body)
                found.append(Found(ActKind.DECISION, a, b, (Actor(organisation=body),), form=outcome(text)))
    return found


def _opinions(reading: Reading) -> list[Found]:
    """The decisions of a board on its answer to what was sent to it, told in the answer itself."""
    found = []
    drafts = [range(block.first, block.last) for block in reading.blocks if block.kind == "proposal"]
    for i, paragraph in enumerate(reading.paragraphs):
        if any(i in draft for draft in drafts):
            continue
        for a, b in reading.sentences(paragraph):
            told = cue("decision", "opinion").match(reading.text[a:b])
            if told and plain_body(told["body"], reading.body) == reading.body:
                form = outcome(reading.text[a:b])
                to = tuple(actor for actor in board_on_top(reading) if actor.organisation != reading.body)
                by = (Actor(organisation=reading.body),)
                found.append(Found(ActKind.DECISION, a, b, by, to if told["answers"] else (), form=form))
    return found


def _block(reading: Reading, block: Block, decider: tuple[Actor, ...] = ()) -> list[Found]:
    """One decision, or one a point where it is long, and one proposal for what goes on to a higher body."""
    found: list[Found] = []
    body = decider or ((Actor(organisation=reading.body),) if reading.body else ())
    own = _before(words(reading, block), debate(reading, block))
    for above, paragraphs in _stretches(reading, _cut(reading, own)):
        text = "\n".join(p.text for p in paragraphs)
        if above is not None:
            by, to = above
            found.append(Found(ActKind.PROPOSAL, *span(paragraphs), by, to, form=outcome(text)))
        elif all(cue("decision", "lead").match(p.text) for p in paragraphs):
            continue
        elif len(text) > LONG and any(_NUMBER.match(p.text) for p in paragraphs):
            for point in _points(paragraphs):
                form = outcome("\n".join(p.text for p in point))
                found.append(Found(ActKind.DECISION, *span(point), body, form=form))
        else:
            found.append(Found(ActKind.DECISION, *span(paragraphs), body, form=outcome(text)))
    return found


def _before(paragraphs: list[Paragraph], debate: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs above those of the debate, and what stands before it in its first."""
    if not debate:
        return paragraphs
    start = debate[0].start
    found = [p for p in paragraphs if p.end <= start]
    for cut in (p for p in paragraphs if p.start < start < p.end):
        text = cut.text[: start - cut.start].rstrip()
        found.append(replace(cut, end=cut.start + len(text), text=text))
    return found


def _cut(reading: Reading, paragraphs: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs, cut before a sentence that turns to a body above or back: print runs it on."""
    found: list[Paragraph] = []
    for paragraph in paragraphs:
        start = paragraph.start
        for a, b in reading.sentences(paragraph)[1:]:
            sentence = replace(paragraph, start=a, end=b, text=reading.text[a:b])
            if _upwards(reading, sentence) or cue("decision", "own").match(sentence.text):
                kept = reading.text[start:a].rstrip()
                found.append(replace(paragraph, start=start, end=start + len(kept), text=kept))
                start = a
        found.append(replace(paragraph, start=start, text=reading.text[start : paragraph.end]))
    return found


Above = tuple[tuple[Actor, ...], tuple[Actor, ...]]  # who proposes, and to whom


def _stretches(reading: Reading, paragraphs: list[Paragraph]) -> list[tuple[Above | None, list[Paragraph]]]:
    """The paragraphs of a block, cut where it begins or ends to propose to a body above."""
    found: list[tuple[Above | None, list[Paragraph]]] = []
    lasting = True  # whether a paragraph without a lead of its own goes on with what came before
    for paragraph in paragraphs:
        above = _upwards(reading, paragraph)
        if above is not None:
            found.append((above, [paragraph]))
            lasting = is_lead(paragraph.text)
        elif found and found[-1][0] is not None and (_decides_itself(reading, paragraph, found[-1][0]) or not lasting):
            if not lasting and re.match(r"att\b", paragraph.content):
                found[-1][1].append(paragraph)
                continue
            found.append((None, [paragraph]))
            lasting = True
        elif found:
            found[-1][1].append(paragraph)
        else:
            found.append((None, [paragraph]))
    return _leads_moved(found)


def _leads_moved(found: list[tuple[Above | None, list[Paragraph]]]) -> list[tuple[Above | None, list[Paragraph]]]:
    """A lead that ends one stretch ("Enligt förvaltningens förslag:") belongs to none."""
    kept = []
    for i, (above, paragraphs) in enumerate(found):
        if i + 1 < len(found):
            while paragraphs and cue("decision", "lead").match(paragraphs[-1].text):
                paragraphs = paragraphs[:-1]
        if paragraphs:
            kept.append((above, paragraphs))
    return kept


def _upwards(reading: Reading, paragraph: Paragraph) -> Above | None:
    """Who proposes and to whom, where a paragraph of a decision opens a proposal to another body."""
    text = paragraph.content
    match = cue("decision", "upwards").match(text)
    bare = None if match else cue("decision", "upwards_bare").match(text)
    if match:
        by, to = plain_body(match["body"], reading.body), plain_body(match["above"], None)
    elif bare:
        by, to = reading.body or "", plain_body(bare["above"] or bare["above_first"], None)
    else:
        return None
    if to in (reading.body, by):
        return None
    return ((Actor(organisation=by),) if by else ()), (Actor(organisation=to),)


def _decides_itself(reading: Reading, paragraph: Paragraph, above: Above | None) -> bool:
    own = cue("decision", "own").match(paragraph.content)
    if own is None:
        return False
    body = plain_body(own["body"], reading.body) if own["body"] else reading.body
    return above is None or all(actor.organisation != body for actor in above[1])


def _points(paragraphs: list[Paragraph]) -> list[list[Paragraph]]:
    """The numbered points, each with the lines below it; leads before the first point are left out."""
    found: list[list[Paragraph]] = []
    for paragraph in paragraphs:
        if _NUMBER.match(paragraph.text):
            found.append([paragraph])
        elif found and not cue("decision", "lead").match(paragraph.text):
            found[-1].append(paragraph)
    return found
