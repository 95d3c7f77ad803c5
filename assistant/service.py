"""What the page and the API ask of an assistant: `assistant.Assistant`, or its double `MemoryAssistant`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from assistant.contract import Answer, FilterSpec
from assistant.ledger.records import Commitment
from assistant.overview.cases import CaseHints, CaseInfo, Timeline
from assistant.overview.people import Person, PersonInfo
from assistant.streaming import Event
from corpus.records import Document, Genre


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """One line of the list of documents. `pages` and `acts` are counts; `path` is as in `Document`."""

    document_id: str
    path: str
    title: str
    genre: Genre
    body: str | None = None
    municipality: str | None = None
    date: date | None = None
    pages: int = 1
    case_numbers: tuple[str, ...] = ()
    acts: int = 0

    @classmethod
    def of(cls, document: Document) -> DocumentInfo:
        """The line for a document."""
        return cls(
            document_id=document.id,
            path=document.path,
            title=document.title,
            genre=document.genre,
            body=document.body,
            municipality=document.municipality,
            date=document.date,
            pages=len(document.pages),
            case_numbers=document.case_numbers,
            acts=len(document.acts),
        )


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the sources cover. `unread` are (path, reason) of files that could not be read."""

    documents: int
    passages: int
    unread: Sequence[tuple[str, str]] = ()
    bodies: Sequence[str] = ()
    date_from: date | None = None
    date_to: date | None = None


class Service(Protocol):
    """Answers questions and shows what it answers from. Safe to call from several threads."""

    def prepare(self) -> None:
        """Gets ready for many questions, whatever it takes now: a server does it while it already answers."""
        ...

    def ask(
        self,
        question: str,
        *,
        history: Sequence[str] = (),
        filters: FilterSpec | None = None,
        id: str | int | None = None,
    ) -> Answer:
        """The cited answer; `history` are the earlier questions of the conversation, oldest first.

        Raises a `CouncilError` when the question or a filter cannot be used.
        """
        ...

    def stream(
        self,
        question: str,
        *,
        history: Sequence[str] = (),
        filters: FilterSpec | None = None,
        id: str | int | None = None,
    ) -> Iterator[Event]:
        """The question as understood, the claims of the answer as they become ready, then the whole, as from `ask`.

        Raises a `CouncilError` when the question or a filter cannot be used, before the first event.
        """
        ...

    def documents(self) -> Sequence[DocumentInfo]:
        """Every document, in the order of its path."""
        ...

    def document(self, document_id: str) -> Document | None:
        """One document with its text and acts."""
        ...

    def source(self, document_id: str) -> Path | None:
        """The original file, if it still lies where it was read."""
        ...

    def coverage(self) -> Coverage:
        """How much there is to answer from."""
        ...

    def cases(self) -> Sequence[CaseInfo]:
        """Every case, by its first day."""
        ...

    def case(self, number: str) -> Timeline | None:
        """A case by its number, as anybody writes it, or by its id."""
        ...

    def case_hints(self, number: str) -> CaseHints:
        """Cases with nearly that number, and documents that mention it."""
        ...

    def people(self) -> Sequence[PersonInfo]:
        """Everybody in the register, in Swedish order."""
        ...

    def person(self, name: str, party: str | None = None) -> Person | None:
        """What somebody did, newest first; with a party, the one of that party where two bear the name."""
        ...

    def commitments(self) -> Sequence[Commitment]:
        """What was undertaken, by when, and what later documents show of it; the newest first."""
        ...
