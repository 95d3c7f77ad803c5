"""Assistants over one index with this or that model, and models that answer as a test wants."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from assistant import Answer, Assistant
from assistant.models import LanguageModel, Message, ScriptedModel

QUESTION = "När öppnar simhallen?"
STAFF = "Hur många medarbetare har Jobbcentrum?"


class Changing:
    """One assistant for many models: what it has read of its index stays known."""

    def __init__(self, assistant: Assistant) -> None:
        self.model = ScriptedModel([])
        self._worded = Assistant(assistant.index, ScriptedModel(lambda messages: self.model.stream(messages)))

    def ask(self, question: str, model: ScriptedModel) -> Answer:
        """The answer with this model."""
        self.model = model
        return self._worded.ask(question)


def asked(assistant: Assistant, question: str, model: LanguageModel | None, **options: Any) -> Answer:
    """The answer with that model. The index stays open: it belongs to `assistant`."""
    return Assistant(assistant.index, model).ask(question, **options)


def line(use: object, text: object) -> str:
    """A line as the model is asked to write."""
    return json.dumps({"use": use, "text": text}, ensure_ascii=False) + "\n"


def says(*lines: str) -> ScriptedModel:
    """A model that writes these lines, a few letters at a time."""
    whole = "".join(lines)
    return ScriptedModel([whole[i : i + 7] for i in range(0, len(whole), 7)])


def offered(messages: Sequence[Message]) -> list[dict[str, Any]]:
    """The sentences that a model was given."""
    return [json.loads(one) for one in messages[1].text.splitlines() if one.startswith("{")]


def knowing(write: Callable[[list[dict[str, Any]]], Iterable[str]]) -> ScriptedModel:
    """A model that writes its lines from the sentences."""
    return ScriptedModel(lambda messages: write(offered(messages)))
