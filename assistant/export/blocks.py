"""An answer's text as paragraphs, lists and tables, whose pieces are plain, strong, or the number of a citation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

_MARKER = re.compile(r"\s?\[(\d{1,3})\]")
_VALUE = re.compile(r"\*\*([^*\n]{1,80})\*\*(?= – )")  # what was asked for, at the head of a claim
_ITEM = re.compile(r"^\s*(?:[-•–]|(\d{1,3})[.)])\s+")
_RULE = re.compile(r"^[\s|:-]+$")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters of a line; with `note` the marker of that citation, which has no text."""

    text: str = ""
    strong: bool = False
    note: int | None = None


Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of lines, a list of items, or a table of rows, the first of which names the columns.

    `first` is the number that a numbered list begins with.
    """

    kind: Literal["text", "item", "table"]
    lines: tuple[Line, ...] = ()
    rows: tuple[tuple[Line, ...], ...] = ()
    first: int | None = None


def blocks(text: str, known: Iterable[int]) -> list[Block]:
    """The blocks of an answer; a marker of a number that is not `known` stays text."""
    numbers = frozenset(known)
    found: list[Block] = []
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        for kind, lines in _grouped(paragraph.splitlines()):
            found.append(_block(kind, lines, numbers))
    return found


def _grouped(lines: Sequence[str]) -> list[tuple[Literal["text", "item", "table"], list[str]]]:
    groups: list[tuple[Literal["text", "item", "table"], list[str]]] = []
    for one in lines:
        if not one.strip():
            continue
        kind: Literal["text", "item", "table"] = "text"
        if one.count("|") >= 2:
            kind = "table"
        elif _ITEM.match(one):
            kind = "item"
        if groups and groups[-1][0] == kind:
            groups[-1][1].append(one)
        else:
            groups.append((kind, [one]))
    return groups


def _block(kind: Literal["text", "item", "table"], lines: list[str], known: frozenset[int]) -> Block:
    if kind == "table":
        rows = [one.strip().removeprefix("|").removesuffix("|").split("|") for one in lines if not _RULE.match(one)]
        return Block(kind, rows=tuple(tuple(tuple(_pieces(cell.strip(), known)) for cell in row) for row in rows))
    first = None
    if kind == "item":
        match = _ITEM.match(lines[0])
        first = int(match[1]) if match and match[1] else None
        lines = [_ITEM.sub("", one) for one in lines]
    return Block(kind, lines=tuple(tuple(_pieces(one.strip(), known)) for one in lines), first=first)


def _pieces(text: str, known: frozenset[int]) -> Iterator[Piece]:
    done = 0
    value = _VALUE.match(text)
    if value:
        yield Piece(value[1], strong=True)
        done = value.end()
    for match in _MARKER.finditer(text, done):
        number = int(match[1])
        if number in known:
            if match.start() > done:
                yield Piece(text[done : match.start()])
            yield Piece(note=number)
            done = match.end()
    if done < len(text):
        yield Piece(text[done:])
