"""Trains the layers that read question and text together, and measures them on what they have not seen.

python -m evals.reader.train_joint --index DIR … [--questions FILE …] --without COLLECTION,COLLECTION …
                                   [--out FILE] [--keep DIR]

Indexes, questions and pairs as for `evals.reader.train`, whose FILE (a reader with its small networks) gets the layers.
For each `--without` a member is trained without those collections and measured on them; the mean of the members'
weights is what is written. Between them the members should leave out every collection once: then weights of sentences
can be fitted to what a member says of papers it never saw. For that `--keep` adds to DIR/COLLECTION.npz, written by
`evals.reader.train --keep`, the member that was trained without it. E5's first layers are not trained. A member takes
about an hour on a core.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from corpus.errors import CouncilError
from evals.reader.examples import WEIGHTS, Example
from evals.reader.joint import NEVER, Joint, averaged, marked
from evals.reader.train import SMOOTH, auc, batches, gathered
from index.embedding.states import SHOWN, Encoder
from index.embedding.weights import packed_file
from index.reader.joint import NAMED

EPOCHS = 4
RATE = 2e-4  # of the layers
RATE_NEW = 1e-3  # of what stands on top
DECAY = 0.01
PLACE = 0.5  # weight of finding the answering sentence, beside judging whether there is one
WARM = 0.06  # share of the steps in which the rates rise


def train(examples: Sequence[Example], encoder: Encoder, seed: int = 0) -> Joint:
    """One member; the same examples give the same on the same machine."""
    torch.manual_seed(seed)
    joint = Joint(encoder.layers()[SHOWN[0] :], encoder.shape.heads, encoder.shape.epsilon).train()
    groups = [
        {"params": list(joint.layers.parameters()), "rate": RATE},
        {"params": [p for name, p in joint.named_parameters() if not name.startswith("layers")], "rate": RATE_NEW},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=DECAY)
    steps = list(batches(examples, np.random.default_rng(seed), EPOCHS))
    begun = time.monotonic()
    for step, batch in enumerate(steps):
        share = min(1.0, (step + 1) / (WARM * len(steps))) * max(0.02, 1 - step / len(steps))
        for group in optimiser.param_groups:
            group["lr"] = group["rate"] * share
        optimiser.zero_grad()
        torch.autograd.backward(_loss(joint, batch))
        torch.nn.utils.clip_grad_norm_(joint.parameters(), 1.0)
        optimiser.step()
        if step % 50 == 49:
            left = (time.monotonic() - begun) / (step + 1) * (len(steps) - step - 1) / 60
            print(f"{step + 1} of {len(steps)} steps, {left:.0f} minutes left", file=sys.stderr, flush=True)
    return joint.eval()


def _loss(joint: Joint, batch: Sequence[Example]) -> torch.Tensor:
    score, odds = joint(batch)
    wanted = torch.tensor([1 - SMOOTH if e.positive else SMOOTH for e in batch])
    weight = torch.tensor([WEIGHTS[e.source] for e in batch])
    loss = (functional.binary_cross_entropy_with_logits(score, wanted, reduction="none") * weight).mean()
    marks = marked(batch, odds.shape[1])
    rows = marks.any(dim=1)
    if rows.any():
        place = odds[rows].log_softmax(-1).masked_fill(marks[rows] == 0, NEVER).logsumexp(-1)
        loss = loss - PLACE * place.sum() / len(batch)
    return loss


@torch.no_grad()
def measure(joint: Joint, examples: Sequence[Example]) -> str:
    """AUC of pairs, answering against near miss, and how often an answering sentence comes first."""
    pairs = [example for example in examples if example.source == "pair"]
    scores, first = [], []
    for start in range(0, len(pairs), 32):
        batch = pairs[start : start + 32]
        score, odds = joint(batch)
        marks = marked(batch, odds.shape[1])
        scores += [(example.positive, float(s)) for example, s in zip(batch, score, strict=True)]
        best = odds.argmax(dim=1)
        first += [bool(m[b]) for m, b in zip(marks, best, strict=True) if m.any()]
    return f"pairs {auc(scores):.3f} (n = {len(scores)}), sentence first {np.mean(first):.3f}"


def add(path: Path, joint: Joint) -> None:
    """Puts the layers into a reader's file, in place of those it has."""
    with np.load(path) as found:
        arrays = {name: found[name] for name in found.files if not name.startswith(NAMED)}
    np.savez_compressed(path, allow_pickle=False, **arrays, **joint.arrays())


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; gives the exit code."""
    parser = argparse.ArgumentParser(prog="python -m evals.reader.train_joint", description=__doc__)
    parser.add_argument("--index", type=Path, action="append", required=True)
    parser.add_argument("--questions", type=Path, action="append", default=[])
    parser.add_argument("--without", action="append", required=True, help="collections, with commas between")
    parser.add_argument("--out", type=Path, default=Path("index/reader/data/reader.npz"))
    parser.add_argument("--keep", type=Path, help="the folder of the readers that left a collection out")
    given = parser.parse_args(arguments)
    try:
        _, examples = gathered(given.index, given.questions)
        encoder = Encoder(packed_file())
    except CouncilError as error:
        print(error, file=sys.stderr)
        return 1
    members = []
    for names in given.without:
        left = set(names.split(","))
        joint = train([e for e in examples if e.source != "other" and not e.collections & left], encoder)
        print(f"without {names}: {measure(joint, [e for e in examples if e.collections & left])}", flush=True)
        members.append(joint)
        for name in left if given.keep else ():
            if (given.keep / f"{name}.npz").is_file():
                add(given.keep / f"{name}.npz", joint)
    add(given.out, averaged(members))
    print(f"{given.out}: the mean of {len(members)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
