"""A stored run in the formats of other evaluation tools."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from rich.console import Console

from corpus.errors import BadSettings
from evals.exports import deepeval, ragas, trec
from evals.exports.passages import Passages, opened
from evals.report.files import put
from evals.report.stored import Run, load
from index.settings import Settings

__all__ = ["FORMATS", "export"]

FORMATS = ("trec", "ragas", "deepeval")
_WITH_TEXTS: Mapping[str, Callable[[Run, Passages], dict[str, str]]] = {
    "ragas": ragas.files,
    "deepeval": deepeval.files,
}


def export(
    run: Path, to: str, folder: Path, *, settings: Settings | None = None, console: Console | None = None
) -> int:
    """Writes the run in the folder `run` as one of `FORMATS` into `folder`; gives the exit code, 0.

    ragas and deepeval need the texts of the passages: `settings` are of the index that the run was made on; trec
    needs paths and offsets alone, and opens none. Raises `BadSettings` for an unknown format, `NoRun` for a folder
    without a run, and `WrongIndex` when the index is not the one that the run was made on.
    """
    if to not in FORMATS:
        raise BadSettings(f"{to!r} is no known format; choose from {', '.join(FORMATS)}.")
    stored = load(run)
    if to == "trec":
        texts = trec.files(stored)
    else:
        with opened(stored, settings or Settings.load()) as passages:
            texts = _WITH_TEXTS[to](stored, passages)
    put(folder, texts)
    (console or Console()).print(f"{', '.join(texts)} written to {folder}", highlight=False, soft_wrap=True)
    return 0
