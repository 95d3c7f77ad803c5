"""The words of a headed block: what the page header, the closing of the meeting or another list adds is left out."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.acts.reading import Reading, cue
from corpus.structure.lines import Paragraph
from corpus.structure.sections import Block

# Blocks in which nobody moves, proposes or decides: lists of people and of papers, and earlier meetings.
LISTS = ("present", "absent", "adjoined", "papers", "earlier")
_ENDS_OPEN = re.compile(r"(?::|,|\batt|\bbesluta|\bbeslutar|\bbeslutade|fullmäktige|\bför egen del|\bföljande\.?)$")
_ATT = re.compile(r"^(?:att\b|\S{1,3}\s*att\b)", re.IGNORECASE)


def words(reading: Reading, block: Block) -> list[Paragraph]:
    """The paragraphs that a block is made of."""
    paragraphs = [p for p in reading.paragraphs[block.body : block.last] if p.text.strip()]
    for i, paragraph in enumerate(paragraphs):
        closing = next((a for a, b in reading.sentences(paragraph) if _closes(reading.text[a:b])), None)
        if closing is not None and (i or closing > paragraph.content_start):
            kept = paragraph.text[: closing - paragraph.start].rstrip()
            torn = [replace(paragraph, text=kept, end=paragraph.start + len(kept))] if kept else []
            paragraphs = [*paragraphs[:i], *torn]
            break
    cells = next((i for i, p in enumerate(paragraphs) if i and cue("decision", "cell").fullmatch(p.text.strip())), None)
    paragraphs = paragraphs[:cells]
    while len(paragraphs) > 1 and is_header(reading, paragraphs[-1]):
        paragraphs.pop()
    return [p for p in paragraphs if not is_header(reading, p)]


def debate(reading: Reading, block: Block) -> list[Paragraph]:
    """What stands in a block behind its decision, from the first sentence in which somebody takes the floor.

    Short minutes tell the debate right below the decision, without a heading.
    """
    paragraphs = reading.paragraphs[block.body : block.last]
    for i, paragraph in enumerate(paragraphs):
        for a, b in reading.sentences(paragraph):
            if a > paragraphs[0].content_start and ends_what_was_decided(reading.text[a:b]):
                begun = replace(paragraph, start=a, text=reading.text[a : paragraph.end])
                return [begun if a > paragraph.content_start else paragraph, *paragraphs[i + 1 :]]
    return []


def ends_what_was_decided(sentence: str) -> bool:
    """Whether a sentence is somebody's who takes the floor, or begins with a heading that print has run in."""
    text = sentence.lstrip("•–- ")
    return bool(cue("subject", "floor").match(text) or cue("subject", "run_in").match(text))


def _closes(sentence: str) -> bool:
    return bool(cue("decision", "closing").match(sentence))


def is_header(reading: Reading, paragraph: Paragraph) -> bool:
    """Whether a line is left over from the top of a page: the board's name, "Protokoll nr 7", a date of meeting."""
    text = paragraph.text.strip()
    if cue("decision", "letterhead").match(text) and len(text) < 200:
        return True
    if len(text) > 80 or text.endswith((".", ":", "?")):
        return False
    return text.casefold() == reading.body or bool(cue("decision", "header").search(text))


def span(paragraphs: list[Paragraph]) -> tuple[int, int]:
    """From the first word behind a list numeral to the last."""
    return paragraphs[0].content_start, paragraphs[-1].end


def is_lead(text: str) -> bool:
    """Whether a line only announces what is listed below it."""
    return bool(_ENDS_OPEN.search(text.rstrip()))


def points_below(paragraphs: list[Paragraph], i: int, stop: int) -> int:
    """One past the last of the list items or "att" clauses that belong to paragraph `i`, `i + 1` for none."""
    lead = is_lead(paragraphs[i].text)
    kind = ""
    j = i + 1
    while j < stop:
        paragraph = paragraphs[j]
        if paragraph.block or paragraph.level or paragraph.bold:
            break
        listed = _marker(paragraph)
        if not _ATT.match(paragraph.content) and not (lead and listed and listed == (kind or listed)):
            break
        kind = kind or listed
        j += 1
    return j


def _marker(paragraph: Paragraph) -> str:
    """Which list a paragraph is an item of: "1", "a" or "-"; "" for none."""
    if not paragraph.marker:
        return ""
    first = paragraph.text.lstrip("(")[0]
    return "1" if first.isdigit() else "a" if first.isalpha() else "-"
