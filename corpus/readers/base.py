"""What every reader gives back, whatever the format."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class RawDocument:
    """The text of a file before it is understood.

    `pages` holds the text of each page, lines ended by "\\n"; a format without pages gives one. `title` and `date`
    are what the file's own metadata say, if anything. `headings` are (page index, offset in that page, level 1–6)
    of headings that the format marks as such. `noise` are (page index, start, end) of running headers and footers
    that the format marks as such. `notes` are remarks about the reading ("ocr").
    """

    format: str
    pages: tuple[str, ...]
    title: str | None = None
    date: date | None = None
    headings: tuple[tuple[int, int, int], ...] = ()
    noise: tuple[tuple[int, int, int], ...] = ()
    notes: tuple[str, ...] = field(default=())


class Reader(Protocol):
    """Reads one format. Raises a `ReadError` subclass, and nothing else, when it cannot."""

    def read(self, data: bytes, path: Path) -> RawDocument:
        """The text of `data`; `path` only names the file in messages."""
        ...


class Ocr(Protocol):
    """Text recognition for pages that are images."""

    def recognise(self, image: bytes) -> str:
        """The text of a PNG image of a page, lines ended by "\\n"; raises `OcrUnavailable` when not installed."""
        ...
