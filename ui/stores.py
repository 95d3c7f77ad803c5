"""What the page keeps: feedback, and the conversations of those who signed in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.feedback import FeedbackStore, MemoryFeedback, open_feedback
from assistant.keeping import Conversations, MemoryConversations, open_kept


@dataclass(frozen=True, slots=True)
class Stores:
    """Where feedback and conversations are kept; `folder` is where staff's evaluation questions go (None: nowhere)."""

    feedback: FeedbackStore
    kept: Conversations
    folder: Path | None = None


def stores_in(folder: Path) -> Stores:
    """The stores of an index folder. Raises `BadSettings` when COUNCIL_KEEP_DAYS is no number of days."""
    return Stores(open_feedback(folder), open_kept(folder), folder)


def memory_stores() -> Stores:
    """Stores that are gone with the process, and keep no conversation."""
    return Stores(MemoryFeedback(), MemoryConversations(days=0))
