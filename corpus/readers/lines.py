"""Collects the lines of a document that has structure but no pages, with the offsets of its headings."""

from __future__ import annotations

import re
import unicodedata

from corpus.readers.base import RawDocument

_BLANKS = re.compile(r"[^\S\n\t\u00a0\u2007\u202f]+")
# One for one: everything Unicode calls a control character, but for the line end and the tab.
CONTROLS = {code: " " for code in [*range(32), *range(127, 160)] if code not in (9, 10)}


class Lines:
    """Lines in reading order. Text is normalised to NFC on the way in; offsets are of the finished text."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self.headings: list[tuple[int, int, int]] = []

    def add(self, text: str, level: int | None = None) -> None:
        """One paragraph (it may hold line ends); blank ones are dropped. `level` 1–6 marks a heading."""
        shown = clean(text)
        if not shown:
            return
        if level:
            self.headings.append((0, self._length, min(max(level, 1), 6)))
        self._parts.append(shown)
        self._length += len(shown) + 1

    def gap(self) -> None:
        """An empty line, unless there is one already or nothing yet."""
        if self._parts and self._parts[-1]:
            self._parts.append("")
            self._length += 1

    def extend(self, other: Lines) -> None:
        """Everything of `other`, after what is here."""
        self.headings += [(page, offset + self._length, level) for page, offset, level in other.headings]
        self._parts += other._parts
        self._length += other._length

    @property
    def text(self) -> str:
        """The whole text; no line end at its end."""
        return "\n".join(self._parts).rstrip("\n")

    def document(self, format: str) -> RawDocument:
        """The lines as a document of one page."""
        return RawDocument(format=format, pages=(self.text,), headings=tuple(self.headings))


def clean(text: str) -> str:
    """NFC, no control or invisible characters, single blanks within a line, no blanks at line ends."""
    plain = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    plain = plain.translate(CONTROLS).replace("\u00ad", "").replace("\u200b", "").replace("\ufeff", "")
    lines = [_BLANKS.sub(" ", line).strip(" \t\u00a0") for line in plain.split("\n")]
    return "\n".join(line for line in lines if line)


def row(cells: list[str]) -> str:
    """One row of a table as a line: cells separated by " | ", line ends within a cell made blanks."""
    flat = [" ".join(clean(cell).split()) for cell in cells]
    return " | ".join(flat).strip() if any(flat) else ""
