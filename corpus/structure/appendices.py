"""Which case an appendix of minutes belongs to: only what is printed in it, or in the one item that refers to it."""

from __future__ import annotations

import re

from corpus import case_numbers, dates
from corpus.structure.block import Block
from corpus.structure.lines import Paragraph

OPENING = 3  # paragraphs of an appendix, its heading counted, that may say to which item it belongs
MAX_NUMBER = 25  # characters of a line that is a number and nothing else
MAX_HEADING = 90  # characters
_HEADING = re.compile(r"bilaga(?:\s+(?P<number>\d+)[a-z]?)?\b[^.]{0,60}$", re.IGNORECASE)
_ITEM = re.compile(r"(?:§|\bärende(?: nr)?|\bpunkt)\s*(?P<number>\d{1,4})\b", re.IGNORECASE)
_NUMERAL = re.compile(r"(?P<number>\d{1,2})\.?\s+[A-ZÅÄÖ]")
_REFERENCE = re.compile(r"\bbilaga (?P<number>\d+)\b", re.IGNORECASE)
_WORD = re.compile(r"\w{4,}|\d+")
_TITLE = re.compile(r"[A-ZÅÄÖ][^.:;?!,()]{8,140}[^.:;?!,()\s]")
_FEW = 2  # words that a title needs before a line of the same words is taken for it


def opens(line: str) -> bool:
    """Whether a line is the heading of an appendix ("Bilaga 2", "Bilaga till § 63 Frågor")."""
    return len(line) < MAX_HEADING and _HEADING.match(line) is not None


def own_case(paragraphs: list[Paragraph], first: int, last: int, items: list[Block]) -> str | None:
    """The case that an appendix names in its first lines: by its number, or by the number of an item."""
    if holds_many(paragraphs[first + 1 : last]):
        return None
    for i, paragraph in enumerate(paragraphs[first : min(last, first + OPENING)]):
        numbers = {number.normal for number in case_numbers.find(paragraph.text)}
        if len(numbers) == 1 and (i == 0 or len(paragraph.text) < MAX_HEADING):
            return numbers.pop()
        named = {match["number"] for match in _ITEM.finditer(paragraph.text)}
        if len(named) != 1:
            continue
        said = named.pop()
        cases = {b.case_number for b in items if said in (b.paragraph, _numeral(paragraphs[b.first].text))}
        known = [case for case in cases if case]
        return known[0] if len(known) == 1 else None
    return None


def holds_many(lines: list[Paragraph]) -> bool:
    """Whether an appendix holds several papers, each below its number alone on a line: "Nr 2024:41"."""
    alone: set[str] = set()
    for line in lines:
        if opens(line.text) or len(alone) > 1:
            break
        found = case_numbers.find(line.text) if len(line.text) < MAX_NUMBER else []
        if found and not line.text[: found[0].start].strip(" .:") and found[0].end >= len(line.text.rstrip()):
            alone.add(found[0].normal)
    return len(alone) > 1


def _numeral(line: str) -> str | None:
    """The number of an item in front of its title: "7. Rapport"."""
    match = _NUMERAL.match(line)
    return match["number"] if match else None


def key(title: str) -> frozenset[str]:
    """The words of a title that tell it from others, in no order ("Rapport för 2021" and "Rapport 2021" are one)."""
    return frozenset(_WORD.findall(title.casefold()))


def case_of(line: str, known: dict[frozenset[str], str]) -> str | None:
    """The case of the item whose title a line repeats, whole or as far as it goes."""
    words = key(line)
    if words in known:
        return known[words]
    begun = {case for title, case in known.items() if words < title and len(words) > 2 * _FEW}
    return begun.pop() if len(begun) == 1 else None


def ends_item(line: str) -> bool:
    """Whether a line of an appendix looks like the title of another item, unknown though it is."""
    titled = _TITLE.fullmatch(line) and len(line.split()) >= _FEW
    return bool(titled) and not _ITEM.search(line) and not dates.find(line)


def titles(items: list[Block]) -> dict[frozenset[str], str]:
    """The items with a case number by the words of their titles; titles of one word, or of several cases, are none."""
    found: dict[frozenset[str], set[str]] = {}
    for block in items:
        if block.case_number and block.kind is None and block.heading:
            found.setdefault(key(block.heading[-1]), set()).add(block.case_number)
    return {words: cases.pop() for words, cases in found.items() if len(words) >= _FEW and len(cases) == 1}


def refer(paragraphs: list[Paragraph], blocks: list[Block]) -> None:
    """Gives an appendix without a case that of the only item that refers to it ("… lämnade yrkanden (bilaga 2)")."""
    appended = {block.heading[0] for block in blocks if block.heading and opens(paragraphs[block.first].text)}
    if not appended:
        return
    referring: dict[str, set[str | None]] = {}
    for block in blocks:
        if block.heading and block.heading[0] in appended:
            continue
        for paragraph in paragraphs[block.body : block.last]:
            for match in _REFERENCE.finditer(paragraph.text):
                referring.setdefault(match["number"], set()).add(block.case_number)
    for block in blocks:
        heading = _HEADING.match(block.heading[0]) if block.heading and block.heading[0] in appended else None
        cases = referring.get(heading["number"] or "", set()) if heading else set()
        if block.case_number is None and len(cases) == 1:
            block.case_number = next(iter(cases))
