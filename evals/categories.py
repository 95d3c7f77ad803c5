"""The categories that questions may have: those that ship, and those named beside a dataset."""

from __future__ import annotations

import re
import tomllib
from difflib import get_close_matches
from importlib import resources
from pathlib import Path

from evals.dataset import DatasetError

FILE = "categories.toml"
_LIKE = 0.6  # of the letters that the nearest category must share to be named


def known(dataset: Path) -> frozenset[str]:
    """The categories that the questions of a file may have, in normal form.

    Those of `evals/datasets/categories.toml` and those of a file of that name beside the dataset. Raises
    `DatasetError` when that one cannot be read.
    """
    beside = dataset.resolve().parent / FILE
    shipped = resources.files("evals.datasets").joinpath(FILE).read_text("utf-8")
    try:
        own = beside.read_text("utf-8") if beside.is_file() else ""
        names = [*tomllib.loads(shipped)["known"], *tomllib.loads(own).get("known", [])]
        return frozenset(normal(name) for name in names)
    except (OSError, ValueError, TypeError, AttributeError):
        raise DatasetError(f'{beside}: cannot be read; write known = ["budget", …].') from None


def normal(category: str) -> str:
    """The name in small letters with one "_" for blanks and hyphens: "Follow-up" is `follow_up`."""
    return re.sub(r"[\s_-]+", "_", category.strip()).casefold()


def unknown(category: str, among: frozenset[str]) -> str | None:
    """What to say of a category that is not among the known ones; None of a known one. Names the nearest."""
    if normal(category) in among:
        return None
    near = get_close_matches(normal(category), sorted(among), n=1, cutoff=_LIKE)
    nearest = f"; the nearest is {near[0]!r}" if near else ""
    return f"the category {category!r} is unknown{nearest} ({FILE} beside the dataset may name more)"
