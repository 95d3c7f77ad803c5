"""Models behind an OpenAI-compatible server (vLLM, llama.cpp, LM Studio, a hosted service), through LlamaIndex."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from assistant.models.base import MAX_OUTPUT_TOKENS
from assistant.models.served import ServedModel

if TYPE_CHECKING:
    from assistant.models.wire import Wire


class OpenAILikeModel(ServedModel):
    """A chat model at "…/v1/chat/completions"."""

    def _make(self, wire: Wire) -> Any:
        import httpx
        from llama_index.llms.openai_like import OpenAILike

        # The client imports this with its first request, which would count as time that the server took.
        import_module("openai.resources.chat.completions")
        # The wire puts the key in: the client and whatever it logs never hold it.
        options: dict[str, Any] = {
            "model": self._settings.model,
            "api_base": self._settings.address,
            "api_key": "none",
            "context_window": self._settings.context,
            "max_tokens": MAX_OUTPUT_TOKENS,
            "temperature": 0.0,
            "is_chat_model": True,
            "max_retries": 0,
            "timeout": self._settings.timeout,
            "http_client": httpx.Client(transport=wire, trust_env=False, follow_redirects=False),
        }
        return OpenAILike(**options)

    def _finished(self, raw: Any) -> bool:
        choices: Any = getattr(raw, "choices", None)
        return bool(choices) and choices[0].finish_reason is not None
