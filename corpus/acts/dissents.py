"""Who was against a decision or did not take part: reservations, särskilda uttalanden, ersättaryttranden, notes."""

from __future__ import annotations

import re
from functools import cache

from corpus.acts.blocks import LISTS, words
from corpus.acts.decisions import DECIDING
from corpus.acts.movers import heading_groups, movers, named
from corpus.acts.reading import Found, Reading, cue, verb
from corpus.cues import Cue
from corpus.data import load
from corpus.records import ActKind, Actor, Form, Genre
from corpus.structure.lines import Paragraph
from corpus.structure.sections import Block

DISSENT_IN = (*DECIDING, Genre.CONSULTATION_RESPONSE)


def dissents(reading: Reading) -> list[Found]:
    """One act a person or group that dissents; the text below its sentence belongs to it."""
    if reading.genre not in DISSENT_IN:
        return []
    found: list[Found] = []
    for number, block in enumerate(reading.blocks):
        if block.kind == "dissent":
            acts = _headed(reading, block)
        elif block.kind not in LISTS:
            acts = [act for p in reading.paragraphs[block.body : block.last] for act in _in_prose(reading, p)]
        else:
            acts = []
        for act in acts:
            act.block = number
        found.extend(acts)
    return found


def _headed(reading: Reading, block: Block) -> list[Found]:
    paragraphs = words(reading, block)
    heading = block.heading[-1] if block.heading else ""
    found: list[Found] = []
    opened = False
    for paragraph in paragraphs:
        for i, (a, b) in enumerate(reading.sentences(paragraph)):
            if cue("dissent", "biased").search(reading.text[a:b]):
                opened = False
                continue
            if cue("dissent", "announced").search(reading.text[a:b]):
                found.extend(_announced(reading, a, b))
                opened = False
                continue
            act = _opens(reading, a, b)
            if act is not None and not (opened and _goes_on(reading, found[-1], act, i)):
                entered = verb("dissent_entered").search(reading.text[a:b])
                act.form = (_form(heading) if entered else act.form) or act.form or _form(heading)
                found.append(act)
                opened = True
            elif opened:
                found[-1].end = b
    return found or _unsaid(reading, paragraphs, heading)


def _announced(reading: Reading, a: int, b: int) -> list[Found]:
    """ "Anna Ek (S) anmäler att hon avser inkomma med en protokollsanteckning": she says so, and no more is known."""
    text = reading.text[a:b]
    said = cue("dissent", "announced").search(text)
    actors = movers(reading, text, said.start(), said.end()) if said else ()
    return [Found(ActKind.INFORMATION, a, b, actors)] if actors else []


def _goes_on(reading: Reading, last: Found, act: Found, position: int) -> bool:
    """Whether a sentence that would open a dissent is still the text of the last one."""
    told = reading.text[last.start : act.start]
    quoted = told.count("”") + told.count('"') + told.count("“")
    same = {a.party for a in act.actors} <= {a.party for a in last.actors} and not any(a.name for a in act.actors)
    return quoted % 2 == 1 or (position > 0 and same)


def _in_prose(reading: Reading, paragraph: Paragraph) -> list[Found]:
    """Dissents in running text; words that are announced run to the end of the paragraph."""
    found: list[Found] = []
    for a, b in reading.sentences(paragraph):
        act = None if cue("dissent", "biased").search(reading.text[a:b]) else _opens(reading, a, b)
        if act is not None:
            found.append(act)
        elif found and found[-1].form not in (Form.RESERVATION, Form.ABSTENTION):
            found[-1].end = b
    return found


def _opens(reading: Reading, a: int, b: int) -> Found | None:
    """The dissent that a sentence tells of."""
    text = reading.text[a:b]
    told = verb("dissent").search(text)
    if told is None or cue("dissent", "denied").match(text[told.end() :]):
        return None
    actors = _dissenters(reading, movers(reading, text, told.start(), told.end()))
    return Found(ActKind.DISSENT, a, b, actors, form=_form(told.group())) if actors else None


def _dissenters(reading: Reading, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Unions dissent as parties do; in other minutes an administration only informs."""
    unions = reading.genre is Genre.UNION_MINUTES
    return tuple(actor for actor in actors if actor.name or actor.party or unions)


def _unsaid(reading: Reading, paragraphs: list[Paragraph], heading: str) -> list[Found]:
    """A block whose heading, first line ("Anna Ek (S):") or last line names who dissents."""
    if not paragraphs or any(cue("dissent", "biased").search(p.text) for p in paragraphs[:1]):
        return []
    first = named(reading, paragraphs[0].text)
    alone = first and first[0].start <= 3 and re.fullmatch(r"[\s:.]*", paragraphs[0].text[first[-1].end :])
    labelled = first and first[0].start <= 3 and paragraphs[0].text[first[0].end :].startswith(":")
    last = named(reading, paragraphs[-1].text)
    signed = last and len(paragraphs) > 1 and re.fullmatch(r"[\s,.]*", paragraphs[-1].text[last[-1].end :])
    actors = tuple(m.actor for m in named(reading, heading) if m.start > 3)
    actors = actors or heading_groups(heading, reading.municipality)
    if not actors and (alone or labelled):
        actors = tuple(m.actor for m in (first if alone else first[:1]))
    if not actors and signed and last[0].start <= 3:
        actors = tuple(m.actor for m in last)
    actors = _dissenters(reading, actors)
    if not actors:
        return []
    return [Found(ActKind.DISSENT, paragraphs[0].content_start, paragraphs[-1].end, actors, form=_form(heading))]


@cache
def _forms() -> dict[Form, Cue]:
    return {Form(name): cue("dissent_form", name) for name in load("acts")["dissent_form"]}


def _form(said: str) -> Form | None:
    return next((form for form, pattern in _forms().items() if pattern.search(said)), None)
