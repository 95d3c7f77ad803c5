"""The layers that read question and text together in torch, for training. `index.reader.joint` does the same sums in
numpy."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from evals.reader.examples import Example
from evals.reader.learning import NEVER
from index.embedding.layers import Layer
from index.reader.features import Numbers, Seen
from index.reader.joint import ASKED, ASKED_SAME, KINDS, NAMED, kinds

HEAD = 128
DROPPED = 0.1
Arrays = dict[str, NDArray[np.generic]]


class JointLayer(nn.Module):
    """One layer, which begins as E5's."""

    def __init__(self, layer: Layer, heads: int, epsilon: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv, self.out = _linear(layer.qkv), _linear(layer.out)
        self.wide, self.narrow = _linear(layer.wide), _linear(layer.narrow)
        self.norm, self.last = _norm(layer.norm, epsilon), _norm(layer.last, epsilon)

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """States (batch, pieces, hidden); `mask` is added to the likeness of pieces."""
        batch, pieces, hidden = x.shape
        q, k, v = self.qkv(x).view(batch, pieces, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        # Twice as quick on processors as the fused attention, whose way back is slow.
        near = (q * q.shape[-1] ** -0.5) @ k.transpose(-1, -2) + mask
        mixed = (near.softmax(-1).to(v.dtype) @ v).transpose(1, 2).reshape(batch, pieces, hidden)
        x = self.norm(x + self.out(mixed))
        narrow = self.narrow(functional.gelu(self.wide(x)))
        found: torch.Tensor = self.last(x + functional.dropout(narrow, DROPPED, self.training))
        return found


class Odds(NamedTuple):
    """Log odds that the texts answer (batch,), that a sentence is where they do, and that it asks the same (batch,
    sentences), `NEVER` where there is no sentence."""

    score: torch.Tensor
    place: torch.Tensor
    asks: torch.Tensor


class Joint(nn.Module):
    """Judges examples: whether the text answers, which of its sentences does, and which asks the same."""

    def __init__(self, layers: Sequence[Layer], heads: int, epsilon: float) -> None:
        super().__init__()
        hidden = len(layers[0].norm[0])
        self.layers = nn.ModuleList(JointLayer(layer, heads, epsilon) for layer in layers)
        self.kind = nn.Embedding(KINDS, hidden)
        nn.init.zeros_(self.kind.weight)
        self.place = nn.ModuleList([nn.Linear(2 * hidden, HEAD), nn.Linear(HEAD, 1)])
        self.score = nn.ModuleList([nn.Linear(2 * hidden, HEAD), nn.Linear(HEAD, 1)])
        self.asks = nn.ModuleList([nn.Linear(2 * hidden, HEAD), nn.Linear(HEAD, 1)])
        self.weight = nn.Parameter(torch.tensor(0.3))

    def forward(self, batch: Sequence[Example]) -> Odds:
        """The log odds of each example and its sentences."""
        x, kind, sentence = _padded(batch)
        asked = (kind == ASKED) | (kind == ASKED_SAME)
        mask = torch.zeros(kind.shape).masked_fill(kind == 0, NEVER)[:, None, None, :]
        with torch.autocast("cpu", torch.bfloat16):
            x = x + self.kind(kind)
            for layer in self.layers:
                x = layer(x, mask)
        x = x.float()
        count = max(1, *(len(example.text.spans) for example in batch))
        of = functional.one_hot(sentence + 1, count + 1)[:, :, 1:].float()
        pieces = of.sum(1)
        means = torch.einsum("bps,bph->bsh", of, x) / pieces.clamp(min=1)[..., None]
        question = (asked[..., None] * x).sum(1) / asked.sum(1, keepdim=True)
        beside = torch.cat([means, question[:, None].expand_as(means)], -1)
        odds, asks = (_through(head, beside).masked_fill(pieces == 0, NEVER) for head in (self.place, self.asks))
        pooled = torch.einsum("bs,bsh->bh", odds.softmax(-1), means)
        score = _through(self.score, torch.cat([question, pooled], -1))
        return Odds(score + self.weight * odds.logsumexp(-1), odds, asks)

    def arrays(self) -> Arrays:
        """What `index.reader.joint` reads."""
        found: Arrays = {"kind": _half(self.kind.weight), "weight": _half(self.weight)}
        for number, layer in enumerate(self.layers):
            for part in ("qkv", "out", "wide", "narrow"):
                found |= _eighths(f"{number}.{part}", getattr(layer, part))
            for part in ("norm", "last"):
                norm: nn.LayerNorm = getattr(layer, part)
                found[f"{number}.{part}"] = np.stack([_half(norm.weight), _half(norm.bias)])
        for name, head in (("place", self.place), ("score", self.score), ("asks", self.asks)):
            for number, linear in enumerate((m for m in head if isinstance(m, nn.Linear)), 1):
                found[f"{name}.{number}"] = _half(linear.weight).T
                found[f"{name}.{number}.bias"] = _half(linear.bias)
        return {f"{NAMED}{name}": values for name, values in found.items()}

    @torch.no_grad()
    def take(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        """Takes over what `arrays` of another gave; heads that it lacked stay as they are."""
        own = {name.removeprefix(NAMED): array for name, array in arrays.items() if name.startswith(NAMED)}
        for number, layer in enumerate(self.layers):
            for part in ("qkv", "out", "wide", "narrow"):
                name = f"{number}.{part}"
                whole = own[name].astype(np.float32) * own[f"{name}.scale"].astype(np.float32)
                _put(getattr(layer, part), whole, own[f"{name}.bias"])
            for part in ("norm", "last"):
                norm: nn.LayerNorm = getattr(layer, part)
                norm.weight.copy_(_tensor(own[f"{number}.{part}"][0]))
                norm.bias.copy_(_tensor(own[f"{number}.{part}"][1]))
        self.kind.weight.copy_(_tensor(own["kind"]))
        self.weight.copy_(_tensor(own["weight"]))
        for head in ("place", "score", "asks"):
            for number, linear in enumerate(getattr(self, head), 1):
                if f"{head}.{number}" in own:
                    _put(linear, own[f"{head}.{number}"], own[f"{head}.{number}.bias"])


@torch.no_grad()
def averaged(members: Sequence[Joint]) -> Joint:
    """One with the mean of the weights of all, which began alike (Wortsman et al. 2022, model soups)."""
    found = copy.deepcopy(members[0])
    for parameter, *all_ in zip(found.parameters(), *(member.parameters() for member in members), strict=True):
        parameter.copy_(torch.stack(all_).mean(0))
    return found


def marked(texts: Sequence[Seen], pieces: Sequence[Numbers], count: int) -> torch.Tensor:
    """1 for each sentence that has a piece marked, shape (texts, count)."""
    marks = torch.zeros(len(texts), count)
    for row, (text, own) in enumerate(zip(texts, pieces, strict=True)):
        places = set(text.sentence[own > 0].tolist())
        marks[row, [k for k in sorted(places) if k >= 0]] = 1.0
    return marks


def _padded(batch: Sequence[Example]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """States, kinds (0 where nothing is) and sentences (−1 outside) of question and text, one after the other."""
    lengths = [len(e.question.whole) + len(e.text.whole) for e in batch]
    width = batch[0].text.middle.shape[1]
    x = np.zeros((len(batch), max(lengths), width), np.float32)
    kind, sentence = np.zeros(x.shape[:2], np.int64), np.full(x.shape[:2], -1, np.int64)
    for row, (example, length) in enumerate(zip(batch, lengths, strict=True)):
        asked = len(example.question.whole)
        x[row, :asked], x[row, asked:length] = example.question.middle, example.text.middle
        kind[row, :length] = kinds(example.question, example.text)
        sentence[row, asked:length] = example.text.sentence
    return torch.from_numpy(x), torch.from_numpy(kind), torch.from_numpy(sentence)


def _through(head: nn.ModuleList, rows: torch.Tensor) -> torch.Tensor:
    found: torch.Tensor = head[1](functional.gelu(head[0](rows)))[..., 0]
    return found


def _linear(pair: tuple[NDArray[np.float32], NDArray[np.float32]]) -> nn.Linear:
    linear = nn.Linear(*pair[0].shape)
    linear.weight.data = torch.from_numpy(np.ascontiguousarray(pair[0].T))
    linear.bias.data = torch.from_numpy(np.array(pair[1]))
    return linear


def _norm(pair: tuple[NDArray[np.float32], NDArray[np.float32]], epsilon: float) -> nn.LayerNorm:
    norm = nn.LayerNorm(len(pair[0]), eps=epsilon)
    norm.weight.data, norm.bias.data = (torch.from_numpy(np.array(part)) for part in pair)
    return norm


def _put(linear: nn.Linear, weight: NDArray[np.generic], bias: NDArray[np.generic]) -> None:
    linear.weight.copy_(_tensor(weight).T)
    linear.bias.copy_(_tensor(bias))


def _tensor(array: NDArray[np.generic]) -> torch.Tensor:
    return torch.from_numpy(np.asarray(array, np.float32))


def _half(tensor: torch.Tensor) -> NDArray[np.float16]:
    return tensor.detach().float().numpy().astype(np.float16)


def _eighths(name: str, linear: nn.Linear) -> Arrays:
    """Weights as (in, out) in eight bits with a scale a column."""
    weight = linear.weight.detach().float().numpy().T
    scale = np.maximum(np.abs(weight).max(axis=0), 1e-9) / 127
    return {
        name: np.round(weight / scale).astype(np.int8),
        f"{name}.scale": scale.astype(np.float32),
        f"{name}.bias": _half(linear.bias),
    }
