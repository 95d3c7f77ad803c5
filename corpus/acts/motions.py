"""Motions: told in minutes ("A (S) och B (M) yrkar bifall till …"), or a union's in its own paper; points included."""

from __future__ import annotations

import re

from corpus.acts.blocks import LISTS, debate, points_below
from corpus.acts.movers import from_the_floor, heading_groups, movers, named
from corpus.acts.outcomes import aim
from corpus.acts.reading import Found, Reading, cue, verb
from corpus.records import ActKind, Actor, Genre
from corpus.structure import appendices
from corpus.structure.sections import Block

TOLD_IN = (Genre.MINUTES, Genre.MINUTES_EXTRACT, Genre.UNION_MINUTES)
UNIONS_IN = (Genre.EMAIL, Genre.LETTER)
_NO_MOTIONS = (*LISTS, "dissent", "proposal")


def told_motions(reading: Reading) -> list[Found]:
    """One motion a sentence of one mover, or of several movers together; in a letter those of a union alone."""
    if reading.genre not in (*TOLD_IN, *UNIONS_IN):
        return []
    found: list[Found] = []
    for number, block in enumerate(reading.blocks):
        if block.kind not in _NO_MOTIONS:
            for act in _block(reading, block):
                if reading.genre in UNIONS_IN and not all(_union(actor) for actor in act.actors):
                    continue
                if reading.genre in UNIONS_IN and reading.heads:
                    act.addressees = reading.heads[0].addressees
                act.block = number
                found.append(act)
    return found


def _union(actor: Actor) -> bool:
    return not actor.name and not actor.party and from_the_floor(actor)


def _block(reading: Reading, block: Block) -> list[Found]:
    found: list[Found] = []
    appended = bool(block.heading) and appendices.opens(block.heading[0]) and block.paragraph is None
    i = _first(reading, block)
    while i < block.last:
        paragraph = reading.paragraphs[i]
        below = points_below(reading.paragraphs, i, block.last)
        acts = _sentences(reading, reading.sentences(paragraph), _right_above(reading, found, i))
        if not acts and appended and cue("motion", "own").search(paragraph.text):
            acts = _own(reading, block, i, below)
        if acts and below > i + 1 and acts[-1].end == paragraph.end:
            acts[-1].end = reading.paragraphs[below - 1].end
            acts[-1].form = acts[-1].form or aim(reading.text[acts[-1].start : acts[-1].end])
            i = below - 1
        found.extend(acts)
        i += 1
    return found


def _first(reading: Reading, block: Block) -> int:
    """The first paragraph that can hold a motion: in a decision, where the debate below it begins."""
    if block.kind != "decision":
        return block.body
    below = debate(reading, block)
    if not below:
        return block.last
    return next(i for i in range(block.body, block.last) if reading.paragraphs[i].end >= below[0].end)


def _right_above(reading: Reading, found: list[Found], i: int) -> Found | None:
    """The motion with which the paragraph above ends."""
    return found[-1] if found and found[-1].end == reading.paragraphs[i - 1].end else None


def _sentences(reading: Reading, sentences: list[tuple[int, int]], above: Found | None) -> list[Found]:
    """The motions of a paragraph; a second choice ("I andra hand att …") belongs to the motion before it."""
    found: list[Found] = []
    last = above
    for a, b in sentences:
        act = _sentence(reading, a, b)
        if act is not None:
            found.append(act)
            last = act
        elif last is not None and cue("motion", "second_choice").match(reading.text[a:b]):
            last.end = b
        else:
            last = found[-1] if found else None
    return found


def _sentence(reading: Reading, a: int, b: int) -> Found | None:
    text = reading.text[a:b]
    seconds = None if verb("motion").search(text) else cue("motion", "seconds").search(text)
    moved = verb("motion").search(text) or seconds or cue("motion", "stated").search(text) or _floor(text)
    actors = movers(reading, text, moved.start(), moved.end()) if moved else ()
    if moved is None or not actors or text.endswith("?"):
        return None
    if not verb("motion").search(text) and not all(from_the_floor(actor) for actor in actors):
        return None
    # Who is for another's proposal ("biföll NN:s förslag") supports it: that is no aim of its own.
    return Found(ActKind.MOTION, a, b, actors, form=None if seconds else aim(text[moved.start() :]))


def _floor(text: str) -> re.Match[str] | None:
    """The verb of a proposal made at the meeting itself: not in a paper, and not about how to go on."""
    told = cue("proposal", "written").search(text) or cue("proposal", "procedural").search(text)
    return None if told else verb("proposal").search(text)


def _own(reading: Reading, block: Block, i: int, below: int) -> list[Found]:
    """A written motion among the appendices ("Vi yrkar …"): whose it is stands below it, or in its heading."""
    paragraph = reading.paragraphs[i]
    start = next((a for a, b in reading.sentences(paragraph) if cue("motion", "own").search(reading.text[a:b])), None)
    signed = reading.paragraphs[below : min(block.last, below + 1)]
    lines = [p.text for p in signed if len(p.text) < 80] + [reading.paragraphs[block.first].text]
    lines += [p.text for p in reading.paragraphs[block.body : min(i, block.body + 2)]]
    for line in lines:
        actors = tuple(m.actor for m in named(reading, line)) or heading_groups(line, reading.municipality)
        if actors and start is not None:
            return [Found(ActKind.MOTION, start, paragraph.end, actors, form=aim(paragraph.text))]
    return []
