"""The assistant of this installation as a system."""

from __future__ import annotations

from assistant.contract import Answer, Request
from assistant.service import Service
from evals.systems.base import System
from index.settings import Settings


class ServiceSystem:
    """A service in this process as a `System`; whoever made the service closes it."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def answer(self, request: Request) -> Answer:
        """Asks the service."""
        return self._service.ask(request.question, history=request.history, filters=request.filters, id=request.id)

    def text(self, document_id: str, path: str) -> str | None:
        """The text of the service's document."""
        document = self._service.document(document_id)
        return document.text if document else None

    def close(self) -> None:
        """Nothing is held open here."""


def open_council(settings: Settings) -> System:
    """The assistant over the index of the settings, opened for reading and made ready as a server is.

    Raises `CouncilError`.
    """
    from assistant.assistant import open_assistant

    assistant = open_assistant(settings)
    assistant.prepare()
    return ServiceSystem(assistant)
