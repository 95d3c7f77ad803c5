"""The lexical-search seam."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol


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
