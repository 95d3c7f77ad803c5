"""Where briefs are kept, each with the one who made it: in a SQLite file beside the index, or in this process."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Protocol

from assistant.access.base import User
from assistant.brief.records import Brief
from assistant.clock import Clock, SystemClock
from assistant.keeping.base import visible
from assistant.sqlite import SmallStore
from index.levels import Level

FILE = "briefs.sqlite"
LISTED = 200  # briefs of a user that are listed
_SCHEMA = """
CREATE TABLE IF NOT EXISTS brief (
    user TEXT NOT NULL,
    id TEXT NOT NULL,
    level TEXT NOT NULL,
    changed TEXT NOT NULL,
    title TEXT NOT NULL,
    asker TEXT NOT NULL,
    questions INTEGER NOT NULL,
    brief TEXT NOT NULL,
    PRIMARY KEY (user, id)
);
CREATE INDEX IF NOT EXISTS brief_changed ON brief (user, changed);
"""


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the list of briefs; `changed` is when it was last saved (UTC)."""

    id: str
    title: str
    asker: str
    questions: int
    changed: datetime


class Briefs(Protocol):
    """Keeps briefs. Nobody sees another's, nor one made from documents of a level above their own."""

    def save(self, user: User, brief: Brief, level: Level) -> None:
        """Keeps a brief, in place of the one of its id; `level` is that of the documents it was made from."""
        ...

    def listed(self, user: User) -> list[Listed]:
        """Their briefs, the last saved first; at most `LISTED`."""
        ...

    def open(self, user: User, id: str) -> Brief | None:
        """One of their briefs."""
        ...

    def delete(self, user: User, id: str) -> None:
        """Drops one of their briefs."""
        ...


def open_briefs(folder: Path, clock: Clock | None = None) -> Briefs:
    """The briefs of the index in a folder."""
    return SqliteBriefs(folder / FILE, clock)


class SqliteBriefs:
    """Briefs in a file, which is made when the first is saved."""

    def __init__(self, path: Path, clock: Clock | None = None) -> None:
        self._clock = clock or SystemClock()
        self._store = SmallStore(path, _SCHEMA)

    def save(self, user: User, brief: Brief, level: Level) -> None:
        """Keeps a brief."""
        line = _listed(brief, self._clock.now())
        stamp = line.changed.isoformat(timespec="microseconds")
        row = (user.name, line.id, level.value, stamp, line.title, line.asker, line.questions, brief.model_dump_json())
        with self._store.connection() as connection:
            connection.execute("INSERT OR REPLACE INTO brief VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)

    def listed(self, user: User) -> list[Listed]:
        """Their briefs, the last saved first."""
        if not self._store.path.exists():
            return []
        query = "SELECT * FROM brief WHERE user = ? AND level IN (?, ?) ORDER BY changed DESC, id LIMIT ?"
        with self._store.connection() as connection:
            rows = connection.execute(query, (user.name, *_levels(user), LISTED)).fetchall()
        return [
            Listed(r["id"], r["title"], r["asker"], r["questions"], datetime.fromisoformat(r["changed"])) for r in rows
        ]

    def open(self, user: User, id: str) -> Brief | None:
        """One of their briefs."""
        if not self._store.path.exists():
            return None
        query = "SELECT brief FROM brief WHERE user = ? AND id = ? AND level IN (?, ?)"
        with self._store.connection() as connection:
            row = connection.execute(query, (user.name, id, *_levels(user))).fetchone()
        return Brief.model_validate_json(row["brief"]) if row is not None else None

    def delete(self, user: User, id: str) -> None:
        """Drops one of their briefs."""
        if self._store.path.exists():
            with self._store.connection() as connection:
                connection.execute("DELETE FROM brief WHERE user = ? AND id = ?", (user.name, id))


class MemoryBriefs:
    """Briefs in this process only. For tests and for trying the page."""

    def __init__(self, clock: Clock | None = None) -> None:
        self._clock = clock or SystemClock()
        self._lock = Lock()
        self._kept: dict[tuple[str, str], tuple[Level, datetime, Brief]] = {}

    def save(self, user: User, brief: Brief, level: Level) -> None:
        """Keeps a brief."""
        with self._lock:
            self._kept[user.name, brief.id] = (level, self._clock.now(), brief)

    def listed(self, user: User) -> list[Listed]:
        """Their briefs, the last saved first."""
        with self._lock:
            kept = [(at, brief) for (name, _), (level, at, brief) in self._kept.items() if _may(user, name, level)]
        lines = [_listed(brief, at) for at, brief in kept]
        return sorted(lines, key=lambda line: (-line.changed.timestamp(), line.id))[:LISTED]

    def open(self, user: User, id: str) -> Brief | None:
        """One of their briefs."""
        with self._lock:
            found = self._kept.get((user.name, id))
        return found[2] if found is not None and _may(user, user.name, found[0]) else None

    def delete(self, user: User, id: str) -> None:
        """Drops one of their briefs."""
        with self._lock:
            self._kept.pop((user.name, id), None)


def _may(user: User, name: str, level: Level) -> bool:
    return user.name == name and level in visible(user)


def _levels(user: User) -> tuple[str, str]:
    levels = visible(user)
    return levels[0].value, levels[-1].value


def _listed(brief: Brief, changed: datetime) -> Listed:
    asker = ", ".join(person.label for person in brief.paper.askers)
    return Listed(brief.id, brief.paper.title, asker, len(brief.prepared), changed)
