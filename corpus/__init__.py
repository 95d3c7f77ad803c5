"""Files to typed council documents: `read(path)` gives a `Document` with its sections, actors and acts."""

from corpus.document import read
from corpus.errors import CouncilError, ReadError
from corpus.records import Act, ActKind, Actor, Document, Genre, Section, Span

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
