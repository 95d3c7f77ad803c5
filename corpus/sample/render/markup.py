"""The sample markup: a small part of Markdown, read into blocks and inline runs.

Blocks are parted by blank lines. The lines of a paragraph are joined by a space, but a line that ends in a
backslash or two spaces, and an inline `<br>`, break the line. `\\pagebreak` alone on a line starts a page;
`\\cells` before a table writes one cell a line, as badly exported vote lists do. `^[text]` is a footnote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of inline text; `kind` is "text", "break" or "note"."""

    text: str
    bold: bool = False
    italic: bool = False
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1–6."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `quote` marks one that the source wrote with `>`."""

    text: str
    quote: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: (marker, text) of each item, the marker as written ("-", "1.")."""

    items: tuple[tuple[str, str], ...]

    @property
    def ordered(self) -> bool:
        """Whether the items are numbered."""
        return self.items[0][0] != "-"


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first row is the heading row when `headed`. `cells` asks for one cell a line."""

    rows: tuple[tuple[str, ...], ...]
    headed: bool = True
    cells: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A page break ("page") or a rule ("rule")."""

    kind: str


Block = Heading | Paragraph | Listing | Table | Mark

_HEADING = re.compile(r"(#{1,6}) +(.*)")
_ITEM = re.compile(r" *(-|\d+[.)]) +(.*)")
_RULE_ROW = re.compile(r"\|[ :|-]*-[ :|-]*\|?$")
_INLINE = re.compile(r"\*\*(.+?)\*\*|(?<![*\w])\*(?! )(.+?)\*|\^\[(.+?)\]|<br>")


def parse(body: str) -> list[Block]:
    """The blocks of a body, in order."""
    blocks: list[Block] = []
    cells = False
    for kind, group in groupby(_classified(body), key=lambda pair: pair[0]):
        lines = [line for _, line in group]
        if kind.startswith("table"):
            blocks.append(_table(lines, cells))
        elif kind.startswith("list"):
            blocks.append(_listing(lines))
        elif kind.startswith("quote"):
            blocks.append(Paragraph(_joined([line.lstrip("> ") for line in lines]), quote=True))
        elif kind.startswith("text"):
            blocks.append(Paragraph(_joined(lines)))
        elif kind == "heading":
            found = [_HEADING.fullmatch(line) for line in lines]
            blocks += [Heading(len(m[1]), m[2].strip()) for m in found if m]
        elif kind in ("page", "rule"):
            blocks += [Mark(kind)] * len(lines)
        cells = kind == "cells" or (cells and kind == "blank")
    return blocks


def _classified(body: str) -> Iterator[tuple[str, str]]:
    """Each line with the kind of its block; a number keeps neighbouring blocks of one kind apart."""
    serial, before = 0, "blank"
    fixed = {"": "blank", "\\pagebreak": "page", "\\cells": "cells", "---": "rule"}
    for line in body.split("\n"):
        bare = line.strip()
        if bare in fixed:
            kind = fixed[bare]
        elif _HEADING.fullmatch(bare):
            kind, line = "heading", bare
        elif bare.startswith("|"):
            kind = "table"
        elif bare.startswith(">"):
            kind = "quote"
        elif _starts_item(line, before):
            kind = "list"
        else:
            kind = "list" if before == "list" and line.startswith(" ") else "text"
        if kind == "blank":
            serial += 1
        before = kind
        yield (f"{kind}{serial}" if kind in ("table", "quote", "list", "text") else kind), line


def _starts_item(line: str, before: str) -> bool:
    """Whether a line begins a list item. Within a paragraph only "-" and "1." may begin a list."""
    found = _ITEM.fullmatch(line)
    return bool(found and (before != "text" or found[1] in ("-", "1.", "1)")))


def _joined(lines: list[str]) -> str:
    out = ""
    for line in lines:
        hard = line.endswith("  ") or line.endswith("\\")
        out += line.strip().removesuffix("\\").rstrip() + ("<br>" if hard else " ")
    return out.strip().removesuffix("<br>").strip()


def _listing(lines: list[str]) -> Listing:
    items: list[tuple[str, list[str]]] = []
    for line in lines:
        if found := _ITEM.fullmatch(line):
            items.append((found[1], [found[2]]))
        elif items:
            items[-1][1].append(line)
    return Listing(tuple((marker, _joined(parts)) for marker, parts in items))


def _table(lines: list[str], cells: bool) -> Table:
    headed = any(_RULE_ROW.fullmatch(line.strip()) for line in lines)
    rows = [line.strip().strip("|").split("|") for line in lines if not _RULE_ROW.fullmatch(line.strip())]
    width = max(len(row) for row in rows)
    padded = [tuple(cell.strip() for cell in row) + ("",) * (width - len(row)) for row in rows]
    return Table(tuple(padded), headed, cells)


def runs(text: str) -> list[Run]:
    """The inline runs of a text: bold, italic, footnotes and line breaks."""
    out: list[Run] = []
    at = 0
    for found in _INLINE.finditer(text):
        if found.start() > at:
            out.append(Run(text[at : found.start()]))
        bold, italic, note = found.groups()
        if bold:
            out.append(Run(bold, bold=True))
        elif italic:
            out.append(Run(italic, italic=True))
        elif note:
            out.append(Run(note, kind="note"))
        else:
            out.append(Run("", kind="break"))
        at = found.end()
    if at < len(text):
        out.append(Run(text[at:]))
    return out


def bare(text: str) -> str:
    """The text without its inline marks; breaks become line ends, footnotes stand in brackets."""
    shown = {"break": "\n", "text": "{}", "note": " ({})"}
    return "".join(shown[run.kind].format(run.text) for run in runs(text))
