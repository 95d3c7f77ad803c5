"""`Assistant`: a question goes in, a cited answer comes out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from types import TracebackType

from assistant.citations import render
from assistant.contract import MAX_RETRIEVED, Answer, Citation, FilterSpec, Retrieved, Timings
from assistant.filters import to_filters
from assistant.reader import Reader
from assistant.routes import (
    cases,
    catalogue,
    clarify,
    listing,
    nothing,
    papers,
    passage,
    persons,
    register,
    scoped,
    votes,
)
from assistant.routes.outcome import Outcome
from assistant.service import Coverage, DocumentInfo
from assistant.texts import say
from assistant.understanding.question import Understanding, understand
from assistant.understanding.said import narrowed
from corpus.records import Document
from index.records import Filters, Hit
from index.settings import Settings
from index.store import Index

# In this order: the first route that has something to say answers. The complete ones narrow by themselves.
COMPLETE = (persons.answer, listing.answer, catalogue.answer)
SEARCHED = ((votes.answer, cases.answer, papers.answer, register.answer), (passage.answer,))


def open_assistant(settings: Settings) -> Assistant:
    """An assistant over the index of the settings. Raises `NoIndex`, `SchemaMismatch` or `ModelMismatch`."""
    return Assistant(Index.open(settings))


class Assistant:
    """Answers from one open index. Safe for several threads; a context manager that closes the index."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._reader = Reader(index)

    def ask(
        self,
        question: str,
        *,
        history: Sequence[str] = (),
        filters: FilterSpec | None = None,
        id: str | int | None = None,
    ) -> Answer:
        """The answer to a question; `history` are the earlier questions of the conversation, oldest first.

        Raises `BadQuestion` for an empty or overlong question and `BadSettings` for a filter that cannot be used.
        """
        began = perf_counter()
        narrowed = to_filters(filters)
        asked = understand(question, history, self._reader.directory())
        understood = perf_counter()
        outcome = self._route(asked, narrowed)
        found = perf_counter()
        answer = self._render(asked, outcome, question, id)
        done = perf_counter()
        timings = Timings(
            understand=_ms(began, understood),
            retrieve=_ms(understood, found),
            answer=_ms(found, done),
            total=_ms(began, done),
        )
        return answer.model_copy(update={"timings_ms": timings})

    def _route(self, asked: Understanding, filters: Filters) -> Outcome:
        """What is looked up before what is searched; "not found" when neither says anything.

        What the question says of board, period, place and source narrows it; where that leaves nothing, it is
        lifted, and said to be.
        """
        asked, unclear = clarify.of_people(asked, filters, self._reader)
        if unclear is not None:
            return unclear
        for complete in COMPLETE:
            outcome = complete(asked, filters, self._reader)
            if outcome is not None:
                return outcome
        where = narrowed(asked, filters)
        # An act outside the narrowing says more than a passage inside it that is not such an act.
        for routes in SEARCHED:
            for lifted in (False, True) if where != filters and scoped.may_lift(asked) else (False,):
                for route in routes:
                    outcome = route(asked, filters if lifted else where, self._reader)
                    if outcome is not None:
                        return scoped.told(outcome, asked, where, filters, lifted=lifted)
        return nothing.answer(asked, filters, self._reader)

    def _render(self, asked: Understanding, outcome: Outcome, question: str, id: str | int | None) -> Answer:
        rendered = render(outcome.drafts, asked.language, self._reader.document)
        if outcome.drafts and outcome.status == "answered" and not rendered.citations:
            outcome = nothing.answer(asked, Filters(), self._reader)
            rendered = render(outcome.drafts, asked.language, self._reader.document)
        text = rendered.text
        for written, read in asked.corrected:
            text += "\n\n" + say(asked.language, "scope.corrected", written=written, read=read)
        if rendered.failures:
            text += "\n\n" + say(asked.language, "status.dropped")
        return Answer(
            id=id,
            question=question,
            language=asked.language,
            status=outcome.status,
            route=outcome.route,
            answer=text,
            claims=rendered.claims,
            citations=rendered.citations,
            retrieved=self._retrieved(outcome.hits) or _cited(rendered.citations),
            suggestions=outcome.suggestions,
        )

    def _retrieved(self, hits: Sequence[Hit]) -> list[Retrieved]:
        documents = self._reader.documents(hit.passage.span.document_id for hit in hits[:MAX_RETRIEVED])
        return [
            Retrieved(
                path=documents[span.document_id].path,
                start=span.start,
                end=span.end,
                score=round(hit.score, 6),
            )
            for hit in hits[:MAX_RETRIEVED]
            if (span := hit.passage.span).document_id in documents
        ]

    def documents(self) -> list[DocumentInfo]:
        """Every document, in the order of its path."""
        counts = self.index.catalogue.act_counts()
        infos = [
            DocumentInfo(
                document_id=e.id,
                path=e.path,
                title=e.title,
                genre=e.genre,
                body=e.body,
                municipality=e.municipality,
                date=e.date,
                pages=e.pages,
                case_numbers=e.case_numbers,
                acts=counts.get(e.id, 0),
            )
            for e in self.index.catalogue.documents()
        ]
        return sorted(infos, key=lambda info: info.path)

    def document(self, document_id: str) -> Document | None:
        """One document with its text and acts."""
        return self._reader.document(document_id)

    def source(self, document_id: str) -> Path | None:
        """The original file, if it still lies where it was read."""
        for file in self.index.catalogue.files():
            if file.document_id == document_id and Path(file.location).is_file():
                return Path(file.location)
        return None

    def coverage(self) -> Coverage:
        """How much there is to answer from."""
        catalogue = self.index.catalogue
        entries = catalogue.documents()
        days = sorted(e.date for e in entries if e.date)
        return Coverage(
            documents=len(entries),
            passages=catalogue.counts()["passages"],
            unread=[(failed.path, failed.reason) for failed in catalogue.unread()],
            bodies=sorted({e.body for e in entries if e.body}),
            date_from=days[0] if days else None,
            date_to=days[-1] if days else None,
        )

    def close(self) -> None:
        """Closes the index."""
        self.index.close()

    def __enter__(self) -> Assistant:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _cited(citations: Sequence[Citation]) -> list[Retrieved]:
    """What a list was read from: nothing was ranked, so every place counts alike."""
    return [Retrieved(path=c.path, start=c.start, end=c.end, score=1.0) for c in citations[:MAX_RETRIEVED]]


def _ms(start: float, end: float) -> float:
    return round((end - start) * 1000, 2)
