"""The lexical-search seam."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class LexicalEntry:
    """The analysed terms of a passage: its own, those of its context header, and those of its neighbours."""

    id: str
    text: Sequence[str]
    context: Sequence[str]
    around: Sequence[str]


class LexicalIndex(Protocol):
    """BM25 over analysed terms (see `index.lexical.analysis`)."""

    def upsert(self, entries: Sequence[LexicalEntry]) -> None:
        """Writes entries, replacing those of the same id."""
        ...

    def delete_documents(self, document_ids: Collection[str]) -> None:
        """Removes every entry of the documents (an id's part before the first ":")."""
        ...

    def query(
        self, terms: Sequence[Sequence[str]], limit: int, within: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """The best `limit` passages for groups of alternative terms, as (id, score), best first.

        Each group is one word of the question (its stem, its compound parts, its translations). `within` narrows
        to these passage ids.
        """
        ...

    def document_frequency(self, term: str) -> int:
        """In how many passages the term stands."""
        ...

    def terms_from(self, prefix: str) -> dict[str, int]:
        """The terms that begin with a prefix, each with the number of passages it stands in."""
        ...


class StoredTerms(Protocol):
    """A lexical index in the catalogue's database: `connection` is a transaction of the catalogue to take part in."""

    def create(self, connection: Connection | None = None) -> None:
        """Makes the tables where they are missing."""
        ...

    def upsert(self, entries: Sequence[LexicalEntry], connection: Connection | None = None) -> None:
        """Writes entries, replacing those of the same id."""
        ...

    def delete_documents(self, document_ids: Collection[str], connection: Connection | None = None) -> None:
        """Removes every entry of the documents."""
        ...

    def clear(self, connection: Connection | None = None) -> None:
        """Removes everything."""
        ...

    def query(
        self,
        terms: Sequence[Sequence[str]],
        limit: int,
        within: Collection[str] | None = None,
        connection: Connection | None = None,
    ) -> list[tuple[str, float]]:
        """The best `limit` passages, as (id, score), best first; see `LexicalIndex.query`."""
        ...

    def document_frequency(self, term: str, connection: Connection | None = None) -> int:
        """In how many passages the term stands."""
        ...

    def document_frequencies(self, terms: Collection[str], connection: Connection | None = None) -> dict[str, int]:
        """In how many passages each of several terms stands."""
        ...

    def terms_from(self, prefix: str, connection: Connection | None = None) -> dict[str, int]:
        """The terms that begin with a prefix, each with the number of passages it stands in."""
        ...

    def entries(self, ids: Sequence[str], connection: Connection | None = None) -> dict[str, LexicalEntry]:
        """The entries held of these ids, as they were written."""
        ...

    def size(self, connection: Connection | None = None) -> int:
        """How many passages are held."""
        ...
