"""How long conversations are kept, where, and how the old ones go."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from assistant.clock import Clock, SystemClock
from assistant.keeping.base import Conversations
from assistant.keeping.sqlite import SqliteConversations
from corpus.errors import BadSettings

FILE = "conversations.sqlite"
DAY = 24 * 3600.0  # seconds between two purges
_MOST = 36_500


def keep_days(environment: Mapping[str, str] = os.environ) -> int:
    """COUNCIL_KEEP_DAYS: for how many days conversations are kept; 0 where it is not set. Raises `BadSettings`."""
    written = environment.get("COUNCIL_KEEP_DAYS", "").strip()
    if not written:
        return 0
    if not (written.isascii() and written.isdigit()) or int(written) > _MOST:
        raise BadSettings(f"COUNCIL_KEEP_DAYS is {written!r}: give a number of days, or 0 to keep no conversations.")
    return int(written)


def open_kept(folder: Path, days: int | None = None, clock: Clock | None = None) -> Conversations:
    """The conversations of an index folder, purged. Without `days` it is COUNCIL_KEEP_DAYS.

    Where nothing is kept no file is made, and what an earlier setting left is deleted.
    """
    kept = SqliteConversations(folder / FILE, keep_days() if days is None else days, clock)
    kept.purge()
    return kept


async def purge_daily(kept: Conversations, clock: Clock | None = None) -> None:
    """Purges once a day until it is cancelled: to be run beside the server."""
    clock = clock or SystemClock()
    while True:
        await clock.sleep(DAY)
        kept.purge()
