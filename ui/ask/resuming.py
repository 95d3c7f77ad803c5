"""Conversations that a page asks for again when it had to be loaded anew: the line was cut, or somebody reloaded it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from threading import Lock

from assistant.access import User
from assistant.clock import Clock, SystemClock
from ui.ask.turn import Turn

MOST = 500  # conversations held in this process; the one that was left longest goes first
HELD = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class _Held:
    user: User
    turns: tuple[Turn, ...]
    until: float


class Resumable:
    """Holds open conversations in memory for a while, by a name that only their page knows. Safe for several threads.

    One who is no longer the same user, or may no longer see as much, does not get them back.
    """

    def __init__(self, clock: Clock | None = None, most: int = MOST) -> None:
        self._clock = clock or SystemClock()
        self._most = most
        self._held: dict[str, _Held] = {}
        self._lock = Lock()

    def hold(self, name: str, user: User, turns: Sequence[Turn]) -> None:
        """Holds a conversation as it is now; one without turns is dropped."""
        until = (self._clock.now() + HELD).timestamp()
        with self._lock:
            self._held.pop(name, None)
            if turns:
                self._held[name] = _Held(user, tuple(turns), until)
            while len(self._held) > self._most:
                del self._held[next(iter(self._held))]

    def turns(self, name: str, user: User) -> list[Turn]:
        """The turns of a conversation; none of one that is not held, or is another's."""
        with self._lock:
            held = self._held.get(name)
        if held is None or held.user != user or held.until < self._clock.now().timestamp():
            return []
        return list(held.turns)
