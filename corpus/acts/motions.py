"""Motions from the floor, told in minutes: "A (S) och B (M) yrkar bifall till …", with the points below."""

from __future__ import annotations

from corpus.acts.blocks import LISTS, points_below
from corpus.acts.movers import movers
from corpus.acts.outcomes import aim
from corpus.acts.reading import Found, Reading, verb
from corpus.records import ActKind, Genre
from corpus.structure.sections import Block

TOLD_IN = (Genre.MINUTES, Genre.MINUTES_EXTRACT, Genre.UNION_MINUTES)
_NO_MOTIONS = (*LISTS, "dissent", "decision", "proposal")


def told_motions(reading: Reading) -> list[Found]:
    """One motion a sentence of one mover, or of several movers together."""
    if reading.genre not in TOLD_IN:
        return []
    found: list[Found] = []
    for number, block in enumerate(reading.blocks):
        if block.kind not in _NO_MOTIONS:
            for act in _block(reading, block):
                act.block = number
                found.append(act)
    return found


def _block(reading: Reading, block: Block) -> list[Found]:
    found: list[Found] = []
    i = block.body
    while i < block.last:
        paragraph = reading.paragraphs[i]
        below = points_below(reading.paragraphs, i, block.last)
        acts = [act for a, b in reading.sentences(paragraph) if (act := _sentence(reading, a, b))]
        if acts and below > i + 1 and acts[-1].end == paragraph.end:
            acts[-1].end = reading.paragraphs[below - 1].end
            acts[-1].form = acts[-1].form or aim(reading.text[acts[-1].start : acts[-1].end])
            i = below - 1
        found.extend(acts)
        i += 1
    return found


def _sentence(reading: Reading, a: int, b: int) -> Found | None:
    text = reading.text[a:b]
    moved = verb("motion").search(text)
    actors = movers(reading, text, moved.start(), moved.end()) if moved else ()
    if moved is None or not actors or text.endswith("?"):
        return None
    return Found(ActKind.MOTION, a, b, actors, form=aim(text[moved.start() :]))
