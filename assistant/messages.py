"""Where LlamaIndex's `Memory` keeps its messages here: in plain lists, without the database that it opens by default.

Imports LlamaIndex, so nothing imports this before a conversation needs it.
"""

from __future__ import annotations

from llama_index.core.llms import ChatMessage
from llama_index.core.storage.chat_store.base_db import AsyncDBChatStore, MessageStatus
from pydantic import PrivateAttr


class Messages(AsyncDBChatStore):
    """Messages by key, oldest first, each active or archived. Nothing outlives the process."""

    _kept: dict[str, list[tuple[MessageStatus, ChatMessage]]] = PrivateAttr(default_factory=dict)

    async def get_messages(
        self,
        key: str,
        status: MessageStatus | None = MessageStatus.ACTIVE,
        limit: int | None = None,
        offset: int | None = None,
    ) -> list[ChatMessage]:
        """Those of a status, or of any; `limit` of them from `offset` on."""
        found = [message for state, message in self._kept.get(key, ()) if status in (None, state)][offset or 0 :]
        return found if limit is None else found[:limit]

    async def count_messages(self, key: str, status: MessageStatus | None = MessageStatus.ACTIVE) -> int:
        """How many there are of a status."""
        return len(await self.get_messages(key, status))

    async def add_message(self, key: str, message: ChatMessage, status: MessageStatus = MessageStatus.ACTIVE) -> None:
        """Puts one behind the others."""
        self._kept.setdefault(key, []).append((status, message))

    async def add_messages(
        self, key: str, messages: list[ChatMessage], status: MessageStatus = MessageStatus.ACTIVE
    ) -> None:
        """Puts some behind the others."""
        self._kept.setdefault(key, []).extend((status, message) for message in messages)

    async def set_messages(
        self, key: str, messages: list[ChatMessage], status: MessageStatus = MessageStatus.ACTIVE
    ) -> None:
        """Puts these in the place of those of the status."""
        await self.delete_messages(key, status)
        await self.add_messages(key, messages, status)

    async def delete_message(self, key: str, idx: int) -> ChatMessage | None:
        """Takes out the one at a place among all of the key; None where there is none."""
        kept = self._kept.get(key, [])
        return kept.pop(idx)[1] if 0 <= idx < len(kept) else None

    async def delete_messages(self, key: str, status: MessageStatus | None = None) -> None:
        """Drops those of a status, or all."""
        self._kept[key] = [pair for pair in self._kept.get(key, ()) if status not in (None, pair[0])]

    async def delete_oldest_messages(self, key: str, n: int) -> list[ChatMessage]:
        """Takes out the oldest active ones."""
        oldest = await self.get_messages(key, limit=n)
        self._kept[key] = [pair for pair in self._kept.get(key, ()) if not any(pair[1] is one for one in oldest)]
        return oldest

    async def archive_oldest_messages(self, key: str, n: int) -> list[ChatMessage]:
        """Makes the oldest active ones archived."""
        oldest = await self.get_messages(key, limit=n)
        self._kept[key] = [
            (MessageStatus.ARCHIVED if any(message is one for one in oldest) else state, message)
            for state, message in self._kept.get(key, ())
        ]
        return oldest

    async def get_keys(self) -> list[str]:
        """Every key with a message."""
        return [key for key, kept in self._kept.items() if kept]
