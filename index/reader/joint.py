"""The last layers of E5 trained to read a question and a text together: each piece of one sees those of the other.

The layers before them, up to `SHOWN[0]`, are E5's own and see question and text apart, so that what is kept of a text
serves every question (Cao et al. 2020, DeFormer). Arrays of `data/reader.npz`, "joint." before each:
`LAYER.PART` (in, out) in int8 with `LAYER.PART.scale` (out,) and `LAYER.PART.bias` for PART = qkv, out, wide, narrow;
`LAYER.norm` and `LAYER.last` (2, hidden); `kind` (KINDS, hidden); `place.1`, `place.2`, `score.1`, `score.2`, `asks.1`,
`asks.2` (in, out) with `….bias`; `weight` ().
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np

from index.embedding.cores import over_cores
from index.embedding.layers import Layer, Layers, Stack, gelu
from index.reader.features import Ids, Numbers, Seen

NAMED = "joint."  # before the name of each array in a reader's file
KINDS = 7  # those below, and none
_MOST = 30.0  # log odds that are not taken further, or their sum would have no number
ASKED, ASKED_SAME, _TEXT, _TEXT_SAME, _CONTEXT, _CONTEXT_SAME = range(1, 7)
"""Kinds of pieces: of the question, the text and its context, each also where the other side has the same piece."""


class Judged(NamedTuple):
    """The log odds that a text answers, and of each of its sentences the share of the answer, and how probable it is
    that this sentence asks what the question asks."""

    score: float
    share: Numbers
    asks: Numbers


class Joint:
    """Judges how texts answer a question; deterministic, safe to share."""

    def __init__(self, weights: Mapping[str, Numbers], heads: int, epsilon: float, stack: Stack | None = None) -> None:
        """`weights` are those of a reader's file. `stack` computes layers with threads of its own; without it numpy
        does, on each core a share of the texts."""
        own = {name[len(NAMED) :]: each for name, each in weights.items() if name.startswith(NAMED)}
        self._layers = (stack or Layers)(_layers(own), heads, epsilon)
        self._weights = {name: each for name, each in own.items() if not name[0].isdigit()}
        self._spread = stack is None

    def judge(self, question: Seen, texts: Sequence[Seen]) -> list[Judged]:
        """One judgement a text, in order."""
        if not self._spread:
            return self._judge(question, texts)
        return over_cores(texts, lambda share: self._judge(question, share))

    def _judge(self, question: Seen, texts: Sequence[Seen]) -> list[Judged]:
        if not texts:
            return []
        rows = [
            np.concatenate([question.middle, text.middle]) + self._weights["kind"][kinds(question, text)]
            for text in texts
        ]
        edges = [0, *accumulate(map(len, rows))]
        states = self._layers.through(np.concatenate(rows), edges)[-1]
        asked = len(question.middle)
        return [
            self._told(states[a : a + asked], states[a + asked : b], text)
            for (a, b), text in zip(pairwise(edges), texts, strict=True)
        ]

    def _told(self, question: Numbers, states: Numbers, text: Seen) -> Judged:
        asked = question.mean(axis=0)
        parts = [states[text.sentence == k] for k in range(len(text.spans))]
        known = [k for k, part in enumerate(parts) if len(part)]
        share, asks = np.zeros((2, len(parts)), dtype=np.float32)
        if not known:
            return Judged(-10.0, share, asks)
        means = np.stack([parts[k].mean(axis=0) for k in known])
        beside = np.concatenate([means, np.tile(asked, (len(means), 1))], axis=1)
        odds = self._through("place", beside)
        raised = np.exp(odds - odds.max())
        share[known] = raised / raised.sum()
        same = np.exp(np.minimum(self._through("asks", beside), _MOST))
        asks[known] = same / (1 + same.sum())
        seen = np.concatenate([asked, share[known] @ means])[None]
        score = self._through("score", seen)[0]
        total = odds.max() + np.log(raised.sum())
        return Judged(float(score + self._weights["weight"] * total), share, asks)

    def _through(self, head: str, rows: Numbers) -> Numbers:
        found: Numbers = self._linear(f"{head}.2", gelu(self._linear(f"{head}.1", rows)))[:, 0]
        return found

    def _linear(self, name: str, rows: Numbers) -> Numbers:
        found: Numbers = rows @ self._weights[name] + self._weights[f"{name}.bias"]
        return found


def kinds(question: Seen, text: Seen) -> Ids:
    """The kind of each piece of question and text, one after the other."""
    asked = np.where(np.isin(question.whole, text.whole), ASKED_SAME, ASKED)
    same = np.isin(text.whole, question.whole)
    told = np.where(text.sentence >= 0, np.where(same, _TEXT_SAME, _TEXT), np.where(same, _CONTEXT_SAME, _CONTEXT))
    return np.concatenate([asked, told])


def _layers(weights: Mapping[str, Numbers]) -> list[Layer]:
    def linear(name: str) -> tuple[Numbers, Numbers]:
        return weights[name] * weights[f"{name}.scale"], weights[f"{name}.bias"]

    def norm(name: str) -> tuple[Numbers, Numbers]:
        return weights[name][0], weights[name][1]

    count = len({name.partition(".")[0] for name in weights if name.endswith(".qkv")})
    return [
        Layer(
            linear(f"{i}.qkv"),
            linear(f"{i}.out"),
            norm(f"{i}.norm"),
            linear(f"{i}.wide"),
            linear(f"{i}.narrow"),
            norm(f"{i}.last"),
        )
        for i in range(count)
    ]
