"""Work of numpy shared out over the cores."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from index.embedding.environment import one_thread_a_product

MAX_WORKERS = 4
Item = TypeVar("Item")
Found = TypeVar("Found")


def over_cores(items: Sequence[Item], work: Callable[[Sequence[Item]], list[Found]]) -> list[Found]:
    """`work` done on a share of the items on each core, found in order: numpy lets go of the interpreter meanwhile."""
    workers = min(os.cpu_count() or 1, len(items), MAX_WORKERS)
    with one_thread_a_product():
        if workers < 2:
            return work(items)
        with ThreadPoolExecutor(workers) as pool:
            shares = list(pool.map(work, [items[k::workers] for k in range(workers)]))
    return [shares[i % workers][i // workers] for i in range(len(items))]
