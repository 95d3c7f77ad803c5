"""The reader's network in torch, for training. `index.reader.network` does the same sums in numpy."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from evals.reader.examples import Example
from index.reader.features import FEATURES

WIDE = 32
DROPOUT = 0.25


class Network(nn.Module):
    """Judges (question, text) pairs; about 27,000 weights."""

    def __init__(self, small: int) -> None:
        super().__init__()
        self.pp, self.qp = nn.Linear(small, WIDE), nn.Linear(small, WIDE)
        self.qatt, self.qt = nn.Linear(small, 1), nn.Linear(small, WIDE)
        self.sp, self.mix = nn.Linear(FEATURES, WIDE), nn.Linear(5 * WIDE, WIDE)
        self.conv, self.tok = nn.Conv1d(WIDE, WIDE, 5, padding=2), nn.Linear(WIDE, 1)
        self.out = nn.Sequential(nn.Linear(3 * WIDE + 6, WIDE), nn.ReLU(), nn.Dropout(DROPOUT), nn.Linear(WIDE, 1))
        self.drop = nn.Dropout(DROPOUT)
        self.tau = nn.Parameter(torch.tensor(10.0))

    def forward(self, asked: Tensor, held: Tensor, text: Tensor, there: Tensor, seen: Tensor) -> tuple[Tensor, Tensor]:
        """Log odds of each pair, shape (b,), and of each piece, shape (b, n).

        `asked` (b, m, small) with `held` (b, m) true for real pieces, `text` (b, n, small) with `there`, and
        `seen` (b, n, FEATURES).
        """
        proper = (seen[..., 2] < 0.5) & there
        alike = functional.normalize(text, dim=-1) @ functional.normalize(asked, dim=-1).transpose(1, 2)
        near = (alike * self.tau).masked_fill(~held[:, None], -1e4).softmax(-1)
        asked, text = self.drop(asked), self.drop(text)
        attended = self.qatt(asked)[..., 0].masked_fill(~held, -1e4).softmax(-1)
        kind = self.qt((attended[:, None] @ asked)[:, 0])[:, None]
        small = self.pp(text)
        parts = [small, small * (near @ self.qp(asked)), small * kind, kind.expand_as(small), self.sp(seen)]
        hidden = functional.relu(self.mix(self.drop(torch.cat(parts, -1)))) * there[..., None]
        hidden = self.drop(hidden + functional.relu(self.conv(hidden.transpose(1, 2))).transpose(1, 2))
        odds = self.tok(hidden)[..., 0].masked_fill(~proper, -1e4)
        share = odds.softmax(-1)[..., None]
        most = hidden.masked_fill(~proper[..., None], -1e4).max(1).values
        gist = (share * seen[..., [10, 11, 12, 15]]).sum(1)
        whole = torch.cat([(share * hidden).sum(1), most, kind[:, 0], gist, seen[:, 0, [7, 14]]], -1)
        return self.out(whole)[:, 0], odds


def together(examples: Sequence[Example]) -> tuple[Tensor, ...]:
    """The arguments of `Network.forward` for a batch, padded."""
    size = examples[0].text.small.shape[1]
    n, m = max(len(e.text.ids) for e in examples), max(len(e.question.ids) for e in examples)
    asked = np.zeros((len(examples), m, size), np.float32)
    text = np.zeros((len(examples), n, size), np.float32)
    held, there = np.zeros(asked.shape[:2], bool), np.zeros(text.shape[:2], bool)
    seen = np.zeros((len(examples), n, FEATURES), np.float32)
    for row, e in enumerate(examples):
        a, b = len(e.question.ids), len(e.text.ids)
        asked[row, :a], held[row, :a] = e.question.small, True
        text[row, :b], there[row, :b], seen[row, :b] = e.text.small, True, e.features
    return tuple(torch.from_numpy(array) for array in (asked, held, text, there, seen))
