"""Conversations kept on the server: a user's own, for as many days as is set. By default none."""

from assistant.keeping.base import Conversations, Kept, KeptTurn
from assistant.keeping.memory import MemoryConversations
from assistant.keeping.opening import keep_days, open_kept, purge_daily
from assistant.keeping.sqlite import SqliteConversations

__all__ = [
    "Conversations",
    "Kept",
    "KeptTurn",
    "MemoryConversations",
    "SqliteConversations",
    "keep_days",
    "open_kept",
    "purge_daily",
]
