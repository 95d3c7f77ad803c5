"""Short invented papers of the municipality Tallhamra, and how a test asks what was read out of them."""

from __future__ import annotations

from hashlib import sha256

from corpus.document import understand
from corpus.readers.base import RawDocument
from corpus.records import Act, ActKind, Document


def paper(*pages: str, file_format: str = "txt", title: str | None = None) -> Document:
    """The document that pages of plain text make."""
    raw = RawDocument(file_format, pages, title=title)
    return understand(raw, sha256("\f".join(pages).encode("utf-8", "replace")).hexdigest(), "prov.txt")


def acts(document: Document, kind: ActKind) -> list[Act]:
    """The acts of one kind, in order."""
    return [act for act in document.acts if act.kind is kind]


def quotes(document: Document, kind: ActKind) -> list[str]:
    """The words of the acts of one kind, blanks single."""
    return [" ".join(document.quote(act.span).split()) for act in acts(document, kind)]


def by(act: Act) -> list[str]:
    """Who did it, as it is shown."""
    return [actor.label for actor in act.actors]


def to(act: Act) -> list[str]:
    """To whom, as it is shown."""
    return [actor.label for actor in act.addressees]
