"""Models of an Ollama server, through LlamaIndex."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.models.base import MAX_OUTPUT_TOKENS
from assistant.models.served import ServedModel

if TYPE_CHECKING:
    from assistant.models.wire import Wire


class OllamaModel(ServedModel):
    """A chat model at Ollama's "/api/chat"."""

    def _make(self, wire: Wire) -> Any:
        from llama_index.llms.ollama import Ollama
        from ollama import Client

        address, timeout = self._settings.address, self._settings.timeout
        client = Client(address, transport=wire, trust_env=False, follow_redirects=False, timeout=timeout)
        return Ollama(
            model=self._settings.model,
            base_url=address,
            context_window=self._settings.context,
            request_timeout=timeout,
            temperature=0.0,
            additional_kwargs={"num_predict": MAX_OUTPUT_TOKENS},
            client=client,
        )

    def _finished(self, raw: Any) -> bool:
        return bool(raw.get("done"))
