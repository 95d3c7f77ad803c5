"""An index without some of its documents, made of a copy: nothing is read or embedded again.

The documents are made internal, and what is left is the public index of the copy.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.errors import BadSettings
from index.levels import Level, Levels
from index.reader.kept import FILE as SEEN
from index.settings import Settings
from index.store import Index


@contextmanager
def copy(settings: Settings) -> Iterator[Index]:
    """A copy of an index with all its documents public, open for writing, that is gone afterwards.

    The index itself is only read, wherever its catalogue and its vectors are kept. Raises `NoIndex`,
    `SchemaMismatch` or `ModelMismatch`.
    """
    with Index.open(settings) as opened:
        _ = opened.embedder  # of another model: said now, in the name of the index and not of its copy
    vectors = "memory" if settings.vectors_url == "memory" else None
    with TemporaryDirectory(prefix="council-brief-") as folder:
        own = replace(settings, index=Path(folder), database_url=None, vectors_url=vectors)
        _copy(settings.database, own.database)
        if (settings.index / SEEN).is_file():
            _copy(settings.index / SEEN, own.index / SEEN)
        with Index.open(own, write=True) as index:
            Levels().store(index.catalogue)
            yield index


@contextmanager
def without(index: Index, paths: Iterable[str]) -> Iterator[Index]:
    """The index without the documents at the paths. Raises `BadSettings` for a path that is not in it."""
    files, paths = index.catalogue.files(), set(paths)
    for path in sorted(paths.difference(file.path for file in files)):
        raise BadSettings(f"{path} is not in the index; ingest the documents that the nuggets are about.")
    # The same document may lie in several places, and several folders may have such a path.
    ids = {file.document_id for file in files if file.path in paths}
    hidden = [Path(file.location) for file in files if file.document_id in ids]
    index.set_access(hidden, Level.INTERNAL)
    try:
        with index.open_public() as left:
            yield left
    finally:
        index.set_access(hidden, Level.PUBLIC)


def _copy(file: Path, to: Path) -> None:
    """Copies a SQLite file as it is between two writes, whoever else has it open."""
    with (
        closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as held,
        closing(sqlite3.connect(to)) as made,
    ):
        held.backup(made)
