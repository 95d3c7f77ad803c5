"""Conversations in this process only. For tests and for trying the page."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from threading import Lock

from assistant.access.base import User
from assistant.clock import Clock, SystemClock
from assistant.keeping.base import LISTED, Kept, KeptTurn, keeps, visible


class MemoryConversations:
    """The conversations in a list of (user, conversation, when, turn)."""

    def __init__(self, days: int, clock: Clock | None = None) -> None:
        self.days = days
        self._clock = clock or SystemClock()
        self._lock = Lock()
        self._kept: list[tuple[str, str, datetime, KeptTurn]] = []

    def keeps(self, user: User) -> bool:
        """Whether anything of this user is kept."""
        return keeps(self.days, user)

    def add(self, user: User, conversation: str, turn: KeptTurn) -> None:
        """Puts a turn behind the others."""
        if self.keeps(user):
            with self._lock:
                self._kept.append((user.name, conversation, self._clock.now(), turn))

    def listed(self, user: User) -> list[Kept]:
        """Their conversations, the last changed first."""
        found: dict[str, Kept] = {}
        for conversation, at, turn in self._seen(user):
            before = found.pop(conversation, Kept(conversation, turn.question, 0, at))
            found[conversation] = replace(before, turns=before.turns + 1, changed=at)
        return list(found.values())[::-1][:LISTED]

    def turns(self, user: User, conversation: str) -> list[KeptTurn]:
        """The turns of one of their conversations, oldest first."""
        return [turn for name, _, turn in self._seen(user) if name == conversation]

    def delete(self, user: User, conversation: str) -> None:
        """Drops one of their conversations."""
        with self._lock:
            self._kept = [one for one in self._kept if one[:2] != (user.name, conversation)]

    def delete_all(self, user: User) -> None:
        """Drops all of their conversations."""
        with self._lock:
            self._kept = [one for one in self._kept if one[0] != user.name]

    def purge(self) -> int:
        """Drops what is older than is set, of every user; all of it where nothing is kept."""
        with self._lock:
            before = len(self._kept)
            self._kept = [one for one in self._kept if self.days and one[2] >= self._oldest()]
            return before - len(self._kept)

    def _seen(self, user: User) -> list[tuple[str, datetime, KeptTurn]]:
        if not self.keeps(user):
            return []
        with self._lock:
            return [
                (conversation, at, turn)
                for name, conversation, at, turn in self._kept
                if name == user.name and at >= self._oldest() and turn.level in visible(user)
            ]

    def _oldest(self) -> datetime:
        return self._clock.now() - timedelta(days=self.days)
