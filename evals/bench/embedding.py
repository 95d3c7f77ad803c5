"""How much of the processor the embedding of passages uses: `python -m evals.bench.embedding --index DIR`.

The passages of an index are embedded as the ingest does it, in rounds; before and after each round the same cores
multiply plain matrices of the same type. The floating-point operations of the real tokens (linear layers and
attention, no padding) a second are told as a share of those of the plain products: the median over the rounds, for a
machine that others use is never the same twice. Then the vectors are compared with those in float32: how many of the
ten nearest passages of each question are the same.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.errors import CouncilError
from evals.bench.row import Row, write
from evals.dataset import load
from index.embedding.bulk import BulkEncoder, cores
from index.embedding.e5 import BuiltinE5
from index.embedding.engine import clean
from index.embedding.environment import offline
from index.embedding.packed import Shape
from index.embedding.pieces import Pieces
from index.embedding.transformer import cpuinfo, native_bf16
from index.embedding.weights import MAX_TOKENS, PROMPTS, packed_file
from index.passages import embedded_text
from index.settings import Settings
from index.store import Index

QUESTIONS = Path(__file__).parents[1] / "datasets" / "sample.jsonl"
SHARE_GOAL, OVERLAP_GOAL = 0.50, 0.99
NEAREST = 10
SIZES = ((1024, 1024, 1024), (2048, 384, 1536))
"""Products that are tried, (rows, inner, columns); the quickest is what the embedding is held against."""


@dataclass(frozen=True, slots=True)
class Rate:
    """GFLOP/s of all cores together: by the clock, and by the processor time that this process was given.

    Both are the same on an idle machine; beside other work the second tells what the code itself is worth.
    """

    clock: float
    processor: float


@dataclass(frozen=True, slots=True)
class Measured:
    """Medians over the rounds; `share` and `processor_share` are shares of the rate of plain products."""

    passages: int
    tokens: int
    tokens_a_second: float
    rate: float
    products: float
    share: float
    processor_share: float
    shares: tuple[float, ...]
    kind: str


def operations(lengths: NDArray[np.int64], shape: Shape) -> float:
    """Floating-point operations of a pass through the transformer: two for each weight and token in the linear
    layers, and 4 · n² · hidden a layer for the attention of a text of n tokens."""
    hidden, forward = shape.hidden, shape.feed_forward
    linear = 2 * (4 * hidden * hidden + 2 * hidden * forward) * int(lengths.sum())
    return float(shape.layers * (linear + 4 * hidden * int((lengths**2).sum())))


class Stopwatch:
    """Seconds since it was made: of the clock, and of all processors this process has used, a core."""

    def __init__(self) -> None:
        self._clock, self._processor = time.perf_counter(), time.process_time()

    def rate(self, operations: float) -> Rate:
        """The rate of so many operations until now."""
        clock, processor = time.perf_counter() - self._clock, time.process_time() - self._processor
        return Rate(operations / clock / 1e9, operations * cores() / processor / 1e9)


class Products:
    """Plain matrix products on all cores, by one product over all or by one a core: whichever is quicker here."""

    def __init__(self, kind: str, seconds: float) -> None:
        offline()
        import torch

        self._torch: Any = torch
        self._kind = getattr(torch, kind)
        self._seconds = seconds
        self._pool = ThreadPoolExecutor(cores(), initializer=self._alone)
        ways = [(way, size) for size in SIZES for way in (self._together, self._apart)]
        for way, size in ways:  # prepared
            way(size)
        self._best = max(ways, key=lambda one: max(one[0](one[1]) for _ in range(3)))

    def rate(self) -> Rate:
        """How quick they are now."""
        watch = Stopwatch()
        way, size = self._best
        return watch.rate(way(size))

    def _alone(self) -> None:
        self._torch.zeros(1).add_(1)
        importlib.import_module("threadpoolctl").ThreadpoolController().limit(limits=1, user_api="openmp")

    def _together(self, size: tuple[int, int, int]) -> float:
        return self._multiply(size)

    def _apart(self, size: tuple[int, int, int]) -> float:
        return sum(self._pool.map(self._multiply, [size] * cores()))

    def _multiply(self, size: tuple[int, int, int]) -> float:
        """The operations done in the time that there is."""
        rows, inner, columns = size
        torch = self._torch
        with torch.inference_mode():
            a, b = torch.randn(rows, inner).to(self._kind), torch.randn(columns, inner).to(self._kind)
            done, begun = 0, time.perf_counter()
            while time.perf_counter() - begun < self._seconds:
                torch.nn.functional.linear(a, b)
                done += 1
            return 2.0 * rows * inner * columns * done


def measure(texts: Sequence[str], rounds: int, cache: Path, seconds: float = 0.3) -> Measured:
    """Embeds a share of the texts a round, with plain products (for `seconds`) before and after."""
    kind = "bfloat16" if native_bf16(cpuinfo()) else "float32"
    model = BulkEncoder(packed_file(), streams=1)
    pieces = Pieces(model.vocabulary)
    lengths = np.array([min(len(pieces.ids(PROMPTS["passage"] + clean(text))) + 2, MAX_TOKENS) for text in texts])
    shape = model.shape
    embedder = BuiltinE5(cache, small_job=0)
    embedder.embed_passages(texts[:8])
    products = Products(kind, seconds)
    found: list[tuple[Rate, float]] = []
    plain = [products.rate()]
    for k in range(rounds):
        share = slice(k, None, rounds)
        watch = Stopwatch()
        embedder.embed_passages(texts[share])
        work = operations(lengths[share], shape)
        rate = watch.rate(work)
        found.append((rate, rate.clock * 1e9 / work * float(lengths[share].sum())))
        plain.append(products.rate())
    beside = [Rate((a.clock + b.clock) / 2, (a.processor + b.processor) / 2) for a, b in pairwise(plain)]
    shares = tuple(rate.clock / other.clock for (rate, _), other in zip(found, beside, strict=True))
    return Measured(
        passages=len(texts),
        tokens=int(lengths.sum()),
        tokens_a_second=median(speed for _, speed in found),
        rate=median(rate.clock for rate, _ in found),
        products=median(rate.clock for rate in beside),
        share=median(shares),
        processor_share=median(a.processor / b.processor for (a, _), b in zip(found, beside, strict=True)),
        shares=shares,
        kind=kind,
    )


def overlap(texts: Sequence[str], questions: Sequence[str], cache: Path) -> float:
    """The mean share of the ten nearest passages of a question that vectors as embedded and in float32 agree on."""
    used, exact = (BuiltinE5(cache, precision, small_job=0).embed_passages(texts) for precision in (None, "float32"))
    embedder = BuiltinE5(cache)
    shares = []
    for question in questions:
        vector = embedder.embed_query(question)
        near = [set(np.argsort(-(table @ vector), kind="stable")[:NEAREST].tolist()) for table in (used, exact)]
        shares.append(len(near[0] & near[1]) / min(NEAREST, len(texts)))
    return float(np.mean(shares))


def sample(settings: Settings, count: int) -> list[str]:
    """As many passages of an index, evenly over it, as they are embedded."""
    with Index.open(settings) as index:
        ids = index.catalogue.passage_ids()
        chosen = ids[:: max(len(ids) // max(count, 1), 1)][:count]
        return [embedded_text(passage) for passage in index.catalogue.passages(chosen)]


def rows(measured: Measured, agreement: float | None) -> list[Row]:
    """The rows of the table."""
    found = [
        Row(
            f"Embedding: share of plain {measured.kind} matrix products",
            f"{measured.share:.0%} ({measured.tokens_a_second:,.0f} tokens/s, {measured.rate:,.0f} of "
            f"{measured.products:,.0f} GFLOP/s; rounds {min(measured.shares):.0%}–{max(measured.shares):.0%}; "
            f"by processor time {measured.processor_share:.0%})",
            f"≥ {SHARE_GOAL:.0%}",
            measured.share >= SHARE_GOAL,
        )
    ]
    if agreement is not None:
        told = f"{agreement:.4f} over {measured.passages:,} passages"
        met = agreement >= OVERLAP_GOAL
        found.append(Row("Embedding: overlap of the ten nearest with float32", told, f"≥ {OVERLAP_GOAL}", met))
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and prints. 1 on an error."""
    given = _parser().parse_args(arguments)
    settings = Settings.load(given.index)
    try:
        texts = sample(settings, given.passages)
        measured = measure(texts, given.rounds, settings.cache, given.seconds)
        asked = [question.question for question in load(given.questions)][: given.asked]
        agreement = overlap(texts, asked, settings.cache) if asked else None
        write(rows(measured, agreement), given.out)
    except CouncilError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m evals.bench.embedding",
        description="The embedding of passages against plain matrix products, and against its own float32.",
    )
    parser.add_argument("--index", type=Path, help="the index whose passages are embedded (COUNCIL_INDEX)")
    parser.add_argument("--passages", type=int, default=2000, help="how many, evenly over the index (2000)")
    parser.add_argument("--rounds", type=int, default=5, help="rounds that they are shared out over (5)")
    parser.add_argument("--seconds", type=float, default=0.3, help="how long plain products run between rounds (0.3)")
    parser.add_argument(
        "--questions", type=Path, default=QUESTIONS, help="JSON Lines as in evals/datasets (the sample)"
    )
    parser.add_argument(
        "--asked", type=int, default=300, help="questions that are compared; 0 leaves float32 out (300)"
    )
    parser.add_argument("--out", type=Path, help="a file for the rows, in Markdown")
    return parser


if __name__ == "__main__":
    sys.exit(main())
