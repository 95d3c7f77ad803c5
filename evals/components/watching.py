"""An assistant that shows how it came to its answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from assistant.assistant import Assistant
from assistant.contract import Answer
from assistant.drafts import Draft
from assistant.gate import Failure, Indexed, examine
from assistant.reader import Reader
from assistant.routes.outcome import Outcome
from assistant.understanding.question import Understanding
from index.store import Index


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence that was to be told, and what the gate had against it."""

    draft: Draft
    failure: Failure | None


@dataclass(frozen=True, slots=True)
class Told:
    """What was made of a question before it was written down: how it was understood, and what was found."""

    asked: Understanding
    outcome: Outcome
    checked: tuple[Checked, ...]


class Watched(Assistant):
    """An assistant without a model that keeps what its last answer was made of.

    `last` is None where the answer was given before: who asks twice looks it up.
    """

    def __init__(self, index: Index) -> None:
        super().__init__(index)
        self.last: Told | None = None

    @property
    def reader(self) -> Reader:
        """What it reads the index with; it remembers what it has read."""
        return self._reader

    @property
    def words(self) -> Indexed:
        """What its gate reads words with."""
        return self._words

    def _render(self, asked: Any, outcome: Any, *args: Any, **more: Any) -> Answer:
        checked = tuple(
            Checked(draft, None if draft.support is None else examine(draft, self.reader.document, self.words))
            for draft in outcome.drafts
        )
        self.last = Told(asked, outcome, checked)
        return super()._render(asked, outcome, *args, **more)
