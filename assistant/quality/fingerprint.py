"""A short mark of what an index holds, to tell whether a result still speaks of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

DIGITS = 16


def fingerprint(document_ids: Iterable[str], embedder: str | None) -> str:
    """The first 16 hex digits of the SHA-256 of the embedding model's name and the documents' ids, one a line.

    An id comes from the bytes of its file, so the mark changes when a document is added, removed or edited, and when
    the model is another. It does not change with the order of the documents, or when a file is moved.
    """
    lines = [embedder or "", *sorted(set(document_ids))]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:DIGITS]
