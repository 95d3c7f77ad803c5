"""Trains the built-in reader, and measures it on collections that it has not seen.

python -m evals.reader.train --index DIR[:folders] … [--questions FILE …] [--leave COLLECTION …] [--out FILE]
                             [--keep DIR]

The pairs of `pairs.jsonl` are learnt from as far as the indexes hold their passages, and the dev questions of each
FILE with what the index finds for them (the n-th FILE is asked of the n-th index; give an index twice for two files).
An index is one collection; with ":folders" each first folder of its paths is one. E5 itself is not trained. With
`--leave` nothing is written: a reader is trained without the collection and measured on it. `--keep` writes each of
these readers as COLLECTION.npz, which `evals.calibrate --readers` takes. Runs on the processor, some minutes for E5
and one for the network.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from corpus.errors import CouncilError
from evals.dataset import load
from evals.logistic import fit
from evals.reader.examples import Example, from_pairs, from_questions
from evals.reader.home import Home
from evals.reader.learning import Plan, learn, misjudged, misplaced
from evals.reader.mined import mined
from evals.reader.network import Network, together
from evals.reader.pairs import PAIRS, Pair, load_pairs
from index.embedding.states import SHOWN, Encoder
from index.embedding.torch_states import quick_encoder
from index.embedding.weights import packed_file
from index.reader.features import Eyes, Numbers, Space
from index.settings import Settings
from index.store import Index

SMALL = 64
SAMPLE = 400  # passages from which the small space is found
EPOCHS = 5
RATE = 3e-3
DECAY = 0.02
WARM = 0.02  # share of the steps in which the rate rises
PLACE = 0.3  # weight of finding the answering pieces, beside judging whether there are any
MEMBERS = 2  # networks, each from its own seed, whose mean judges
READ = 3  # hits whose best score decides on a question


def space(hidden: int, sample: Sequence[Numbers]) -> Space:
    """The `SMALL` main axes of each layer's states, the greater ones damped: divided by the root of their deviation."""
    states = np.concatenate(sample)
    centre = states.mean(axis=0)
    layers = states.shape[1] // hidden
    axes = np.zeros((states.shape[1], layers * SMALL), dtype=np.float32)
    for k in range(layers):
        own = slice(k * hidden, (k + 1) * hidden)
        values, found = np.linalg.eigh(np.cov((states[:, own] - centre[own]).T))
        top = np.argsort(-values)[:SMALL]
        axes[own, k * SMALL : (k + 1) * SMALL] = found[:, top] / values[top] ** 0.25
    return Space(centre.astype(np.float32), axes)


def train(examples: Sequence[Example]) -> list[Network]:
    """The members, fitted to examples; the same examples give the same networks."""
    return [_train(examples, seed, EPOCHS) for seed in range(MEMBERS)]


def _train(examples: Sequence[Example], seed: int, epochs: int) -> Network:
    torch.manual_seed(seed)
    network = Network(examples[0].text.small.shape[1])
    plan = Plan(epochs, DECAY, WARM)
    learn(network, [(network.parameters(), RATE)], examples, lambda batch: _loss(network, batch), plan, seed)
    return network.eval()


def _loss(network: Network, batch: Sequence[Example]) -> torch.Tensor:
    score, odds = network(*together(batch))
    marked = torch.zeros(odds.shape)
    for row, example in enumerate(batch):
        marked[row, : len(example.answers)] = torch.from_numpy(example.answers)
    return misjudged(score, batch) + PLACE * misplaced(odds, marked) / len(batch)


@torch.no_grad()
def scores(members: Sequence[Network], examples: Sequence[Example]) -> list[float]:
    """The mean log odds of each example."""
    return [float(np.mean([float(m(*together([e]))[0][0]) for m in members])) for e in examples]


def measure(members: Sequence[Network], examples: Sequence[Example]) -> str:
    """AUC on pairs, answering against near miss, and on questions, answered against unanswerable."""
    judged = list(zip(examples, scores(members, examples), strict=True))
    own = [(e.positive, s) for e, s in judged if e.source == "pair"]
    best: dict[str, list[float]] = {}
    status = {e.asked: e.status for e in examples}
    for example, score in judged:
        if example.source in ("hit", "miss"):
            best.setdefault(example.asked, []).append(score)
    told = {q: max(found[:READ]) for q, found in best.items() if status[q] != "asked_not_answered"}
    asked = [(status[q] == "answered", score) for q, score in told.items()]
    return f"pairs {auc(own):.3f} (n = {len(own)}), questions {auc(asked):.3f} (n = {len(asked)})"


def auc(judged: Sequence[tuple[bool, float]]) -> float:
    """The share of (yes, no) couples in which the yes scores higher; NaN without one of them."""
    yes, no = (np.array([s for y, s in judged if y is kind]) for kind in (True, False))
    if not len(yes) or not len(no):
        return float("nan")
    return float((yes[:, None] > no).mean() + (yes[:, None] == no).mean() / 2)


def calibration(found: Sequence[tuple[bool, float]]) -> tuple[float, float]:
    """Slope and bias that make scores probabilities (Platt 1999), both kinds at their own share."""
    labels = np.array([float(y) for y, _ in found])
    model = fit(np.array([[s] for _, s in found]), labels)
    share = labels.mean()  # `fit` lets both kinds weigh the same; this puts their shares back
    return float(model.weights[0]), float(model.bias + np.log(share / (1 - share)))


def save(members: Sequence[Network], seen: Space, slope_and_bias: tuple[float, float], path: Path) -> None:
    """Writes what `index.reader.network` reads."""
    arrays = {
        f"{number}.{name}": value.numpy().astype(np.float16)
        for number, member in enumerate(members)
        for name, value in member.state_dict().items()
    }
    arrays |= {"centre": seen.centre.astype(np.float16), "axes": seen.axes.astype(np.float16)}
    np.savez_compressed(path, allow_pickle=False, calibration=np.array(slope_and_bias, np.float32), **arrays)


def gathered(
    homes: Sequence[Home],
    files: Sequence[Path],
    file_of_pairs: Path = PAIRS,
    own: Space | None = None,
    misses: float = 0.0,
) -> tuple[Space, list[Example]]:
    """The small space, and what is learnt from: the pairs that the indexes hold, and what they find for questions.

    `own` is the space of networks that are there already; without it one is found in the passages. Of a share of the
    pairs, `misses`, what search finds beside their passages is learnt from too.
    """
    encoder = quick_encoder(packed_file())
    pairs = load_pairs(file_of_pairs)
    indexes = [Index.open(Settings.load(home.index)) for home in homes]
    found = own or _found(encoder, _texts(indexes[0], pairs)[:SAMPLE])
    eyes = Eyes(encoder, found)
    examples: list[Example] = []
    for home, index, file in zip(homes, indexes, files, strict=False):
        examples += from_questions(index, eyes, load(file, "dev"), home.collection)
    seen: set[str] = set()
    draw = random.Random(0)
    for home, index in zip(homes, indexes, strict=True):
        new = list(from_pairs(index, eyes, [pair for pair in pairs if pair.id not in seen], home.collection))
        here = {example.asked for example in new}
        seen |= here
        examples += new
        chosen = [pair for pair in pairs if pair.id in here and draw.random() < misses]
        examples += mined(index, eyes, chosen, home.collection)
    return found, examples


def _found(encoder: Encoder, texts: Sequence[tuple[str, str]]) -> Space:
    """The small space of some texts."""
    width = encoder.shape.hidden * len(SHOWN)
    whole = Space(np.zeros(width, np.float32), np.eye(width, dtype=np.float32))
    return space(encoder.shape.hidden, [seen.small[::9] for seen in Eyes(encoder, whole).texts(texts)])


def _texts(index: Index, pairs: Sequence[Pair]) -> list[tuple[str, str]]:
    documents = [d for path in dict.fromkeys(pair.path for pair in pairs) if (d := index.catalogue.by_path(path))]
    return [(p.context, p.text) for d in documents for p in index.catalogue.passages_of(d.id)[:8]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; gives the exit code."""
    parser = argparse.ArgumentParser(prog="python -m evals.reader.train", description=__doc__)
    parser.add_argument("--index", type=Home.parse, action="append", required=True)
    parser.add_argument("--questions", type=Path, action="append", default=[])
    parser.add_argument("--pairs", type=Path, default=PAIRS)
    parser.add_argument("--leave", action="append", default=[])
    parser.add_argument("--out", type=Path, default=Path("index/reader/data/reader.npz"))
    parser.add_argument("--keep", type=Path, help="a folder for the readers that left a collection out")
    given = parser.parse_args(arguments)
    if len(given.questions) > len(given.index):
        parser.error("give an index for each file of questions")
    try:
        seen, examples = gathered(given.index, given.questions, given.pairs)
    except CouncilError as error:
        print(error, file=sys.stderr)
        return 1
    judged: list[tuple[bool, float]] = []
    kept: dict[str, list[Network]] = {}
    for name in given.leave or sorted({name for example in examples for name in example.collections}):
        inside = [e for e in examples if name in e.collections]
        outside = [e for e in examples if name not in e.collections]
        if not inside or not outside:
            continue
        members = kept[name] = train(outside)
        print(f"without {name}: {measure(members, inside)}", flush=True)
        judged += zip([e.positive for e in inside], scores(members, inside), strict=True)
    if given.keep is not None and judged:
        given.keep.mkdir(parents=True, exist_ok=True)
        for name, members in kept.items():
            save(members, seen, calibration(judged), given.keep / f"{name}.npz")
    if not given.leave and judged:
        save(train(examples), seen, calibration(judged), given.out)
        print(f"{given.out}: written, from {len(examples)} examples")
    return 0


if __name__ == "__main__":
    sys.exit(main())
