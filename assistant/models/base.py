"""The seam to a language model, and how one can fail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal, Protocol

from corpus.errors import CouncilError

MAX_OUTPUT_TOKENS = 700  # of one answer, as asked of the server
MAX_OUTPUT = 12_000  # characters of one answer that are read, whatever the server sends


@dataclass(frozen=True, slots=True)
class Message:
    """One message to a model: the rules ("system") or the question with its sentences ("user")."""

    role: Literal["system", "user"]
    text: str


class LanguageModel(Protocol):
    """Writes text, piece by piece. Safe to use from several threads."""

    @property
    def name(self) -> str:
        """The model's name, as its server knows it."""
        ...

    @property
    def context(self) -> int:
        """How many tokens question, sentences and answer may have together."""
        ...

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """The pieces of the answer, as they come. Raises a `ModelError`, at the start or in between."""
        ...

    def close(self) -> None:
        """Lets go of connections."""
        ...


class ModelError(CouncilError):
    """A language model did not answer as it should. `reason` names the line that a user is told.

    The message is for whoever runs the service; it never holds a key, nor what the server wrote.
    """

    reason: ClassVar[str] = "failed"

    def __init__(self, line: str, *, seconds: float = 0.0) -> None:
        super().__init__(line)
        self.seconds = seconds  # the limit that was passed, for those that are about time


class ModelUnreachable(ModelError):
    """Nothing listens at the address, or its name is not known."""

    reason = "unreachable"


class ModelTimeout(ModelError):
    """The whole answer was not there in time."""

    reason = "timeout"


class ModelSilent(ModelError):
    """The server began to answer and then said nothing for too long."""

    reason = "silent"


class ModelRefused(ModelError):
    """The server wants another key, or forbids the request (401, 403)."""

    reason = "refused"


class ModelMissing(ModelError):
    """The server knows no such model, or the address is not that of a model server (404)."""

    reason = "missing"


class ModelBusy(ModelError):
    """Too many requests, or no room for them now (429, 503)."""

    reason = "busy"


class ModelFailed(ModelError):
    """The server had an error of its own."""

    reason = "failed"


class ModelRedirected(ModelError):
    """The server sent the request elsewhere; what stands in the question goes to the configured address only."""

    reason = "redirected"


class ModelContextExceeded(ModelError):
    """The server found the request too long."""

    reason = "too_long"


class ModelMalformed(ModelError):
    """What came is not in the form of the protocol, or not in the form that was asked for."""

    reason = "malformed"


class ModelEmpty(ModelError):
    """The answer is empty."""

    reason = "empty"


class ModelCut(ModelError):
    """The server stopped in the middle of its answer."""

    reason = "cut"


class ModelEndless(ModelError):
    """The answer went on and on without saying anything that can be used."""

    reason = "endless"


class ModelUnfounded(ModelError):
    """Nothing of what the model said is carried by the documents."""

    reason = "unfounded"
