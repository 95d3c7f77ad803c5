"""Those who sign a paper side by side: names in columns, the office of each below its name."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from corpus.acts.people import collectives, is_role, name_at, people
from corpus.acts.reading import Found, Reading
from corpus.records import ActKind, Actor
from corpus.structure.lines import Cell, Paragraph, spread

NEAR = 4  # characters by which the lines of one column may begin apart
MAX_CELL = 60  # characters of a name or of an office
_LABELLED = re.compile(r"[A-ZÅÄÖ][\w ]{3,30}:\s*\S")
_OFFICE = re.compile(r"[^\W\d][\w,/ -]*")


@dataclass(frozen=True, slots=True)
class Beside:
    """Signatures that stand side by side, in the paragraphs from `first` to before `last`."""

    signatures: list[Found]
    first: int
    last: int


def beside(reading: Reading, i: int, first: int, last: int) -> Beside | None:
    """The signatures in columns that paragraph `i` is a line of, within `first:last`; None where it is none.

    Every piece is a name or stands below one, and at least two names are side by side.
    """
    if not reading.paragraphs[i].cells:
        return None
    a, b = i, i + 1
    while a > first and reading.paragraphs[a - 1].cells and _is_row(reading, reading.paragraphs[a - 1]):
        a -= 1
    while b < last and reading.paragraphs[b].cells and _is_row(reading, reading.paragraphs[b]):
        b += 1
    while a <= i and not any(_name(reading, cell) for cell in reading.paragraphs[a].cells):
        a += 1  # "Vid protokollet        Justeras" stands above
    if a > i:
        return None
    # A name alone on its line, above an office that shares its line with the next name.
    above = reading.paragraphs[a - 1] if a > first else None
    opening = reading.paragraphs[a].cells[0]
    if above and not _name(reading, opening) and abs(above.column - opening.column) <= NEAR and not above.cells:
        a -= 1 if _name(reading, _whole(above)) else 0
    # An office alone on its line, in the second column.
    closing = reading.paragraphs[b - 1].cells[-1]
    below = reading.paragraphs[b] if b < last else None
    if below and not below.cells and below.column > NEAR and abs(below.column - closing.column) <= NEAR:
        b += 1
    found = _signatures(reading, [cell for p in reading.paragraphs[a:b] for cell in p.cells or (_whole(p),)])
    return Beside(found, a, b) if len(found) > 1 else None


def apart(paragraph: Paragraph) -> list[Paragraph]:
    """A line of labelled names side by side ("Vid protokollet: A   Justerare: B") as its pieces, else the line."""
    pieces = spread([paragraph])
    return pieces if len(pieces) > 1 and all(_LABELLED.match(piece.text) for piece in pieces) else [paragraph]


def _signatures(reading: Reading, cells: list[Cell]) -> list[Found]:
    """The names of a few lines in columns, each with what stands below it; none where something else is there."""
    columns: list[list[Cell]] = []
    for cell in cells:
        home = next((column for column in columns if abs(column[0].column - cell.column) <= NEAR), None)
        if home is None:
            columns.append([cell])
        else:
            home.append(cell)
    found: list[Found] = []
    known = False  # whether one of the offices is a known one, or one of the names has a party
    for column in columns:
        offices: list[str] = []  # below the name that was read last
        for j, cell in enumerate(column):
            text = reading.text[cell.start : cell.end]
            actor = _name(reading, cell)
            if actor is not None:
                found.append(Found(ActKind.SIGNATURE, cell.start, cell.end, (reading.register.resolve(actor),)))
                known, offices = known or bool(actor.party or actor.organisation), []
            elif j and len(text) <= MAX_CELL and _OFFICE.fullmatch(text):
                if not offices:
                    found[-1].actors = (replace(found[-1].actors[0], role=text),)
                offices.append(text)
                known = known or is_role(text)
            else:
                return []
    return found if known else []


def _is_row(reading: Reading, paragraph: Paragraph) -> bool:
    """Whether every piece of a line can be a name or an office."""
    words = [reading.text[cell.start : cell.end] for cell in paragraph.cells]
    return all(
        len(text) <= MAX_CELL and (_OFFICE.fullmatch(text) or _name(reading, cell))
        for text, cell in zip(words, paragraph.cells, strict=True)
    )


def _name(reading: Reading, cell: Cell) -> Actor | None:
    """The person whose name a piece is, and nothing else."""
    text = reading.text[cell.start : cell.end]
    named = people(text, reading.municipality)
    if len(named) == 1 and (named[0].start, named[0].end) == (0, len(text)):
        return named[0].actor
    bare = name_at(text)
    if bare is None or bare.start:
        return None
    behind = text[bare.end :]
    union = [m for m in collectives(behind) if behind[: m.start] == ", "]  # "Eva Ek, Vision"
    if union:
        return replace(bare.actor, organisation=union[0].actor.organisation)
    return None if behind or is_role(text) else bare.actor


def _whole(paragraph: Paragraph) -> Cell:
    return Cell(paragraph.start, paragraph.end, paragraph.column)
