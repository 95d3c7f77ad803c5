"""Decisions of a body, and the dissents from them."""

from __future__ import annotations

import re

from corpus import parties
from corpus.acts.reading import Found, Reading, cue, verb
from corpus.records import ActKind, Actor, Genre
from corpus.structure.sections import Block

DECIDING = (Genre.MINUTES, Genre.MINUTES_EXTRACT, Genre.UNION_MINUTES)
# The board's own decision may be to propose something to the council above it: that stays a proposal.
_UPWARDS = re.compile(
    r"(?P<body>[\w-]*(?:styrelsen|nämnden|utskottet))\b[^.\n]{0,140}?\bföreslår (?:därför )?(?:att )?"
    r"(?P<above>[\w-]*(?:fullmäktige|styrelsen|nämnden))",
    re.IGNORECASE,
)
_PROPOSERS = re.compile(r"^(?:på förslag av|enligt)\b.*:$", re.IGNORECASE)
_CODES = re.compile(r"\bfrån\s+((?:[A-ZÅÄÖ]\w{0,3}(?:,\s*|\s+och\s+|\s+samt\s+))*[A-ZÅÄÖ]\w{0,3})\b")
_BIASED = re.compile(r"\bjäv\b|\bdeltar inte i handläggningen", re.IGNORECASE)  # stepping aside is no dissent
_NOT = re.compile(r"\W*(?:(?:oss|mig|sig) )?inte\b", re.IGNORECASE)
MIN_WORDS = 4  # of a paragraph of a long decision; shorter ones are list stubs and headings
LONG = 1500  # characters above which a decision block is cut into its paragraphs


def decisions(reading: Reading) -> list[Found]:
    """The decisions of minutes: the "Beslut" block; without one, the sentences in which a body decides."""
    if reading.genre not in DECIDING:
        return []
    found: list[Found] = []
    decided_items = {_item(b) for b in reading.blocks if b.kind == "decision"}
    for number, block in enumerate(reading.blocks):
        if block.kind == "decision":
            for act in _block(reading, block):
                act.block = number
                found.append(act)
        elif _item(block) not in decided_items and block.kind is None:
            for act in _sentences(reading, block):
                act.block = number
                found.append(act)
    return found


def _item(block: Block) -> tuple[str | None, tuple[str, ...]]:
    return block.paragraph, block.heading[:1]


def _block(reading: Reading, block: Block) -> list[Found]:
    paragraphs = [p for p in reading.paragraphs[block.body : block.last] if p.text.strip()]
    if not paragraphs:
        return []
    whole = reading.text[paragraphs[0].start : paragraphs[-1].end]
    upwards = _UPWARDS.search(whole[:200])
    body = (Actor(organisation=reading.body),) if reading.body else ()
    if upwards:
        proposer = (Actor(organisation=upwards["body"].casefold()),)
        above = (Actor(organisation=upwards["above"].casefold()),)
        return [Found(ActKind.PROPOSAL, paragraphs[0].start, paragraphs[-1].end, proposer, above)]
    if len(whole) <= LONG:
        return [Found(ActKind.DECISION, paragraphs[0].start, paragraphs[-1].end, body)]
    return [
        Found(ActKind.DECISION, p.start, p.end, body)
        for p in paragraphs
        if not _PROPOSERS.match(p.text)
        and (len(p.content.split()) >= MIN_WORDS or cue("decision", "outcome").search(p.text))
    ]


def _sentences(reading: Reading, block: Block) -> list[Found]:
    found = []
    for paragraph in reading.paragraphs[block.body : block.last]:
        for a, b in reading.sentences(paragraph):
            text = reading.text[a:b]
            decides = verb("decision").search(text)
            outcome = cue("decision", "outcome").search(text)
            if not (decides or outcome) or cue("decision", "not_ours").search(text) or text.endswith("?"):
                continue
            subject = re.match(
                r"(?P<body>[\wåäö-]*(?:nämnden|styrelsen|fullmäktige|utskottet|FVG|KF|KS|gruppen))\b",
                text,
                re.IGNORECASE,
            )
            if subject and (decides or outcome):
                found.append(Found(ActKind.DECISION, a, b, (Actor(organisation=subject["body"]),)))
    return found


def dissents(reading: Reading) -> list[Found]:
    """Reservations, särskilda uttalanden, ersättaryttranden and notes: the block, or one sentence."""
    if reading.genre not in DECIDING:
        return []
    found: list[Found] = []
    for number, block in enumerate(reading.blocks):
        headed = block.kind == "dissent" and block.body < block.last
        if headed:
            first, last = reading.paragraphs[block.body], reading.paragraphs[block.last - 1]
            actors = () if _BIASED.search(first.text) else _dissenters(reading, first.text)
            if actors:
                found.append(Found(ActKind.DISSENT, first.start, last.end, actors, block=number))
                continue
        if block.kind in ("present", "absent", "papers"):
            continue
        for paragraph in reading.paragraphs[block.body : block.last]:
            for a, b in reading.sentences(paragraph):
                told = verb("dissent").search(reading.text[a:b])
                if told and not _BIASED.search(reading.text[a:b]) and not _NOT.match(reading.text, a + told.end()):
                    actors = _dissenters(reading, reading.text[a:b])
                    if actors:
                        found.append(Found(ActKind.DISSENT, a, b, actors, block=number))
    return found


def _dissenters(reading: Reading, text: str) -> tuple[Actor, ...]:
    """The people, or the groups ("Ledamöterna från M, D och L"), that a dissent names."""
    # Unions dissent as parties do; in other minutes an administration only informs.
    unions = reading.genre is Genre.UNION_MINUTES
    named = tuple(m.actor for m in reading.mentions(text) if m.actor.name or m.actor.party or unions)
    if named:
        return named
    groups: list[Actor] = []
    for match in _CODES.finditer(text):
        for code in re.split(r",\s*|\s+och\s+|\s+samt\s+", match.group(1)):
            party = parties.canonical(code, reading.municipality)
            if party:
                groups.append(Actor(party=party, organisation=parties.known(None).get(party, (party,))[0]))
    return tuple(groups)
