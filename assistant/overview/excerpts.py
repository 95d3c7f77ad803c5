"""What lists quote of documents: their names and texts, without reading their acts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from corpus.records import Genre
from index.catalogue import Catalogue
from index.catalogue.reading import CHUNK
from index.catalogue.schema import documents


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The head of a document, and its text."""

    document_id: str
    path: str
    title: str
    genre: Genre
    body: str | None
    date: date | None
    language: str
    text: str

    def quote(self, start: int, end: int) -> str:
        """The exact characters of a span."""
        return self.text[start:end]


def excerpts(catalogue: Catalogue, ids: Iterable[str]) -> dict[str, Excerpt]:
    """The documents of these ids, by id; one that is not here is left out."""
    columns = [documents.c[n] for n in ("id", "path", "title", "genre", "body", "date", "language", "text")]
    wanted = list(dict.fromkeys(ids))
    found: dict[str, Excerpt] = {}
    if not wanted:
        return found
    with catalogue.reading() as connection:
        for i in range(0, len(wanted), CHUNK):
            query = select(*columns).where(documents.c.id.in_(wanted[i : i + CHUNK]))
            for document_id, path, title, genre, *rest in connection.execute(query):
                found[document_id] = Excerpt(document_id, path, title, Genre(genre), *rest)
    return found
