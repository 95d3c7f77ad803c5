"""The list of documents: narrowed by words and filters, put in an order, and as a table for spreadsheets."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from assistant.contract import FilterSpec, Language
from assistant.overview.holdings import Parties
from assistant.overview.tabular import as_csv, in_order
from assistant.service import DocumentInfo
from assistant.texts import texts


class Column(StrEnum):
    """What a list can be ordered by."""

    TITLE = "title"
    BODY = "body"
    GENRE = "genre"
    DATE = "date"
    PAGES = "pages"


@dataclass(frozen=True, slots=True)
class Order:
    """How a list is ordered: at first the newest document first."""

    column: Column = Column.DATE
    descending: bool = True

    def pressed(self, column: Column) -> Order:
        """The order when a column is chosen: turned round when it is the one already."""
        if column is self.column:
            return replace(self, descending=not self.descending)
        return Order(column, column in (Column.DATE, Column.PAGES))


def chosen(
    documents: Sequence[DocumentInfo], words: str, filters: FilterSpec, parties: Parties | None = None
) -> list[DocumentInfo]:
    """The documents that pass the filters and hold every word of `words` in a name or number.

    Of the filters body, genre, party and dates count; `parties` are needed for those of a party.
    """
    wanted = words.casefold().split()
    spoken = parties or {}
    return [
        info
        for info in documents
        if _passes(info, filters, spoken.get(info.document_id, ())) and all(word in _text(info) for word in wanted)
    ]


def ordered(documents: Sequence[DocumentInfo], order: Order, genres: Mapping[str, str]) -> list[DocumentInfo]:
    """The documents in an order, those without what it goes by last; `genres` are the names that genres go by."""
    key = _KEYS[order.column]
    known = [info for info in documents if key(info, genres) is not None]
    missing = [info for info in documents if key(info, genres) is None]
    by_path = sorted(known, key=lambda info: in_order(info.path))
    return [*sorted(by_path, key=lambda info: key(info, genres), reverse=order.descending), *missing]


def documents_csv(documents: Sequence[DocumentInfo], parties: Parties, language: Language) -> str:
    """The documents as CSV, one a line."""
    words = texts(language)["documents_csv"]
    genres = texts(language)["genres"]
    rows = [
        (
            info.title,
            info.body,
            info.municipality,
            genres.get(info.genre.value, info.genre.value),
            info.date.isoformat() if info.date else None,
            ", ".join(info.case_numbers),
            ", ".join(parties.get(info.document_id, ())),
            info.pages,
            info.path,
        )
        for info in documents
    ]
    names = ("title", "body", "municipality", "genre", "date", "case_numbers", "parties", "pages", "path")
    return as_csv([words[name] for name in names], rows, language)


def _text(info: DocumentInfo) -> str:
    return " ".join([info.title, info.path, info.body or "", *info.case_numbers]).casefold()


def _passes(info: DocumentInfo, filters: FilterSpec, parties: Sequence[str]) -> bool:
    if filters.body and info.body not in filters.body:
        return False
    if filters.genre and info.genre.value not in filters.genre:
        return False
    if filters.party and not set(filters.party).intersection(parties):
        return False
    return _within(info.date, filters.date_from, filters.date_to)


def _within(day: date | None, first: date | None, last: date | None) -> bool:
    if day is None:
        return first is None and last is None
    return (first is None or day >= first) and (last is None or day <= last)


_KEYS: dict[Column, Callable[[DocumentInfo, Mapping[str, str]], Any]] = {
    Column.TITLE: lambda info, _: in_order(info.title or info.path),
    Column.BODY: lambda info, _: in_order(info.body) if info.body else None,
    Column.GENRE: lambda info, genres: in_order(genres.get(info.genre.value, info.genre.value)),
    Column.DATE: lambda info, _: info.date,
    Column.PAGES: lambda info, _: info.pages,
}
