"""Votes told in minutes: what Ja and Nej stood for, how many there were of each, and who they were.

A vote is put together from what stands in its § in this order: the proposition order, the result, the names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache

from corpus.acts.counts import Counts, find_counts
from corpus.acts.decisions import DECIDING
from corpus.acts.meanings import Meaning, find_meanings
from corpus.acts.named_ballots import NamedSide, named_sides
from corpus.acts.reading import Reading
from corpus.cues import Cue
from corpus.data import load
from corpus.records import Choice
from corpus.structure.sections import Block

# Blocks of these kinds tell no vote of this meeting, or tell it again.
_NOT_IN = ("present", "absent", "adjoined", "papers", "dissent", "proposal")
_SENTENCE_END = re.compile(r"[.!?] (?=[A-ZÅÄÖ])")
MAX_TO_ANNEX = 400  # characters from a vote to the line that names its annex


@dataclass
class FoundVote:
    """A vote in the making, in view offsets; `item` tells one § from the next, `annex` is the number it names."""

    start: int
    end: int
    block: int
    item: int
    counts: Counts | None = None
    meaning: Meaning | None = None
    sides: list[NamedSide] = field(default_factory=list)
    annex: int | None = None
    told_again: bool = False  # it stands in the block of the decision

    def result(self) -> Counts | None:
        """The counts as told, or those of the lists of names where both Ja and Nej are listed in full."""
        if self.counts is not None:
            return self.counts
        sizes = {side.choice: side.size for side in self.sides}
        yes, no = sizes.get(Choice.YES), sizes.get(Choice.NO)
        if yes is None or no is None:
            return None
        return Counts(self.start, self.end, yes, no, sizes.get(Choice.ABSTAINED), sizes.get(Choice.ABSENT))


def find_votes(reading: Reading) -> list[FoundVote]:
    """The votes that the minutes tell of, in view offsets, in order."""
    if reading.genre not in DECIDING:
        return []
    found: list[FoundVote] = []
    item = 0
    held: list[tuple[int, Block]] = []
    for number, block in enumerate(reading.blocks):
        if held and (block.paragraph, block.part) != (held[-1][1].paragraph, held[-1][1].part):
            found.extend(_item(reading, held, item))
            held, item = [], item + 1
        held.append((number, block))
    found.extend(_item(reading, held, item))
    return found


@cache
def _cue(name: str) -> Cue:
    return Cue(load("votes")[name], re.IGNORECASE)


def _item(reading: Reading, held: list[tuple[int, Block]], item: int) -> list[FoundVote]:
    """The votes of one §."""
    told = [(n, b) for n, b in held if b.kind not in _NOT_IN and not _retold(b)]
    if not any(_cue("voted").search(_text(reading, b)) for _, b in told):
        return []
    found: list[FoundVote] = []
    for number, block in told:
        for event in _events(reading, block):
            _take(found, event, number, item, decided=block.kind == "decision")
    for vote in found:
        vote.annex = _annex(reading, vote, reading.blocks[vote.block])
    return _without_repeats([vote for vote in found if not _elsewhere(reading, vote)])


def _retold(block: Block) -> bool:
    return _headed(block, "retold")


def _headed(block: Block, group: str) -> bool:
    return bool(block.heading) and block.heading[-1].casefold() in load("votes")[group]


def _elsewhere(reading: Reading, vote: FoundVote) -> bool:
    """Whether a vote was another meeting's: its proposition order is missing, and its sentence or heading says so."""
    if vote.meaning is not None or vote.told_again:
        return False
    if _headed(reading.blocks[vote.block], "background"):
        return True
    line = reading.text.rfind("\n", 0, vote.start) + 1
    begin = max([line, *(line + m.end() for m in _SENTENCE_END.finditer(reading.text[line : vote.start]))])
    return bool(_cue("elsewhere").search(reading.text, begin, vote.end))


def _text(reading: Reading, block: Block) -> str:
    return reading.text[_first(reading, block) : reading.paragraphs[block.last - 1].end]


def _first(reading: Reading, block: Block) -> int:
    return reading.paragraphs[block.first].start


_Event = Meaning | Counts | NamedSide


def _events(reading: Reading, block: Block) -> list[_Event]:
    """What a block tells of votes, in order of place, in view offsets."""
    offset = _first(reading, block)
    text = _text(reading, block)
    results = [replace(c, start=c.start + offset, end=c.end + offset) for c in find_counts(text)]
    if block.kind == "decision":
        return list(results)
    meanings = find_meanings(text, offset)
    sides = named_sides(reading, text, offset, [m.end for m in meanings])
    return sorted([*results, *meanings, *sides], key=lambda event: event.start)


def _take(found: list[FoundVote], event: _Event, block: int, item: int, decided: bool) -> None:
    """Adds an event to the vote that is being told, or opens the next with it."""
    vote = found[-1] if found and not found[-1].told_again else None
    if vote is not None and not decided and isinstance(event, Counts) and vote.counts and event.agrees(vote.counts):
        return  # the same result once more
    if vote is None or decided or not _belongs(vote, event):
        vote = FoundVote(event.start, event.end, block, item, told_again=decided)
        found.append(vote)
    if isinstance(event, Meaning):
        vote.meaning = event
    elif isinstance(event, Counts):
        vote.counts = event
        vote.block = block
    else:
        vote.sides.append(event)
        vote.block = block
    vote.end = max(vote.end, event.end)


def _belongs(vote: FoundVote, event: _Event) -> bool:
    if isinstance(event, Meaning):
        return False
    if isinstance(event, Counts):
        return vote.counts is None
    return all(side.choice is not event.choice for side in vote.sides)


def _annex(reading: Reading, vote: FoundVote, block: Block) -> int | None:
    """The number of the annex that the text right behind a vote points to."""
    last = reading.paragraphs[block.last - 1].end
    match = _cue("annex").search(reading.text, vote.end - 60, min(last, vote.end + MAX_TO_ANNEX))
    return int(match["number"]) if match and match.start() >= vote.start else None


def _without_repeats(found: list[FoundVote]) -> list[FoundVote]:
    """Drops what only tells a vote again: the same numbers in the block of the decision."""
    whole = [vote for vote in found if not vote.told_again]
    kept = list(whole)
    for vote in found:
        result = vote.result()
        if vote.told_again and result and not any((r := w.result()) is None or r.agrees(result) for w in whole):
            kept.append(vote)
    return sorted(kept, key=lambda vote: vote.start)
