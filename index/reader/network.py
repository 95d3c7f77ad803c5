"""The reader's small network, in numpy.

File `data/reader.npz`, arrays in float16 (`calibration` in float32), all that `evals.reader.train` writes:
`centre` (layers · 384,), `axes` (layers · 384, small); linear maps `NAME.weight` (out, in) and `NAME.bias` for NAME =
pp, qp, qatt, qt, sp, mix, tok, out.0, out.3; `conv.weight` (wide, wide, 5), `conv.bias`; `tau` (); `calibration`
(slope, bias) of what these and `index.reader.joint` make of a text together. All but `centre`, `axes` and
`calibration` stand once for each member, its number in front ("0.tau"). "joint.…" belongs to `index.reader.joint`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.embedding.errors import ModelUnavailable
from index.reader.features import Seen, Space, meeting, unit

Numbers = NDArray[np.float32]
_GIST = [10, 11, 12, 15]  # features of a sentence that the judgement sees
_WHOLE = [7, 14]


def load(path: Path | None = None) -> dict[str, Numbers]:
    """The weights of a file, or those that come with the package.

    Raises `ModelUnavailable` when the file is not there or damaged.
    """
    source = path or _shipped()
    try:
        with source.open("rb") as file, np.load(file) as found:
            return {name: found[name].astype(np.float32) for name in found.files}
    except (OSError, ValueError, KeyError) as error:
        if path is not None:
            name = error.__class__.__name__
            raise ModelUnavailable(f"{path}: no weights of a reader can be read ({name}).") from error
        raise _unreadable(error) from error


def mark() -> str:
    """Tells the weights that come with the package from those of another version."""
    try:
        return hashlib.sha256(_shipped().read_bytes()).hexdigest()[:16]
    except OSError as error:
        raise _unreadable(error) from None


def _shipped() -> Traversable:
    return resources.files("index.reader").joinpath("data/reader.npz")


def _unreadable(error: Exception) -> ModelUnavailable:
    return ModelUnavailable(
        f"The reader's weights could not be read ({error.__class__.__name__}); reinstall council-assistant"
    )


class Network:
    """Judges how a text answers a question, as the mean of its members; deterministic, safe to share."""

    def __init__(self, weights: Mapping[str, Numbers]) -> None:
        self.space = Space(weights["centre"], weights["axes"])
        self._calibration = weights["calibration"]
        numbers = sorted({name.partition(".")[0] for name in weights if name[0].isdigit()})
        self._members = [
            _Member({name.partition(".")[2]: w for name, w in weights.items() if name.startswith(f"{number}.")})
            for number in numbers
        ]

    def judge(self, question: Seen, text: Seen) -> tuple[float, Numbers]:
        """The log odds that the text answers, and for each of its pieces the share of the answer seen there."""
        features = meeting(question, text)
        judged = [member.judge(question, text, features) for member in self._members]
        share: Numbers = np.mean([share for _, share in judged], axis=0, dtype=np.float32)
        return float(np.mean([score for score, _ in judged])), share

    def probability(self, score: float) -> float:
        """The calibrated probability of a score."""
        slope, bias = self._calibration
        return float(1 / (1 + np.exp(-np.clip(slope * score + bias, -50, 50))))


class _Member:
    """One trained network."""

    def __init__(self, weights: Mapping[str, Numbers]) -> None:
        self._weights = weights

    def judge(self, question: Seen, text: Seen, features: Numbers) -> tuple[float, Numbers]:
        w = self._weights
        near = _softmax(unit(text.small) @ unit(question.small).T * w["tau"])
        small = self._linear("pp", text.small)
        aligned = near @ self._linear("qp", question.small)
        attended = _softmax(self._linear("qatt", question.small)[:, 0])
        kind = self._linear("qt", attended @ question.small)
        mixed = np.concatenate(
            [small, small * aligned, small * kind, np.tile(kind, (len(small), 1)), self._linear("sp", features)], axis=1
        )
        hidden = np.maximum(self._linear("mix", mixed), 0)
        hidden = hidden + np.maximum(self._neighbours(hidden), 0)
        odds = self._linear("tok", hidden)[:, 0]
        proper = text.sentence >= 0
        if not proper.any():
            return -10.0, np.zeros(len(odds), dtype=np.float32)
        odds = np.where(proper, odds, np.float32(-1e4))
        share = _softmax(odds)
        seen = np.concatenate(
            [share @ hidden, hidden[proper].max(axis=0), kind, share @ features[:, _GIST], features[0, _WHOLE]]
        )
        score = self._linear("out.3", np.maximum(self._linear("out.0", seen), 0))
        return float(score[0]), share

    def _linear(self, name: str, rows: Numbers) -> Numbers:
        found: Numbers = rows @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]
        return found

    def _neighbours(self, rows: Numbers) -> Numbers:
        """A convolution over five pieces, with nothing beyond the ends."""
        kernel = self._weights["conv.weight"]
        size = kernel.shape[2]
        wide = np.pad(rows, ((size // 2, size // 2), (0, 0)))
        found = self._weights["conv.bias"] + np.zeros_like(rows)
        for k in range(size):
            found = found + wide[k : k + len(rows)] @ kernel[:, :, k].T
        return found


def _softmax(odds: Numbers) -> Numbers:
    raised = np.exp(odds - odds.max(axis=-1, keepdims=True))
    found: Numbers = raised / raised.sum(axis=-1, keepdims=True)
    return found
