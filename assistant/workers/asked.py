"""What is handed to whoever makes an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assistant.contract import FilterSpec
from assistant.streaming import Event


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as `Service.stream` is asked it."""

    question: str
    history: tuple[str, ...] = ()
    filters: FilterSpec | None = None
    id: str | int | None = None


Elsewhere = Callable[[Asked], Iterator[Event] | None]
"""Has a question answered somewhere else: its events, as of `Service.stream`; None when nobody there can now."""
