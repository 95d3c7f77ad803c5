"""A language model that says what it was told to say. For tests, and for trying the page without a server."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from assistant.models.base import Message, ModelError

Script = Sequence[str] | Callable[[Sequence[Message]], Iterable[str]]


class ScriptedModel:
    """Gives the pieces of its script, or what the script makes of the messages; then raises `error`, if there is one.

    `seen` holds the messages of every call, in order.
    """

    def __init__(
        self, script: Script, *, name: str = "scripted", context: int = 8192, error: ModelError | None = None
    ) -> None:
        self._script = script
        self._name = name
        self._context = context
        self._error = error
        self.seen: list[tuple[Message, ...]] = []

    @property
    def name(self) -> str:
        """The name it was given."""
        return self._name

    @property
    def context(self) -> int:
        """The size it was given, in tokens."""
        return self._context

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """The script's pieces; raises its error after them."""
        self.seen.append(tuple(messages))
        yield from self._script(messages) if callable(self._script) else self._script
        if self._error is not None:
            raise self._error

    def close(self) -> None:
        """Does nothing."""
