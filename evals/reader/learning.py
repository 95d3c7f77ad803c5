"""What the trainings of both kinds of network share: their batches, their losses and the steps of the optimiser."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from evals.reader.examples import WEIGHTS, Example

BATCH = 32
SMOOTH = 0.03  # the labels are 0.03 and 0.97: some are wrong
NEVER = -1e4
_TOLD = 50  # steps after which it is told how far the training is
Batch = Sequence[Example]


@dataclass(frozen=True)
class Plan:
    """How the rates go: up to their height in `warm` (a share of the steps), then down to `least` of it at the end."""

    epochs: int
    decay: float
    warm: float
    least: float = 0.02
    aloud: bool = False

    def share(self, step: int, steps: int) -> float:
        """The share of its height that a rate has in a step."""
        return min(1.0, (step + 1) / max(1.0, self.warm * steps)) * max(self.least, 1 - step / steps)


def learn(
    network: nn.Module,
    rates: Sequence[tuple[Iterable[nn.Parameter], float]],
    examples: Batch,
    loss: Callable[[Batch], torch.Tensor],
    plan: Plan,
    seed: int,
) -> None:
    """Trains some parameters of a network, each group at its rate; the same seed gives the same steps."""
    groups = [{"params": list(parameters), "height": height} for parameters, height in rates]
    optimiser = torch.optim.AdamW(groups, weight_decay=plan.decay)
    steps = list(batches(examples, np.random.default_rng(seed), plan.epochs))
    begun = time.monotonic()
    for step, batch in enumerate(steps):
        for group in optimiser.param_groups:
            group["lr"] = group["height"] * plan.share(step, len(steps))
        optimiser.zero_grad()
        torch.autograd.backward(loss(batch))
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        if plan.aloud and step % _TOLD == _TOLD - 1:
            left = (time.monotonic() - begun) / (step + 1) * (len(steps) - step - 1) / 60
            print(f"{step + 1} of {len(steps)} steps, {left:.0f} minutes left", file=sys.stderr, flush=True)


def batches(examples: Batch, order: np.random.Generator, epochs: int) -> Iterator[list[Example]]:
    """All examples once an epoch; texts of like length go together, eight batches at a time."""
    for _ in range(epochs):
        shuffled = [examples[i] for i in order.permutation(len(examples))]
        for start in range(0, len(shuffled), BATCH * 8):
            part = sorted(shuffled[start : start + BATCH * 8], key=lambda e: len(e.text.ids))
            yield from (part[k : k + BATCH] for k in range(0, len(part), BATCH))


def misjudged(score: torch.Tensor, batch: Batch) -> torch.Tensor:
    """The mean cross-entropy of log odds that the texts answer, shape (batch,)."""
    wanted = torch.tensor([1 - SMOOTH if e.positive else SMOOTH for e in batch])
    weight = torch.tensor([WEIGHTS[e.source] for e in batch])
    return (functional.binary_cross_entropy_with_logits(score, wanted, reduction="none") * weight).mean()


def misplaced(odds: torch.Tensor, marks: torch.Tensor) -> torch.Tensor:
    """How much of the probability lies beside the marks, as the sum over rows that have a mark; both (rows, places)."""
    rows = marks.any(dim=1)
    if not rows.any():
        return torch.zeros(())
    return -odds[rows].log_softmax(-1).masked_fill(marks[rows] == 0, NEVER).logsumexp(-1).sum()
