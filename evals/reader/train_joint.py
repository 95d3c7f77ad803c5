"""Trains the layers that read question and text together, and measures them on what they have not seen.

python -m evals.reader.train_joint --index DIR … [--questions FILE …] --without COLLECTION,COLLECTION …
                                   [--out FILE] [--keep DIR [--further]] [--misses SHARE] [--whole]

Indexes, questions and pairs as for `evals.reader.train`, whose FILE (a reader with its small networks) gets the layers.
For each `--without` a member is trained without those collections and measured on them; the mean of the members'
weights is what is written. Members that learnt long apart lie far apart, and their mean knows less than either: with
`--whole` the first member goes on with what it was left without, and the mean of before and after is written
(docs/decisions/012). Between them the members should leave out every collection once: then weights of sentences
can be fitted to what a member says of papers it never saw. For that `--keep` adds to DIR/COLLECTION.npz, written by
`evals.reader.train --keep`, the member that was trained without it; with `--further` each member goes on from the one
that is there, which takes half as long. The calibration is fitted to what both kinds of network make of pairs that
they never saw. With `--misses 0.5` half of the pairs also teach what search finds beside their passages, two each.
E5's first layers are not trained. A member takes about an hour on a core.
"""

from __future__ import annotations

import argparse
import copy
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from corpus.errors import CouncilError
from evals.reader.examples import Example
from evals.reader.home import Home
from evals.reader.joint import Joint, averaged, marked
from evals.reader.learning import BATCH, Plan, learn, misjudged, misplaced
from evals.reader.train import auc, calibration, gathered
from index.embedding.states import SHOWN, Encoder
from index.embedding.weights import packed_file
from index.reader.features import Numbers
from index.reader.joint import NAMED
from index.reader.network import Network, load

EPOCHS = 4
FURTHER = 2  # epochs of one that was trained before
RATE = 2e-4  # of the layers
RATE_NEW = 1e-3  # of what stands on top
AGAIN = 0.25  # share of what a member knows that it is shown again where it learns the rest: less would be forgotten
SLOWER = 0.75  # share of the rates at which it learns the rest
DECAY = 0.01
PLACE = 0.5  # weight of finding the answering sentence, beside judging whether there is one
ASKS = 0.5  # weight of finding the sentence that asks the same
WARM = 0.06  # share of the steps in which the rates rise


def train(
    examples: Sequence[Example], encoder: Encoder, begin: Mapping[str, Numbers] | None = None, seed: int = 0
) -> Joint:
    """One member, from E5's layers or further from those of a reader's file (`begin`); the same examples give the same
    on the same machine."""
    torch.manual_seed(seed)
    joint = Joint(encoder.layers()[SHOWN[0] :], encoder.shape.heads, encoder.shape.epsilon)
    if begin is not None:
        joint.take(begin)
    top = [parameter for name, parameter in joint.named_parameters() if not name.startswith("layers")]
    plan = Plan(EPOCHS if begin is None else FURTHER, DECAY, WARM, aloud=True)
    joint.train()
    learn(joint, [(joint.layers.parameters(), RATE), (top, RATE_NEW)], examples, lambda b: _loss(joint, b), plan, seed)
    return joint.eval()


def whole(member: Joint, examples: Sequence[Example], left: Sequence[str], seed: int = 0) -> Joint:
    """The mean of a member that was trained without the collections `left` and of what it is when it has learnt those
    too, in one pass."""
    torch.manual_seed(seed)
    draw = random.Random(seed)
    known = [e for e in examples if e.collections.isdisjoint(left)]
    rest = [e for e in examples if not e.collections.isdisjoint(left)]
    joint = copy.deepcopy(member).train()
    top = [parameter for name, parameter in joint.named_parameters() if not name.startswith("layers")]
    rates = [(joint.layers.parameters(), SLOWER * RATE), (top, SLOWER * RATE_NEW)]
    shown = rest + draw.sample(known, int(AGAIN * len(known)))
    learn(joint, rates, shown, lambda b: _loss(joint, b), Plan(1, DECAY, WARM, aloud=True), seed)
    return averaged([member, joint.eval()])


def _loss(joint: Joint, batch: Sequence[Example]) -> torch.Tensor:
    odds = joint(batch)
    texts, count = [e.text for e in batch], odds.place.shape[1]
    loss = misjudged(odds.score, batch)
    loss = loss + PLACE * misplaced(odds.place, marked(texts, [e.answers for e in batch], count)) / len(batch)
    known = [row for row, e in enumerate(batch) if e.asks is not None]
    if known:
        marks = marked([texts[row] for row in known], [a for e in batch if (a := e.asks) is not None], count)
        # Beside the sentences stands one more choice: that none of them asks it.
        none = (~marks.any(dim=1)).float()[:, None]
        asks = functional.pad(odds.asks[known], (0, 1))
        loss = loss + ASKS * misplaced(asks, torch.cat([marks, none], dim=1)) / len(batch)
    return loss


@torch.no_grad()
def both(file: Path, joint: Joint, examples: Sequence[Example]) -> list[tuple[bool, float]]:
    """Of each pair whether it is answered, and the log odds of both kinds of network, as the product mixes them."""
    small = Network(load(file))
    found = []
    for batch in _pairs(examples):
        apart = [small.judge(example.question, example.text)[0] for example in batch]
        together = joint(batch).score.tolist()
        found += [(e.positive, (a + b) / 2) for e, a, b in zip(batch, apart, together, strict=True)]
    return found


def _pairs(examples: Sequence[Example]) -> Iterator[Sequence[Example]]:
    """The pairs in batches, texts of like length together."""
    pairs = sorted((e for e in examples if e.source == "pair"), key=lambda e: len(e.text.ids))
    return (pairs[start : start + BATCH] for start in range(0, len(pairs), BATCH))


@torch.no_grad()
def measure(joint: Joint, examples: Sequence[Example]) -> str:
    """AUC of pairs, answering against near miss, how often an answering sentence comes first, and AUC of what is asked
    in the text against what is not."""
    scores, first, asks = [], [], []
    for batch in _pairs(examples):
        odds = joint(batch)
        marks = marked([e.text for e in batch], [e.answers for e in batch], odds.place.shape[1])
        scores += [(example.positive, float(s)) for example, s in zip(batch, odds.score, strict=True)]
        best = odds.place.argmax(dim=1)
        first += [bool(m[b]) for m, b in zip(marks, best, strict=True) if m.any()]
        most = odds.asks.amax(dim=1).tolist()
        asks += [(bool(e.asks.any()), one) for e, one in zip(batch, most, strict=True) if e.asks is not None]
    told = f"pairs {auc(scores):.3f} (n = {len(scores)}), sentence first {np.mean(first):.3f}"
    return f"{told}, asked {auc(asks):.3f} (n = {len(asks)})"


def add(path: Path, joint: Joint, slope_and_bias: tuple[float, float] | None = None) -> None:
    """Puts the layers into a reader's file, in place of those it has, and the calibration of both kinds of network."""
    with np.load(path) as found:  # each array in the type that it has there
        arrays = {name: found[name] for name in found.files if not name.startswith(NAMED)} | joint.arrays()
    if slope_and_bias is not None:
        arrays["calibration"] = np.array(slope_and_bias, np.float32)
    np.savez_compressed(path, allow_pickle=False, **arrays)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; gives the exit code."""
    parser = argparse.ArgumentParser(prog="python -m evals.reader.train_joint", description=__doc__)
    parser.add_argument("--index", type=Home.parse, action="append", required=True)
    parser.add_argument("--questions", type=Path, action="append", default=[])
    parser.add_argument("--without", action="append", required=True, help="collections, with commas between")
    parser.add_argument("--out", type=Path, default=Path("index/reader/data/reader.npz"))
    parser.add_argument("--keep", type=Path, help="the folder of the readers that left a collection out")
    parser.add_argument("--further", action="store_true", help="train on the members of --keep, not E5's own layers")
    parser.add_argument("--misses", type=float, default=0.0, help="share of the pairs whose misses are searched for")
    parser.add_argument("--whole", action="store_true", help="the first member goes on with what it was left without")
    given = parser.parse_args(arguments)
    if given.further and not given.keep:
        parser.error("--further goes on from the members that --keep holds: name their folder")
    lefts = [sorted(set(names.split(","))) for names in given.without]
    try:
        # First what may fail at once: gathering takes minutes.
        begins = [load(given.keep / f"{left[0]}.npz") if given.further else None for left in lefts]
        # The small networks of the file see texts in its own space.
        _, examples = gathered(given.index, given.questions, own=Network(load(given.out)).space, misses=given.misses)
        encoder = Encoder(packed_file())
    except CouncilError as error:
        print(error, file=sys.stderr)
        return 1
    members: list[tuple[Joint, list[Path]]] = []
    judged: list[tuple[bool, float]] = []
    for left, begin in zip(lefts, begins, strict=True):
        held = [given.keep / f"{name}.npz" for name in left] if given.keep else []
        own = [e for e in examples if e.collections.intersection(left)]
        joint = train([e for e in examples if e.source != "other" and e.collections.isdisjoint(left)], encoder, begin)
        print(f"without {','.join(left)}: {measure(joint, own)}", flush=True)
        members.append((joint, [file for file in held if file.is_file()]))
        for file in members[-1][1]:
            judged += both(file, joint, [e for e in own if file.stem in e.collections])
    shape = calibration(judged) if judged else None
    for joint, files in members:
        for file in files:
            add(file, joint, shape)
    if given.whole:
        own = [e for e in examples if e.source != "other"]
        add(given.out, whole(members[0][0], own, lefts[0]), shape)
        print(f"{given.out}: the first member before and after the rest, calibration {shape}")
    else:
        add(given.out, averaged([joint for joint, _ in members]), shape)
        print(f"{given.out}: the mean of {len(members)}, calibration {shape}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
