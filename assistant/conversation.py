"""Conversations: their turns, kept within a limit, and questions that may lean on the ones before.

The answers are found anew from the questions, so a conversation holds no documents and no index. Its turns lie in a
`TurnStore`: `LlamaTurns` keeps them in LlamaIndex's `Memory`, `MemoryTurns` in plain lists. LlamaIndex takes seconds
to import, so it is imported when the first turn is kept, never by `council ask`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol
from uuid import uuid4

from assistant.contract import Answer, FilterSpec

if TYPE_CHECKING:
    from assistant.service import Service

MOST_TURNS = 20  # turns kept of one conversation
MOST_TOKENS = 4000  # words of the turns kept of one conversation
MOST_SESSIONS = 1000  # conversations kept in one process; the oldest is forgotten first


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and the text of its answer."""

    question: str
    answer: str


class TurnStore(Protocol):
    """Keeps the last turns of conversations, within limits. Safe to call from several threads."""

    def add(self, session: str, turn: Turn) -> None:
        """Puts a turn behind the others of its conversation."""
        ...

    def turns(self, session: str) -> list[Turn]:
        """The turns that are kept, oldest first; none of an unknown conversation."""
        ...

    def forget(self, session: str) -> None:
        """Drops a conversation."""
        ...


def within(turns: Sequence[Turn], most: int = MOST_TURNS, tokens: int = MOST_TOKENS) -> list[Turn]:
    """The last turns that hold at most so many, and so many words together; always the very last one."""
    kept: list[Turn] = []
    held = 0
    for turn in list(turns)[-most:][::-1]:
        held += len(words(f"{turn.question} {turn.answer}"))
        if kept and held > tokens:
            break
        kept.append(turn)
    return kept[::-1]


def words(text: str) -> list[str]:
    """The tokens that a limit counts: words. A model's own tokens would take a download to count."""
    return text.split()


class MemoryTurns:
    """Turns in plain lists, for those without LlamaIndex."""

    def __init__(self, most: int = MOST_TURNS, tokens: int = MOST_TOKENS) -> None:
        self._most, self._tokens = most, tokens
        self._kept: defaultdict[str, list[Turn]] = defaultdict(list)
        self._lock = Lock()

    def add(self, session: str, turn: Turn) -> None:
        """Puts a turn behind the others, and drops what is over the limit."""
        with self._lock:
            self._kept[session] = within([*self._kept.pop(session, []), turn], self._most, self._tokens)
            while len(self._kept) > MOST_SESSIONS:
                del self._kept[next(iter(self._kept))]

    def turns(self, session: str) -> list[Turn]:
        """The turns that are kept."""
        with self._lock:
            return list(self._kept.get(session, ()))

    def forget(self, session: str) -> None:
        """Drops a conversation."""
        with self._lock:
            self._kept.pop(session, None)


class LlamaTurns:
    """Turns as messages of the user and the assistant in a LlamaIndex `Memory` a conversation, in this process."""

    def __init__(self, most: int = MOST_TURNS, tokens: int = MOST_TOKENS) -> None:
        self._most, self._tokens = most, tokens
        self._kept: dict[str, Any] = {}
        self._lock = Lock()

    def add(self, session: str, turn: Turn) -> None:
        """Puts the two messages of a turn into the memory of its conversation."""
        from llama_index.core.llms import ChatMessage, MessageRole

        with self._lock:
            memory = self._kept.pop(session, None) or self._memory(session)
            self._kept[session] = memory
            while len(self._kept) > MOST_SESSIONS:
                del self._kept[next(iter(self._kept))]
            memory.put(ChatMessage(role=MessageRole.USER, content=turn.question))
            memory.put(ChatMessage(role=MessageRole.ASSISTANT, content=turn.answer))

    def turns(self, session: str) -> list[Turn]:
        """The turns that the memory still holds: a question whose answer was dropped is dropped too."""
        with self._lock:
            memory = self._kept.get(session)
            messages = [] if memory is None else memory.get()
        said = [(str(message.role.value), str(message.content or "")) for message in messages]
        found = [
            Turn(question, answer)
            for (asker, question), (teller, answer) in pairwise(said)
            if (asker, teller) == ("user", "assistant")
        ]
        return within(found, self._most, self._tokens)

    def forget(self, session: str) -> None:
        """Empties the memory of a conversation."""
        with self._lock:
            self._kept.pop(session, None)

    def _memory(self, session: str) -> Any:
        from llama_index.core.memory import Memory

        from assistant.messages import Messages

        # Room for more than is given out: the memory drops messages, this store whole turns.
        return Memory.from_defaults(
            session_id=session,
            token_limit=3 * self._tokens,
            chat_history_token_ratio=0.9,
            token_flush_size=self._tokens // 2 or 1,
            tokenizer_fn=words,
            chat_store=Messages(),
        )


def open_turns() -> TurnStore:
    """The store over LlamaIndex where that is installed, else the plain one."""
    return LlamaTurns() if find_spec("llama_index") else MemoryTurns()


class Conversation:
    """Questions to a service, each with those before it as its history.

    `session` names the conversation in its store; one that is given goes on where it was left.
    """

    def __init__(self, service: Service, store: TurnStore | None = None, session: str | None = None) -> None:
        self._service = service
        self._store = store or MemoryTurns()
        self.session = session or uuid4().hex

    @property
    def turns(self) -> list[Turn]:
        """The turns that are kept, oldest first."""
        return self._store.turns(self.session)

    @property
    def history(self) -> list[str]:
        """The questions of those turns."""
        return [turn.question for turn in self.turns]

    def ask(self, question: str, *, filters: FilterSpec | None = None) -> Answer:
        """The answer to the next question. Raises what the service raises; the question is then not kept."""
        answer = self._service.ask(question, history=self.history, filters=filters)
        self._store.add(self.session, Turn(question, answer.answer))
        return answer

    def clear(self) -> None:
        """Begins anew."""
        self._store.forget(self.session)
