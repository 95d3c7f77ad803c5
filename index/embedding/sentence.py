"""Any sentence-transformers model that lies on this machine."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

import numpy as np

from index.embedding.base import Vectors
from index.embedding.transformer import dimension, encode, load


class SentenceModel:
    """A model by its name (from the local cache) or its folder; nothing is downloaded.

    `query_prompt` and `passage_prompt` are put before each text. Without them the model's own are used, and
    for models of the E5 family, which often do not state theirs, "query: " and "passage: ". The model is
    loaded on first use, and `ModelUnavailable` raised then.
    """

    def __init__(
        self,
        name_or_path: str,
        query_prompt: str | None = None,
        passage_prompt: str | None = None,
        precision: str | None = None,
    ) -> None:
        self.name = name_or_path
        self._prompts = {"query": query_prompt, "passage": passage_prompt}
        self._precision = precision
        self._lock = threading.Lock()

    @cached_property
    def _model(self) -> Any:
        return load(self.name, self._precision)

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""
        with self._lock:
            return dimension(self._model)

    def prepare(self) -> None:
        """Loads the model."""
        with self._lock:
            dimension(self._model)

    def embed_query(self, text: str) -> Vectors:
        """The vector of one question, shape (dimension,)."""
        with self._lock:
            vector: Vectors = encode(self._model, [text], self._prompt("query", "query"))[0]
        return vector

    def embed_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """The vectors of passages, shape (n, dimension), in order."""
        with self._lock:
            if not texts:
                return np.empty((0, dimension(self._model)), dtype=np.float32)
            return encode(self._model, texts, self._prompt("passage", "passage", "document"), progress)

    def _prompt(self, kind: str, *names: str) -> str:
        given = self._prompts[kind]
        if given is not None:
            return given
        known: dict[str, str] = self._model.prompts or {}
        stated = next((known[name] for name in names if known.get(name)), "")
        return stated or (f"{kind}: " if "e5" in self.name.lower().replace("\\", "/").split("/")[-1] else "")
