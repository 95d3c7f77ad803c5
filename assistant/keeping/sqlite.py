"""Conversations in a SQLite file of their own."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from assistant.access.base import User
from assistant.clock import Clock, SystemClock
from assistant.contract import Answer, FilterSpec
from assistant.keeping.base import LISTED, Kept, KeptTurn, keeps, visible
from assistant.sqlite import SmallStore
from index.levels import Level

_SCHEMA = """
CREATE TABLE IF NOT EXISTS turn (
    number INTEGER PRIMARY KEY,
    user TEXT NOT NULL,
    conversation TEXT NOT NULL,
    at TEXT NOT NULL,
    level TEXT NOT NULL,
    fresh INTEGER NOT NULL,
    question TEXT NOT NULL,
    filters TEXT NOT NULL,
    answer TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS turn_user ON turn (user, conversation, number);
CREATE INDEX IF NOT EXISTS turn_at ON turn (at);
"""
_SEEN = "user = ? AND at >= ? AND level IN (?, ?)"


class SqliteConversations:
    """The conversations in a file, which is made when the first turn is kept."""

    def __init__(self, path: Path, days: int, clock: Clock | None = None) -> None:
        self.days = days
        self._clock = clock or SystemClock()
        self._store = SmallStore(path, _SCHEMA)

    def keeps(self, user: User) -> bool:
        """Whether anything of this user is kept."""
        return keeps(self.days, user)

    def add(self, user: User, conversation: str, turn: KeptTurn) -> None:
        """Puts a turn behind the others."""
        if not self.keeps(user):
            return
        row = (
            user.name,
            conversation,
            _stamp(self._clock.now()),
            turn.level.value,
            turn.fresh,
            turn.question,
            turn.filters.model_dump_json(exclude_defaults=True),
            turn.answer.model_dump_json(exclude_defaults=True),
        )
        with self._store.connection() as connection:
            connection.execute(
                "INSERT INTO turn (user, conversation, at, level, fresh, question, filters, answer)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                row,
            )

    def listed(self, user: User) -> list[Kept]:
        """Their conversations, the last changed first."""
        rows = self._rows(
            user,
            "SELECT turn.conversation, turn.question, own.turns, own.changed FROM turn JOIN ("
            "SELECT count(*) AS turns, max(at) AS changed, min(number) AS first, max(number) AS last"
            f" FROM turn WHERE {_SEEN} GROUP BY conversation) AS own ON turn.number = own.first"
            f" ORDER BY own.last DESC LIMIT {LISTED}",
        )
        return [
            Kept(row["conversation"], row["question"], row["turns"], datetime.fromisoformat(row["changed"]))
            for row in rows
        ]

    def turns(self, user: User, conversation: str) -> list[KeptTurn]:
        """The turns of one of their conversations, oldest first."""
        rows = self._rows(user, f"SELECT * FROM turn WHERE {_SEEN} AND conversation = ? ORDER BY number", conversation)
        return [
            KeptTurn(
                row["question"],
                Answer.model_validate_json(row["answer"]),
                FilterSpec.model_validate_json(row["filters"]),
                bool(row["fresh"]),
                Level(row["level"]),
            )
            for row in rows
        ]

    def delete(self, user: User, conversation: str) -> None:
        """Drops one of their conversations."""
        self._drop("user = ? AND conversation = ?", user.name, conversation)

    def delete_all(self, user: User) -> None:
        """Drops all of their conversations."""
        self._drop("user = ?", user.name)

    def purge(self) -> int:
        """Drops what is older than is set, of every user; all of it where nothing is kept."""
        return self._drop("at < ?", self._oldest()) if self.days else self._drop("TRUE")

    def _rows(self, user: User, query: str, *values: str) -> list[Any]:
        if not self.keeps(user) or not self._store.path.exists():
            return []
        levels = visible(user)
        with self._store.connection() as connection:
            return connection.execute(
                query, (user.name, self._oldest(), levels[0].value, levels[-1].value, *values)
            ).fetchall()

    def _drop(self, which: str, *values: str) -> int:
        if not self._store.path.exists():
            return 0
        with self._store.connection() as connection:
            return connection.execute(f"DELETE FROM turn WHERE {which}", values).rowcount

    def _oldest(self) -> str:
        return _stamp(self._clock.now() - timedelta(days=self.days))


def _stamp(moment: datetime) -> str:
    """A moment as text that sorts as time does."""
    return moment.isoformat(timespec="microseconds")
