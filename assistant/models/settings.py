"""Which language model answers are worded by, from the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

from assistant.models.base import LanguageModel
from corpus.errors import BadSettings

DEFAULT_TIMEOUT = 20.0  # seconds
MOST_TIMEOUT = 600.0
DEFAULT_CONTEXT = 8192  # tokens
LEAST_CONTEXT = 1024
OLLAMA_PORT = 11434


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """A model and the server that runs it. `url` is "http(s)://…/v1" or "ollama://host:port".

    `timeout` is in seconds, for a whole answer; `context` in tokens. The key is never shown or logged.
    """

    url: str
    model: str
    key: str | None = field(default=None, repr=False)
    timeout: float = DEFAULT_TIMEOUT
    context: int = DEFAULT_CONTEXT

    def __post_init__(self) -> None:
        _checked(self.url)
        if not self.model:
            raise BadSettings("COUNCIL_LLM_MODEL is not set: name the model that the server at COUNCIL_LLM_URL has.")
        if self.key is not None and not (self.key.isascii() and self.key.isprintable() and " " not in self.key):
            raise BadSettings("COUNCIL_LLM_KEY holds blanks or characters that no key has: copy it anew.")

    @property
    def ollama(self) -> bool:
        """Whether the server speaks Ollama's own protocol."""
        return urlsplit(self.url).scheme == "ollama"

    @property
    def address(self) -> str:
        """The address that requests go to, with http or https and without a slash at its end."""
        parts = _checked(self.url)
        if not self.ollama:
            return self.url.rstrip("/")
        host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
        return f"http://{host}:{parts.port or OLLAMA_PORT}"

    @classmethod
    def load(cls, environment: Mapping[str, str] = os.environ) -> ModelSettings | None:
        """The settings, or None where COUNCIL_LLM_URL is not set: then no model is used and nothing is sent.

        Reads COUNCIL_LLM_URL, COUNCIL_LLM_MODEL, COUNCIL_LLM_KEY, COUNCIL_LLM_TIMEOUT and COUNCIL_LLM_CONTEXT; an
        empty value counts as unset. Raises `BadSettings`.
        """

        def value(name: str) -> str:
            return environment.get(f"COUNCIL_LLM_{name}", "").strip()

        if not value("URL"):
            return None
        return cls(
            url=value("URL"),
            model=value("MODEL"),
            key=value("KEY") or None,
            timeout=_number("TIMEOUT", value("TIMEOUT"), DEFAULT_TIMEOUT, 0.05, MOST_TIMEOUT, "seconds"),
            context=int(_number("CONTEXT", value("CONTEXT"), DEFAULT_CONTEXT, LEAST_CONTEXT, 10_000_000, "tokens")),
        )


def open_model(settings: ModelSettings | None) -> LanguageModel | None:
    """The model of the settings, None for None. Nothing is imported or sent before its first answer."""
    if settings is None:
        return None
    if settings.ollama:
        from assistant.models.ollama import OllamaModel

        return OllamaModel(settings)
    from assistant.models.openai_like import OpenAILikeModel

    return OpenAILikeModel(settings)


def _checked(url: str) -> SplitResult:
    """The parts of an address that can be used. A bad one is not repeated: there may be a key in it."""
    form = "write http(s)://host/v1 or ollama://host:port, and the key in COUNCIL_LLM_KEY"
    try:
        parts = urlsplit(url)
        known = parts.scheme in ("http", "https", "ollama") and parts.hostname and (parts.port or 1)
    except ValueError:
        raise BadSettings(f"COUNCIL_LLM_URL is no address: {form}.") from None
    odd = parts.username is not None or parts.query or parts.fragment or any(c.isspace() for c in url)
    if not known or odd or (parts.scheme == "ollama" and parts.path.strip("/")):
        raise BadSettings(f"COUNCIL_LLM_URL cannot be used: {form}.")
    return parts


def _number(name: str, text: str, default: float, least: float, most: float, unit: str) -> float:
    try:
        number = float(text) if text else default
    except ValueError:
        number = -1.0
    if not least <= number <= most:
        raise BadSettings(f"COUNCIL_LLM_{name} is {text!r}: write a number of {unit} from {least:g} to {most:g}.")
    return number
