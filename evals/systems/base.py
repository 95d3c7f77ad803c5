"""The seam between the harness and whatever answers questions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from assistant.contract import Answer, Request
from corpus.errors import CouncilError


class System(Protocol):
    """Anything that answers questions with the project's answer object (`assistant.contract`)."""

    def answer(self, request: Request) -> Answer:
        """The answer to one question; an error counts as no answer."""
        ...

    def text(self, document_id: str, path: str) -> str | None:
        """The canonical text of a document that a citation names, to check its quote against; None without one.

        `path` is relative to the ingested folder. A system goes by the one of both that it knows documents by.
        """
        ...

    def close(self) -> None:
        """Lets go of what it holds open; nothing is asked afterwards."""
        ...


Opener = Callable[[], System]
"""Opens a system. It is sent to other processes, so it must be one that `pickle` takes: a function of a module, or a
`functools.partial` of one. Raises `CouncilError` when the system cannot be used."""


class SystemFailed(CouncilError):
    """A system could not be opened, so that no question can be asked of it."""


class NoAnswer(CouncilError):
    """A system gave no answer to one question; the message says why."""
