"""Files to typed council documents: `read(path)` gives a `Document` with its sections, actors and acts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from corpus.errors import CouncilError, ReadError
from corpus.records import Act, ActKind, Actor, Document, Genre, Section, Span

if TYPE_CHECKING:
    from corpus.document import read

__all__ = [
    "Act",
    "ActKind",
    "Actor",
    "CouncilError",
    "Document",
    "Genre",
    "ReadError",
    "Section",
    "Span",
    "read",
]


def __getattr__(name: str) -> Any:
    # Reading knows every word list; who only wants an error or a record must not wait for them.
    if name == "read":
        from corpus.document import read

        return read
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
