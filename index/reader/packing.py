"""What was seen of a text as bytes: every number in eight bits with a scale a row, at most 0.4 % off."""

from __future__ import annotations

import struct
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.reader.features import Numbers, Seen

_HEAD = struct.Struct(
    "<HHHHH"
)  # pieces, sentences, width of a state in the small space, of a mean, of a state in the middle


def pack(seen: Seen) -> bytes:
    """The bytes of what was seen of a text; it has at most 65,535 pieces."""
    sizes = len(seen.ids), len(seen.spans), seen.small.shape[1], seen.means.shape[1], seen.middle.shape[1]
    return b"".join(
        (
            _HEAD.pack(*sizes),
            seen.ids.astype("<u4").tobytes(),
            seen.sentence.astype("<i2").tobytes(),
            seen.rarity.astype("<f2").tobytes(),
            np.packbits(seen.marks.astype(bool)).tobytes(),
            np.array(seen.spans, dtype="<u4").tobytes(),
            _rows(seen.small),
            _rows(seen.means),
            _rows(seen.middle),
        )
    )


def unpack(data: bytes) -> Seen:
    """What `pack` packed. Raises `ValueError` for other bytes."""
    try:
        pieces, sentences, small, wide, middle = _HEAD.unpack_from(data)
        bytes_ = _Bytes(data, _HEAD.size)
        ids = bytes_.take("<u4", pieces).astype(np.int64)
        seen = Seen(
            ids=ids,
            sentence=bytes_.take("<i2", pieces).astype(np.int64),
            rarity=bytes_.take("<f2", pieces).astype(np.float32),
            marks=bytes_.bits(3 * pieces).reshape(pieces, 3).astype(np.float32),
            spans=tuple((int(a), int(b)) for a, b in bytes_.take("<u4", 2 * sentences).reshape(-1, 2)),
            small=bytes_.rows(pieces, small),
            means=bytes_.rows(sentences + 1, wide),
            whole=ids,
            middle=bytes_.rows(pieces, middle),
        )
    except struct.error as error:
        raise ValueError(f"not what was packed: {error}") from None
    if bytes_.at != len(data):
        raise ValueError("not what was packed: too long")
    return seen


def _rows(numbers: Numbers) -> bytes:
    scale = np.maximum(np.abs(numbers).max(axis=1, keepdims=True), 1e-9) / 127
    levels = np.round(numbers / scale)
    return bytes(scale.astype("<f4").tobytes() + levels.astype("i1").tobytes())


class _Bytes:
    def __init__(self, data: bytes, at: int) -> None:
        self._data, self.at = data, at

    def take(self, kind: str, count: int) -> NDArray[Any]:
        found: NDArray[Any] = np.frombuffer(self._data, kind, count, self.at)
        self.at += found.nbytes
        return found

    def bits(self, count: int) -> NDArray[np.uint8]:
        return np.unpackbits(self.take("u1", (count + 7) // 8), count=count)

    def rows(self, count: int, width: int) -> Numbers:
        scale = self.take("<f4", count).astype(np.float32)
        levels = self.take("i1", count * width).astype(np.float32)
        return levels.reshape(count, width) * scale[:, None]
