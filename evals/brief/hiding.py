"""An index without some of its documents, made of a copy: nothing is read or embedded again.

The documents are made internal, and what is left is the public index of the copy.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.errors import BadSettings
from index.levels import Level
from index.settings import Settings
from index.store import Index


@contextmanager
def copy(settings: Settings) -> Iterator[Index]:
    """A copy of an index, open for writing, that is gone afterwards."""
    if not settings.index.is_dir():
        raise BadSettings(f"{settings.index}: there is no index; give the folder of one.")
    with TemporaryDirectory(prefix="council-brief-") as folder:
        place = Path(folder) / "index"
        shutil.copytree(settings.index, place, ignore=shutil.ignore_patterns("public", "*.lock"))
        with Index.open(replace(settings, index=place), write=True) as index:
            yield index


@contextmanager
def without(index: Index, paths: Iterable[str]) -> Iterator[Index]:
    """The index without the documents at the paths. Raises `BadSettings` for a path that is not in it."""
    located = {file.path: Path(file.location) for file in index.catalogue.files()}
    for path in paths:
        if path not in located:
            raise BadSettings(f"{path} is not in the index; ingest the documents that the nuggets are about.")
    hidden = [located[path] for path in paths]
    index.set_access(hidden, Level.INTERNAL)
    try:
        with index.open_public() as left:
            yield left
    finally:
        index.set_access(hidden, Level.PUBLIC)
