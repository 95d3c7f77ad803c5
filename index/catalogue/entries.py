"""Light records of the catalogue: a document without its text, a file, a file that could not be read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from corpus.records import Genre


@dataclass(frozen=True, slots=True)
class Entry:
    """What the catalogue knows of a document, without its text. `characters` is the length of the text."""

    id: str
    path: str
    format: str
    title: str
    genre: Genre
    body: str | None
    municipality: str | None
    date: date | None
    case_numbers: tuple[str, ...]
    language: str
    pages: int
    characters: int
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class File:
    """A file that was read. `path` is relative to the ingested folder and is what citations show.

    `location` is its absolute path; `root` the ingested folder ("" for a file that was named alone).
    """

    path: str
    location: str
    root: str
    size: int
    mtime_ns: int
    sha256: str
    document_id: str = ""


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that could not be read, and why, in one line."""

    location: str
    path: str
    reason: str
