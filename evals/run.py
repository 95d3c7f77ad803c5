"""Asks a system every question of a dataset."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from assistant.contract import Answer, Citation, Request
from assistant.service import Service
from corpus.errors import CouncilError
from evals.dataset import Question
from evals.record import Record


class System(Protocol):
    """Anything that answers questions with the project's answer object."""

    def answer(self, request: Request) -> Answer:
        """The answer to one question; an error counts as no answer."""
        ...

    def text(self, document_id: str) -> str | None:
        """The canonical text of a document, to check citations against; None when there is none."""
        ...


class ServiceSystem:
    """The assistant in this process as a `System`."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def answer(self, request: Request) -> Answer:
        """Asks the service."""
        return self._service.ask(request.question, history=request.history, filters=request.filters, id=request.id)

    def text(self, document_id: str) -> str | None:
        """The text of the service's document."""
        document = self._service.document(document_id)
        return document.text if document else None


def run(
    questions: Iterable[Question], system: System, clock: Callable[[], float] = time.perf_counter
) -> Iterator[Record]:
    """One record a question, in order. `clock` gives seconds.

    The questions are asked one after the other and nothing is retried, so a deterministic system gives the
    same records each time, but for `ms`.
    """
    for question in questions:
        started = clock()
        answer, error = None, ""
        try:
            answer = system.answer(question.request())
        except CouncilError as refused:
            error = str(refused)
        except Exception as broken:  # one question on which a system breaks must not end the run
            error = " ".join(f"{type(broken).__name__}: {broken}".split())
        ms = (clock() - started) * 1000
        exact = tuple(_exact(citation, system) for citation in answer.citations) if answer else ()
        yield Record(question, answer, ms, exact, error)


def _exact(citation: Citation, system: System) -> bool:
    text = system.text(citation.document_id)
    return (
        text is not None
        and 0 <= citation.start < citation.end
        and text[citation.start : citation.end] == citation.quote
    )
