"""The optional language model: words an answer in its own way; what it says is shown only through the gate."""

from __future__ import annotations

from assistant.models.base import LanguageModel, Message, ModelError
from assistant.models.scripted import ScriptedModel
from assistant.models.settings import ModelSettings, open_model

__all__ = ["LanguageModel", "Message", "ModelError", "ModelSettings", "ScriptedModel", "open_model"]
