"""Questions to cited answers: `open_assistant(settings)` gives an `Assistant` whose `ask` returns an `Answer`."""

from assistant.contract import Answer, FilterSpec, Request

__all__ = ["Answer", "Assistant", "FilterSpec", "Request", "open_assistant"]


def __getattr__(name: str) -> object:
    # The command line's help must not pay for the index.
    if name in ("Assistant", "open_assistant"):
        from assistant import assistant

        return getattr(assistant, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
