"""Questions to cited answers: `open_assistant(settings)` gives an `Assistant` whose `ask` returns an `Answer`."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.assistant import Assistant, open_assistant
    from assistant.contract import Answer, FilterSpec, Request

__all__ = ["Answer", "Assistant", "FilterSpec", "Request", "open_assistant"]

_HOMES = {"Assistant": "assistant", "open_assistant": "assistant"}


def __getattr__(name: str) -> object:
    # The command line's help must not pay for the index, nor for pydantic.
    if name in __all__:
        return getattr(import_module(f"assistant.{_HOMES.get(name, 'contract')}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
