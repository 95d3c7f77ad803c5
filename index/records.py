"""What the index stores and hands out: passages, filters and hits."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from corpus.records import ActKind, Genre, Span


@dataclass(frozen=True, slots=True)
class Passage:
    """What is embedded and searched: a span of a document, cut along sections, sentences and acts.

    `text` is the reading text of the span (page noise left out, wrapped lines joined). `context` (title,
    body, date, heading, asker) is searched with it and never quoted. `acts` are the ids of the acts that
    overlap the span.
    """

    span: Span
    text: str
    context: str
    acts: tuple[str, ...] = ()
    section: int | None = None

    @property
    def id(self) -> str:
        """Stable over re-reading: document id and span."""
        return f"{self.span.document_id}:{self.span.start}-{self.span.end}"


@dataclass(frozen=True, slots=True)
class Filters:
    """Narrows a search to documents. Empty means everything; several values of one field mean any of them."""

    genres: tuple[Genre, ...] = ()
    bodies: tuple[str, ...] = ()
    municipalities: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()  # a file, or a folder (everything below it)
    case_numbers: tuple[str, ...] = ()  # in normal form
    date_from: date | None = None
    date_to: date | None = None  # inclusive
    parties: tuple[str, ...] = ()  # an act of the passage has an actor of the party
    persons: tuple[str, ...] = ()  # an act of the passage has the actor
    acts: tuple[ActKind, ...] = ()  # the passage overlaps such an act

    @property
    def empty(self) -> bool:
        """Whether nothing is narrowed."""
        return self == Filters()


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, with its fused score (higher is better) and the rank each source gave it (1 = best)."""

    passage: Passage
    score: float
    ranks: dict[str, int] = field(default_factory=dict)
    cosine: float | None = None
