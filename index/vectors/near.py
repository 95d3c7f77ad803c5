"""Every vector of a large index, compared with a question's in a fraction of the memory: exact but for ties.

A first look goes over all vectors in eight bits (a passage takes 384 bytes and a tenth of a microsecond), the best of
it are compared again as the catalogue stores them. A filter costs nothing, for what it keeps out is never compared.
The numbers lie in files beside the index, made from the catalogue, mapped into memory and shared by all processes.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.embedding.base import Vectors

Rows = NDArray[np.intp]
Mask = NDArray[np.bool_]
Stored = NDArray[np.float16]

OVER = 4  # times as many as wanted are compared again
BLOCK = 8192  # vectors compared at a time
SHARE = 131_072  # vectors that one thread goes over before it takes up others
GATHERED = 4  # one row in so many: fewer are picked out, more are passed over
_MARK = "near.json"


@dataclass(frozen=True)
class Near:
    """The vectors of n passages, by ascending id.

    `ids`: bytes, shape (n,); `codes`: eight-bit numbers, shape (n, dimension), times `scale`, shape (n,), about the
    vectors; `exact`: the vectors as stored, float16.
    """

    ids: NDArray[np.bytes_]
    codes: NDArray[np.int8]
    scale: NDArray[np.float32]
    exact: Stored

    @classmethod
    def build(cls, count: int, parts: Iterable[tuple[Sequence[str], Stored]]) -> Near:
        """Of `count` vectors that come in the order of their ids."""
        made: Near | None = None
        at = 0
        for ids, vectors in parts:
            names = np.array([passage_id.encode() for passage_id in ids])
            if made is None:
                made = cls._empty(count, vectors.shape[1], names.dtype.itemsize + 8)
            end = at + len(ids)
            numbers = vectors.astype(np.float32)
            scale = np.maximum(np.abs(numbers).max(axis=1), 1e-9) / 127
            made.ids[at:end], made.exact[at:end], made.scale[at:end] = names, vectors, scale
            made.codes[at:end] = np.rint(numbers / scale[:, None])
            at = end
        return made or cls._empty(0, 1, 1)

    @classmethod
    def _empty(cls, count: int, dimension: int, longest: int) -> Near:
        return cls(
            ids=np.empty(count, dtype=f"S{longest}"),
            codes=np.empty((count, dimension), dtype=np.int8),
            scale=np.empty(count, dtype=np.float32),
            exact=np.empty((count, dimension), dtype=np.float16),
        )

    def __len__(self) -> int:
        return len(self.ids)

    def rows(self, ids: Sequence[str]) -> Rows:
        """The row of each id; −1 for one without a vector."""
        if not len(self.ids) or not ids:
            return np.full(len(ids), -1, dtype=np.intp)
        wanted = np.array([passage_id.encode() for passage_id in ids])
        at = np.minimum(np.searchsorted(self.ids, wanted), len(self.ids) - 1)
        return np.where(self.ids[at] == wanted, at, -1)

    def span(self, document_id: str) -> tuple[int, int]:
        """The first row of a document and the one after its last."""
        first, last = np.searchsorted(self.ids, [f"{document_id}:".encode(), f"{document_id};".encode()])
        return int(first), int(last)

    def names(self, rows: Rows) -> list[str]:
        """The ids of rows."""
        return [bytes(name).decode() for name in self.ids[rows]]

    def cosines(self, vector: Vectors, rows: Rows) -> NDArray[np.float32]:
        """The cosines of rows, over the vectors as they are stored."""
        found: NDArray[np.float32] = self.exact[rows].astype(np.float32) @ vector
        return found

    def nearest(self, vector: Vectors, limit: int, within: Mask | None = None) -> list[tuple[str, float]]:
        """The nearest `limit` passages as (id, cosine), best first; `within` tells which rows count, shape (n,)."""
        rows = None if within is None else np.flatnonzero(within)
        if within is not None and rows is not None and len(rows) * GATHERED > len(self.ids):
            looked = np.where(within, self._look(vector, None), np.float32(-2))
            rows = None
        else:
            looked = self._look(vector, rows)
        count = min(limit * OVER, len(looked))
        if not count:
            return []
        best = np.argpartition(looked, len(looked) - count)[len(looked) - count :]
        best = best[looked[best] > -2]
        best = best if rows is None else rows[best]
        best.sort()
        cosines = self.cosines(vector, best)
        order = np.argsort(-cosines, kind="stable")[:limit]
        return list(zip(self.names(best[order]), map(float, cosines[order]), strict=True))

    def _look(self, vector: Vectors, rows: Rows | None) -> NDArray[np.float32]:
        """The cosines of all or some rows by their codes."""
        size = len(self.codes) if rows is None else len(rows)
        product = _product(vector)
        found = np.empty(size, dtype=np.float32)

        def look(begin: int) -> None:
            for start in range(begin, min(begin + SHARE, size), BLOCK):
                part = slice(start, min(start + BLOCK, begin + SHARE, size))
                chosen: Any = part if rows is None else rows[part]
                found[part] = product(self.codes[chosen])
                found[part] *= self.scale[chosen]

        begins = range(0, size, SHARE)
        if len(begins) < 2:
            look(0)
        else:  # the product leaves Python to the others
            list(_threads().map(look, begins))
        return found

    # In files

    def save(self, folder: Path, state: str) -> None:
        """Keeps it in a folder for that state of the catalogue. Raises `OSError` where nothing can be written."""
        folder.parent.mkdir(parents=True, exist_ok=True)
        new = Path(tempfile.mkdtemp(prefix=f"{folder.name}.", dir=folder.parent))
        try:
            for one in fields(self):
                np.save(new / f"{one.name}.npy", getattr(self, one.name))
            (new / _MARK).write_text(json.dumps({"state": state, "rows": len(self.ids)}), encoding="utf-8")
            new.chmod(folder.parent.stat().st_mode & 0o777)  # whoever may read the index may read this
            old = Path(tempfile.mkdtemp(prefix=f"{folder.name}.", dir=folder.parent))
            if folder.exists():
                folder.replace(old / "old")
            new.replace(folder)
            shutil.rmtree(old, ignore_errors=True)
        except OSError:
            shutil.rmtree(new, ignore_errors=True)
            raise

    @classmethod
    def open(cls, folder: Path, state: str) -> Near | None:
        """What was kept of that state of the catalogue; None where there is nothing, or nothing whole."""
        try:
            told = json.loads((folder / _MARK).read_text("utf-8"))
            if told.get("state") != state:
                return None
            found = cls(**{one.name: np.load(folder / f"{one.name}.npy", mmap_mode="c") for one in fields(cls)})
        except (OSError, ValueError, AttributeError):
            return None
        sizes = {len(getattr(found, one.name)) for one in fields(cls)}
        return found if sizes == {told.get("rows")} else None


@cache
def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(min(8, os.cpu_count() or 1), thread_name_prefix="council-near")


def _product(vector: Vectors) -> Any:
    """What multiplies a block of codes with a vector: torch where it is loaded anyway, in integers, else numpy."""
    torch = sys.modules.get("torch")
    if torch is None or not hasattr(torch, "_int_mm"):
        wanted = np.asarray(vector, dtype=np.float32)
        return lambda codes: codes.astype(np.float32) @ wanted
    # The vector as the sum of two in eight bits: that is sixteen, and a second column costs next to nothing.
    step = float(np.abs(vector).max()) / 127 or 1.0
    coarse = np.rint(vector / step)
    fine = np.rint((vector / step - coarse) * 254)
    columns = torch.from_numpy(np.stack([coarse, fine], axis=1).astype(np.int8))
    weights = np.array([step, step / 254], dtype=np.float32)

    def product(codes: NDArray[np.int8]) -> NDArray[np.float32]:
        found = torch._int_mm(torch.from_numpy(codes), columns).numpy()
        summed: NDArray[np.float32] = found.astype(np.float32) @ weights
        return summed

    return product
