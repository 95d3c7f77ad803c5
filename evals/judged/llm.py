"""The configured language model as LlamaIndex knows models. Imports LlamaIndex."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from llama_index.core.base.llms.types import (
    ChatMessage,
    ChatResponse,
    CompletionResponse,
    CompletionResponseGen,
    LLMMetadata,
    MessageRole,
)
from llama_index.core.llms.callbacks import llm_chat_callback, llm_completion_callback
from llama_index.core.llms.custom import CustomLLM
from pydantic import PrivateAttr

from assistant.models.base import MAX_OUTPUT_TOKENS, LanguageModel, Message


class Judge(CustomLLM):
    """Hands prompts to a `LanguageModel`, whole, and gives back what it wrote. Raises its `ModelError`.

    The models of the project ask for a temperature of 0; whether the same question gets the same verdict again is up
    to the server.
    """

    _model: LanguageModel = PrivateAttr()

    def __init__(self, model: LanguageModel) -> None:
        super().__init__()
        self._model = model

    @property
    def metadata(self) -> LLMMetadata:
        """Its name and how much it can read, in tokens."""
        return LLMMetadata(
            model_name=self._model.name,
            context_window=self._model.context,
            num_output=MAX_OUTPUT_TOKENS,
            is_chat_model=True,
        )

    @llm_chat_callback()
    def chat(self, messages: Sequence[ChatMessage], **kwargs: Any) -> ChatResponse:
        """The model's answer to messages: rules first, all else as one request."""
        system = [m.content or "" for m in messages if m.role is MessageRole.SYSTEM]
        asked = [m.content or "" for m in messages if m.role is not MessageRole.SYSTEM]
        given = [Message("system", "\n\n".join(system))] if system else []
        text = self._written([*given, Message("user", "\n\n".join(asked))])
        return ChatResponse(message=ChatMessage(role=MessageRole.ASSISTANT, content=text))

    @llm_completion_callback()
    def complete(self, prompt: str, formatted: bool = False, **kwargs: Any) -> CompletionResponse:
        """The model's answer to one request."""
        return CompletionResponse(text=self._written([Message("user", prompt)]))

    @llm_completion_callback()
    def stream_complete(self, prompt: str, formatted: bool = False, **kwargs: Any) -> CompletionResponseGen:
        """The same in one piece."""

        def once() -> CompletionResponseGen:
            text = self._written([Message("user", prompt)])
            yield CompletionResponse(text=text, delta=text)

        return once()

    def _written(self, messages: Sequence[Message]) -> str:
        return "".join(self._model.stream(messages)).strip()
