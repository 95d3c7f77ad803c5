"""What the models behind a server share: a time limit on every answer, and one kind of errors."""

from __future__ import annotations

import json
import queue
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from assistant.models.base import (
    MAX_OUTPUT,
    Message,
    ModelCut,
    ModelEmpty,
    ModelEndless,
    ModelError,
    ModelFailed,
    ModelMalformed,
    ModelSilent,
    ModelUnreachable,
)
from assistant.models.settings import ModelSettings

if TYPE_CHECKING:
    from assistant.models.wire import Call, Wire

GAP = 0.5  # of the time for an answer that may pass between two pieces of it
_END = object()


class ServedModel(ABC):
    """A model behind a server, spoken to through LlamaIndex, which is imported with the first answer."""

    def __init__(self, settings: ModelSettings) -> None:
        self._settings = settings
        self._made: tuple[Wire, Any] | None = None
        self._making = threading.Lock()

    @property
    def name(self) -> str:
        """The model's name, as its server knows it."""
        return self._settings.model

    @property
    def context(self) -> int:
        """Tokens of question, sentences and answer together."""
        return self._settings.context

    @abstractmethod
    def _make(self, wire: Wire) -> Any:
        """The LlamaIndex LLM that sends through `wire`."""

    @abstractmethod
    def _finished(self, raw: Any) -> bool:
        """Whether a piece as the server sent it says that the answer is complete."""

    def close(self) -> None:
        """Closes the connections."""
        with self._making:
            if self._made is not None:
                self._made[0].close()
                self._made = None

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """The pieces of the answer, as they come. Raises a `ModelError`, at the start or in between."""
        wire, llm = self._ready()
        from assistant.models.wire import Call

        call = Call(self._settings.timeout)

        def pieces() -> Iterator[str]:
            with wire.during(call):
                yield from self._twice(llm, messages)

        return _paced(pieces, call)

    def _ready(self) -> tuple[Wire, Any]:
        with self._making:
            if self._made is None:
                from assistant.models.wire import Wire

                wire = Wire(self._settings.key)
                self._made = wire, self._make(wire)
            return self._made

    def _twice(self, llm: Any, messages: Sequence[Message]) -> Iterator[str]:
        """The pieces; once more where the line broke before the first, for a server may close one that was kept."""
        begun = False
        try:
            for piece in self._pieces(llm, messages):
                begun = True
                yield piece
        except ModelCut:
            if begun:
                raise
            yield from self._pieces(llm, messages)

    def _pieces(self, llm: Any, messages: Sequence[Message]) -> Iterator[str]:
        from llama_index.core.base.llms.types import ChatMessage

        size, done = 0, False
        try:
            for response in llm.stream_chat([ChatMessage(role=m.role, content=m.text) for m in messages]):
                piece = response.delta or ""
                size += len(piece)
                if size > MAX_OUTPUT:
                    raise ModelEndless(f"The model wrote more than {MAX_OUTPUT} characters.")
                if piece:
                    yield piece
                done = done or self._finished(response.raw)
        except Exception as error:
            raise translated(error, self._settings.timeout) from None
        if not done:
            raise ModelCut("The model server stopped in the middle of its answer.")
        if not size:
            raise ModelEmpty("The model answered with nothing.")


def _paced(pieces: Callable[[], Iterator[str]], call: Call) -> Iterator[str]:
    """The pieces, made in a thread of their own, so that no server can hold the caller longer than `call` lasts."""
    ready: queue.SimpleQueue[object] = queue.SimpleQueue()

    def work() -> None:
        try:
            for piece in pieces():
                ready.put(piece)
                if call.stopped.is_set():
                    break
            ready.put(_END)
        except ModelError as error:
            ready.put(error)
        except Exception:
            ready.put(ModelFailed("The model could not be asked."))

    threading.Thread(target=work, name="council-model", daemon=True).start()
    started = False
    try:
        while True:
            item = _next(ready, call, started)
            if item is _END:
                return
            if isinstance(item, ModelError):
                raise item
            started = True
            yield str(item)
    finally:
        call.stopped.set()


def _next(ready: queue.SimpleQueue[object], call: Call, started: bool) -> object:
    from assistant.models.wire import too_late

    gap = call.seconds * GAP
    left = max(0.0, call.left())
    try:
        return ready.get(timeout=min(gap, left) if started else left)
    except queue.Empty:
        if started and call.left() > 0:
            raise ModelSilent(f"The model server said nothing for {gap:g} seconds.", seconds=gap) from None
        raise too_late(call.seconds) from None


def translated(error: BaseException, seconds: float) -> ModelError:
    """The error for whatever a client library raised: the causes behind it are looked through, innermost last."""
    import httpx

    from assistant.models.wire import too_late

    seen: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and cause not in seen:
        seen.append(cause)
        cause = cause.__cause__ or cause.__context__
    for one in seen:
        if isinstance(one, ModelError):
            return one
    for one in seen:
        if isinstance(one, httpx.ConnectError | httpx.ConnectTimeout | ConnectionRefusedError):
            return ModelUnreachable("Nothing answers at COUNCIL_LLM_URL: check the address, and that the server runs.")
        if isinstance(one, httpx.TimeoutException):
            return too_late(seconds)
        if isinstance(one, httpx.RemoteProtocolError | httpx.ReadError | httpx.WriteError):
            return ModelCut("The model server broke the connection.")
        if isinstance(one, json.JSONDecodeError | UnicodeDecodeError | KeyError | TypeError | ValueError):
            return ModelMalformed("The model server's answer is not in the form of its protocol.")
    return ModelFailed(f"The model server could not be used ({type(error).__name__}).")
