"""What is made of one file before anything is embedded or written: the document, its passages and their terms."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from corpus.errors import ReadError
from corpus.records import Document
from index.ingest.shown import shown
from index.lexical.base import LexicalEntry
from index.names import Names
from index.passages import passages
from index.records import Passage

Entries = Callable[[Sequence[Passage]], list[LexicalEntry]]


class Read(Protocol):
    """Reads a file into a document, or raises `ReadError`; `corpus.read` is one."""

    def __call__(self, path: Path, *, root: Path | None = None) -> Document:
        """The document of the file at `path`; its own path is told relative to `root`."""
        ...


@dataclass(frozen=True, slots=True)
class Job:
    """A file to read. `municipality` replaces what the document says of itself; `forgotten` names are masked in it."""

    location: Path
    root: Path | None = None
    municipality: str | None = None
    forgotten: Names = field(default_factory=Names)


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was read."""

    document: Document
    passages: list[Passage]
    entries: list[LexicalEntry]


@dataclass(frozen=True, slots=True)
class NotTaken:
    """Why a file was not read. `named` says that the reason names the file already.

    `barred` says that trying again would cost as much and end as it did.
    """

    reason: str
    named: bool = False
    barred: bool = False

    def of(self, path: str) -> str:
        """The reason as the user reads it, one line."""
        return shown(" ".join((self.reason if self.named else f"{path}: {self.reason}").split()))


def take(read: Read, job: Job, entries: Entries) -> Taken | NotTaken:
    """Reads and cuts a file. Only `MemoryError` is raised: one odd file must not keep the others out."""
    try:
        document = read(job.location, root=job.root)
        document = replace(document, municipality=job.municipality or document.municipality)
        document = job.forgotten.hide(document)
        cut = passages(document)
        return Taken(document, cut, entries(cut))
    except ReadError as error:
        return NotTaken(str(error), named=True)
    except MemoryError:
        raise
    except Exception as error:
        return NotTaken(f"the file was not understood ({type(error).__name__}: {error}); report it.")
