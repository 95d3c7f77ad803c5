"""What a question had to do without: a server that was away. The answer goes on with what is left, and says so."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from threading import Lock
from time import monotonic
from typing import TypeVar

from corpus.errors import CouncilError

_KEPT = 64
_lock = Lock()
_noted: deque[tuple[float, str]] = deque(maxlen=_KEPT)
Found = TypeVar("Found")
Instead = TypeVar("Instead")


class Away(CouncilError):
    """Something that answers can do without does not work now: a server does not answer, or answers nonsense."""


def trying(work: Callable[[], Found], instead: Instead) -> Found | Instead:
    """What `work` gives; when it raises `Away`, that is noted and `instead` is given."""
    try:
        return work()
    except Away as error:
        note(str(error))
        return instead


def note(line: str) -> None:
    """Notes, in one line, what was away."""
    with _lock:
        _noted.append((monotonic(), line))


def since(moment: float) -> tuple[str, ...]:
    """What was away since a moment of `time.monotonic()`, each line once, the oldest first.

    It is told of the process and not of one question: a server that is away is away for everybody.
    """
    with _lock:
        return tuple(dict.fromkeys(line for at, line in _noted if at >= moment))
