"""One look at the page: who looks, at what, in which language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.access import User
from assistant.service import Service
from ui.texts import Texts, texts

Updates = dict[Any, Any]  # component → its new value, or a `gr.update` of it

Event = tuple[Callable[..., Any], Sequence[Any], Sequence[Any]]  # a function, its inputs, its outputs


@dataclass(frozen=True, slots=True)
class Here:
    """One look at the page: the user, the assistant that may answer them, and their language.

    `opened` is told the id of each document that the source panel opens, before it is shown.
    """

    user: User
    service: Service
    language: str
    opened: Callable[[str], None] = lambda document_id: None

    @property
    def texts(self) -> Texts:
        """The page's texts in that language."""
        return texts(self.language)
