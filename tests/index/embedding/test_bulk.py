"""Passages in number: the same vectors as one at a time, in the rows of their texts."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from index.embedding.bulk import BulkEncoder, batched
from index.embedding.pieces import Pieces
from index.embedding.states import Encoder, pooled
from index.embedding.weights import packed_file

TEXTS = ["Simhallen öppnar.", "Avgiften för parkering i Tallhamra tas bort på lördagar. " * 3, "Ja", "Nej " * 90] * 3


@pytest.fixture(scope="module")
def plain() -> Encoder:
    return Encoder(packed_file())


@pytest.fixture(scope="module")
def texts(plain: Encoder) -> list[NDArray[np.int64]]:
    pieces = Pieces(plain.vocabulary)
    return [pieces.marked(pieces.ids(text), 512) for text in TEXTS]


@given(st.lists(st.integers(1, 512), max_size=80), st.integers(1, 4096))
def test_batches_hold_every_row_once_and_keep_to_the_budget(lengths: list[int], budget: int) -> None:
    batches = list(batched(lengths, budget))
    assert sorted(row for batch in batches for row in batch) == list(range(len(lengths)))
    assert all(len(batch) == 1 or len(batch) * max(lengths[row] for row in batch) <= budget for batch in batches)


@pytest.mark.parametrize(("precision", "least"), [("float32", 0.99999), ("bfloat16", 0.998)])
@pytest.mark.parametrize("streams", [1, 3])
def test_vectors_and_states_are_those_of_each_text_alone(
    plain: Encoder, texts: list[NDArray[np.int64]], precision: str, least: float, streams: int
) -> None:
    found: dict[int, tuple[NDArray[np.float32], NDArray[np.float32]]] = {}
    told: list[int] = []
    encoder = BulkEncoder(packed_file(), precision, streams)
    encoder.run(texts, lambda row, vector, states: found.__setitem__(row, (vector, states)), told.append)
    encoder.close()
    assert sum(told) == len(texts)
    for row, alone in enumerate(plain.states(texts)):
        vector, states = found[row]
        assert states.shape == alone.shape
        assert vector @ pooled(alone, encoder.shape.hidden) > least
        likeness = np.sum(states * alone, axis=1) / np.linalg.norm(states, axis=1) / np.linalg.norm(alone, axis=1)
        assert likeness.min() > least - 0.01


def test_what_a_report_of_progress_raises_ends_the_work(texts: list[NDArray[np.int64]]) -> None:
    encoder = BulkEncoder(packed_file(), "float32", 1)

    def enough(count: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        encoder.run(texts, lambda *_: None, enough)
    encoder.close()
