"""The errors a user may meet. Each message is one line: what, where, what to do."""

# ruff: noqa: N801 — a name says what happened ("NoIndex"), not that it is an error.

from __future__ import annotations


class CouncilError(Exception):
    """Base of every error that is shown to a user as one line, without a traceback."""


class ReadError(CouncilError):
    """A file could not be read; the message names the file, the reason and what to do."""


class UnknownFormat(ReadError):
    """The bytes are of no format that a reader knows."""


class EncryptedFile(ReadError):
    """The file asks for a password."""


class BrokenFile(ReadError):
    """The file is damaged, cut short or is not what its name says."""


class EmptyFile(ReadError):
    """The file holds no bytes, or no text at all."""


class MissingFile(ReadError):
    """The path does not exist, or vanished while it was read."""


class OcrUnavailable(ReadError):
    """The file is an image and no text recognition is installed."""


class IndexError_(CouncilError):
    """Base of the errors about an index folder."""


class NoIndex(IndexError_):
    """There is no index in the folder yet."""


class IndexBusy(IndexError_):
    """Another process is writing to the index."""


class SchemaMismatch(IndexError_):
    """The index was written by another version of the schema."""


class ModelMismatch(IndexError_):
    """The index holds vectors of another embedding model."""


class BadQuestion(CouncilError):
    """The question is empty or too long."""


class BadSettings(CouncilError):
    """A setting, filter or argument has a value that cannot be used."""
