"""What is kept of a conversation, and the seam of where it is kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from assistant.access.base import User
from assistant.contract import Answer, FilterSpec
from index.levels import Level

LISTED = 100  # conversations of a user that are listed


@dataclass(frozen=True, slots=True)
class KeptTurn:
    """A question with what it was narrowed by, and its answer with the citations.

    `fresh`: it was asked without the conversation before it. `level`: what it was answered from.
    """

    question: str
    answer: Answer
    filters: FilterSpec = field(default_factory=FilterSpec)
    fresh: bool = False
    level: Level = Level.PUBLIC


@dataclass(frozen=True, slots=True)
class Kept:
    """One line of the list of conversations: its first question, how many turns, and when the last was asked (UTC)."""

    id: str
    title: str
    turns: int
    changed: datetime


class Conversations(Protocol):
    """Keeps the conversations of users who signed in. Safe to call from several threads.

    Nobody sees another's, nor a turn of a level above their own. What is older than `days` is gone.
    """

    days: int

    def keeps(self, user: User) -> bool:
        """Whether anything of this user is kept."""
        ...

    def add(self, user: User, conversation: str, turn: KeptTurn) -> None:
        """Puts a turn behind the others of a conversation; does nothing for a user of whom nothing is kept."""
        ...

    def listed(self, user: User) -> list[Kept]:
        """Their conversations, the last changed first; at most `LISTED`."""
        ...

    def turns(self, user: User, conversation: str) -> list[KeptTurn]:
        """The turns of one of their conversations, oldest first; none of another's."""
        ...

    def delete(self, user: User, conversation: str) -> None:
        """Drops one of their conversations."""
        ...

    def delete_all(self, user: User) -> None:
        """Drops all of their conversations."""
        ...

    def purge(self) -> int:
        """Drops the turns of every user that are older than is set, and tells how many."""
        ...


def keeps(days: int, user: User) -> bool:
    """Whether anything of a user is kept: of one with a name, where a number of days is set."""
    return days > 0 and bool(user.name)


def visible(user: User) -> tuple[Level, ...]:
    """The levels that a user may see answers from."""
    return (Level.PUBLIC, Level.INTERNAL) if user.level is Level.INTERNAL else (Level.PUBLIC,)
