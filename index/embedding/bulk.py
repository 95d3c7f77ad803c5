"""The E5 transformer over many passages at once, at half the speed of plain matrix products and more.

Texts of like length go together; each core has a stream of batches of its own, so that none waits for another.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.embedding.environment import offline
from index.embedding.errors import ModelUnavailable
from index.embedding.products import Products
from index.embedding.states import SHOWN, Encoder, Numbers
from index.embedding.transformer import cpuinfo, native_bf16

Ids = NDArray[np.int64]
Found = Callable[[int, Numbers, NDArray[Any]], None]
"""Called with the row of a text, its vector (hidden,) and the states of its pieces (pieces, layers · hidden)."""

BATCH_TOKENS = 2048
"""Tokens of a batch: enough to keep a core's multiplier busy, and a batch of passages stays in its caches."""
MOST_STREAMS = 64
_NEVER = -1e30  # what a padded piece is told instead of its likeness


class BulkEncoder(Encoder):
    """Like `Encoder`, for passages in number. `precision` is "bfloat16" or "float32"; without it what the processor
    multiplies itself. `streams` is how many batches are computed side by side; one a core unless given.

    Raises `ModelUnavailable`.
    """

    def __init__(self, path: Path, precision: str | None = None, streams: int | None = None) -> None:
        super().__init__(path)
        offline()
        if importlib.util.find_spec("torch") is None:
            raise ModelUnavailable("The package torch is needed to embed many passages; install it")
        self._torch: Any = importlib.import_module("torch")
        self._kind = getattr(self._torch, precision or ("bfloat16" if native_bf16(cpuinfo()) else "float32"))
        self._products = products = Products(self._torch, self._kind, BATCH_TOKENS)
        self._streams = streams or min(cores(), MOST_STREAMS)
        self._weights = [
            {name: products.linear(getattr(layer, name)) for name in ("qkv", "out", "wide", "narrow")}
            | {name: tuple(map(products.tensor, getattr(layer, name))) for name in ("norm", "last")}
            for layer in self.layers()
        ]
        self._begun = [self._torch.from_numpy(part) for part in (self._positions, self._type, *self._norm)]
        self._pool = ThreadPoolExecutor(self._streams, "council-embedding", initializer=self._alone)

    def run(self, texts: Sequence[Ids], found: Found, progress: Callable[[int], None] | None = None) -> None:
        """Computes all texts, given as ids with both marks; `found` is called from the streams, in any order.

        `progress` is called here, with the number done since the last call.
        """
        batches = list(batched([len(text) for text in texts], self._budget(texts)))

        def compute(batch: Sequence[int]) -> int:
            self._batch(batch, [texts[row] for row in batch], found)
            return len(batch)

        waiting = [self._pool.submit(compute, batch) for batch in batches]
        try:
            for done in as_completed(waiting):
                count = done.result()
                if progress is not None:
                    progress(count)
        finally:
            for one in waiting:
                one.cancel()

    def states(self, texts: Sequence[Ids]) -> list[Numbers]:
        """The state of every piece of every text, as `Encoder.states`."""
        kept: dict[int, Numbers] = {}
        self.run(texts, lambda row, _, states: kept.__setitem__(row, states.astype(np.float32)))
        return [kept[row] for row in range(len(texts))]

    def close(self) -> None:
        """Ends the streams; the encoder is not used afterwards."""
        self._pool.shutdown(cancel_futures=True)

    def _budget(self, texts: Sequence[Ids]) -> int:
        """Smaller batches where there are few texts: every stream shall have its share."""
        return max(min(BATCH_TOKENS, -(-sum(map(len, texts)) // self._streams)), 1)

    def _alone(self) -> None:
        """Makes the libraries use one thread for what this stream asks of them."""
        self._torch.zeros(1).add_(1)  # a thread's first sum sets its number of threads, which then stays as told
        _threads().limit(limits=1, user_api="openmp")

    def _batch(self, rows: Sequence[int], texts: Sequence[Ids], found: Found) -> None:
        torch = self._torch
        lengths = [len(text) for text in texts]
        size, widest = len(texts), max(lengths)
        with torch.inference_mode():
            x = self._entry(texts, widest)
            mask = None
            if min(lengths) < widest:
                real = torch.arange(widest)[None, :] < torch.tensor(lengths)[:, None]
                mask = torch.zeros(real.shape, dtype=self._kind).masked_fill_(~real, _NEVER)[:, None, None, :]
            shown = []
            for number, layer in enumerate(self._weights, 1):
                x = self._through(layer, x, size, mask)
                if number in SHOWN:  # half holds all that bfloat16 had
                    shown.append(x.half() if self._kind is torch.bfloat16 else x)
            kept = torch.cat(shown, dim=1).view(size, widest, -1).numpy()
            exact = x.view(size, widest, self._hidden).float().numpy()
            for at, (row, length) in enumerate(zip(rows, lengths, strict=True)):
                mean = exact[at, :length].mean(axis=0)
                found(row, mean / np.linalg.norm(mean), kept[at, :length])

    def _through(self, layer: dict[str, Any], x: Any, size: int, mask: Any) -> Any:
        """One layer over `size` texts of one length, x of shape (size · length, hidden)."""
        function = self._torch.nn.functional
        width = self._hidden // self.shape.heads
        q, k, v = (
            self._products.times(x, layer["qkv"]).view(size, -1, 3, self.shape.heads, width).permute(2, 0, 3, 1, 4)
        )
        mixed = function.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self._layer_norm(
            self._products.times(mixed.transpose(1, 2).reshape(x.shape), layer["out"], x), layer["norm"]
        )
        wide = self._products.times(x, layer["wide"], gelu=True)
        return self._layer_norm(self._products.times(wide, layer["narrow"], x), layer["last"])

    def _entry(self, texts: Sequence[Ids], widest: int) -> Any:
        """What goes into the first layer, shape (texts · widest, hidden); what is padded begins as the first piece."""
        torch = self._torch
        padded = np.full((len(texts), widest), texts[0][0], dtype=np.int64)
        for row, text in enumerate(texts):
            padded[row, : len(text)] = text
        ids, back = np.unique(padded, return_inverse=True)
        words = torch.from_numpy(self._model.rows("emb.word", ids, self._hidden))
        positions, kind, weight, bias = self._begun
        x = words[torch.from_numpy(back.reshape(padded.shape))] + positions[:widest] + kind
        x = torch.nn.functional.layer_norm(x, (self._hidden,), weight, bias, eps=float(self.shape.epsilon))
        return x.to(self._kind).view(-1, self._hidden)

    def _layer_norm(self, x: Any, norm: tuple[Any, Any]) -> Any:
        return self._torch.nn.functional.layer_norm(x, (self._hidden,), *norm, eps=float(self.shape.epsilon))


def batched(lengths: Sequence[int], budget: int) -> Iterator[list[int]]:
    """Rows grouped by length, longest first; a group, padded to its longest, holds about `budget` at most."""
    batch: list[int] = []
    for row in sorted(range(len(lengths)), key=lambda row: (-lengths[row], row)):
        if batch and lengths[batch[0]] * (len(batch) + 1) > budget:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch


def cores() -> int:
    """The processor cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not every system can keep a process from some of its cores
        return os.cpu_count() or 1


def _threads() -> Any:
    return importlib.import_module("threadpoolctl").ThreadpoolController()
