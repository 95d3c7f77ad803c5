"""An assistant that lives in memory: given documents and given answers. For tests and for trying the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

from assistant.contract import MAX_QUESTION, Answer, FilterSpec
from assistant.ledger.records import Commitment
from assistant.overview.cases import CaseHints, CaseInfo, Timeline
from assistant.overview.people import Person, PersonInfo
from assistant.service import Coverage, DocumentInfo
from assistant.streaming import Event, Understood, told
from corpus.errors import BadQuestion
from corpus.records import Document


class MemoryAssistant:
    """Answers from a fixed dictionary; every other question gets the status "not_found".

    `answers` maps a question to its answer (compared without case and outer space); `files` maps a
    document id to its original file; `unread` are (path, reason). `asked` records (question, history,
    filters) of every call, in order.
    """

    def __init__(
        self,
        documents: Iterable[Document] = (),
        answers: Mapping[str, Answer] | None = None,
        *,
        files: Mapping[str, Path] | None = None,
        unread: Sequence[tuple[str, str]] = (),
        cases: Iterable[Timeline] = (),
        people: Iterable[Person] = (),
        commitments: Iterable[Commitment] = (),
    ) -> None:
        self._documents = {document.id: document for document in documents}
        self._answers = {_key(question): answer for question, answer in (answers or {}).items()}
        self._files = dict(files or {})
        self._unread = tuple(unread)
        self._cases = tuple(cases)
        self._people = tuple(people)
        self._commitments = tuple(commitments)
        self.asked: list[tuple[str, tuple[str, ...], FilterSpec | None]] = []

    def prepare(self) -> None:
        """Nothing to get ready."""

    def ask(
        self,
        question: str,
        *,
        history: Sequence[str] = (),
        filters: FilterSpec | None = None,
        id: str | int | None = None,
    ) -> Answer:
        """The answer given for the question; raises `BadQuestion` when it is empty or too long."""
        if not question.strip():
            raise BadQuestion("The question is empty: write what you want to know.")
        if len(question) > MAX_QUESTION:
            raise BadQuestion(f"The question is longer than {MAX_QUESTION} characters: shorten it.")
        self.asked.append((question, tuple(history), filters))
        found = self._answers.get(_key(question)) or _nothing(question)
        return found.model_copy(update={"id": id, "question": question})

    def stream(
        self,
        question: str,
        *,
        history: Sequence[str] = (),
        filters: FilterSpec | None = None,
        id: str | int | None = None,
    ) -> Iterator[Event]:
        """The question as it stands, the claims of that answer, then the answer."""
        answer = self.ask(question, history=history, filters=filters, id=id)
        return chain([Understood(question, answer.language)], told(answer))

    def documents(self) -> list[DocumentInfo]:
        """Every document, in the order of its path."""
        return sorted(map(DocumentInfo.of, self._documents.values()), key=lambda info: info.path)

    def document(self, document_id: str) -> Document | None:
        """One document."""
        return self._documents.get(document_id)

    def source(self, document_id: str) -> Path | None:
        """Its original file, if one was given."""
        return self._files.get(document_id)

    def coverage(self) -> Coverage:
        """Counts over the documents; a document counts as one passage."""
        documents = self._documents.values()
        dates = sorted(document.date for document in documents if document.date)
        return Coverage(
            documents=len(self._documents),
            passages=len(self._documents),
            unread=self._unread,
            bodies=sorted({document.body for document in documents if document.body}),
            date_from=dates[0] if dates else None,
            date_to=dates[-1] if dates else None,
        )

    def cases(self) -> list[CaseInfo]:
        """The cases that were given."""
        return [timeline.case for timeline in self._cases]

    def case(self, number: str) -> Timeline | None:
        """The case of exactly that number or id."""
        return next((t for t in self._cases if number in (t.case.number, t.case.id)), None)

    def case_hints(self, number: str) -> CaseHints:
        """None: the double knows no numbers but its own."""
        return CaseHints()

    def people(self) -> list[PersonInfo]:
        """The people that were given."""
        return [person.info for person in self._people]

    def person(self, name: str, party: str | None = None) -> Person | None:
        """The one of exactly that name and, if given, party."""
        return next((p for p in self._people if p.info.name == name and party in (None, p.info.party)), None)

    def commitments(self) -> list[Commitment]:
        """Those that were given."""
        return list(self._commitments)


def _key(question: str) -> str:
    return " ".join(question.casefold().split())


def _nothing(question: str) -> Answer:
    return Answer(
        question=question,
        language="sv",
        status="not_found",
        route="none",
        answer="Underlaget säger inget om detta.",
    )
