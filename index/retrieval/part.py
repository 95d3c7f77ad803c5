"""The passages that meet filters, in an index too large to list them: told by numbers, not by a million ids."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, select

from index.catalogue import Catalogue
from index.catalogue.filters import document_conditions, passage_query
from index.catalogue.rows import key
from index.catalogue.schema import acts, documents, passage_acts
from index.records import Filters
from index.vectors.near import Mask, Near

PARTS_KEPT = 64  # about a megabyte each where a million passages are held
NEVER = -1


class Part:
    """Passages by their rows in `Near`; counts, is looked into and gone through like a collection of ids."""

    def __init__(self, near: Near, mask: Mask) -> None:
        self._near = near
        self.mask = mask
        self._size = int(np.count_nonzero(mask))

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[str]:
        return iter(self._near.names(np.flatnonzero(self.mask)))

    def __contains__(self, passage_id: object) -> bool:
        return isinstance(passage_id, str) and self.among([passage_id])[0]

    def among(self, ids: Sequence[str]) -> list[bool]:
        """Which of some ids are in it."""
        rows = self._near.rows(ids)
        return [bool(held) for held in np.where(rows < 0, False, self.mask[rows])] if len(ids) else []


class Parts:
    """What tells the passages that meet filters, for one state of a catalogue. Safe for several threads."""

    def __init__(self, catalogue: Catalogue, near: Near) -> None:
        self._catalogue = catalogue
        self._near = near
        self._found = lru_cache(maxsize=PARTS_KEPT)(self._part)
        self._listed = lru_cache(maxsize=PARTS_KEPT)(self._by_sql)

    def part(self, filters: Filters) -> Part:
        """The passages that meet the filters."""
        return self._found(filters)

    def _part(self, filters: Filters) -> Part:
        mask = self._rows_of(self._columns.met(filters))
        if filters.paths:
            mask &= self._rows_of(self._columns.among(self._under(Filters(paths=filters.paths))))
        if filters.case_numbers or filters.persons or filters.parties:
            # Kind, person and party are asked of one and the same act.
            asked = replace(filters, paths=(), genres=(), bodies=(), municipalities=(), date_from=None, date_to=None)
            mask &= self._listed(asked)
        elif filters.acts:
            wanted = sum(1 << self._kinds[0][kind] for kind in map(str, filters.acts) if kind in self._kinds[0])
            mask &= (self._kinds[1] & wanted) > 0
        return Part(self._near, mask)

    def _rows_of(self, met: Mask) -> Mask:
        """The rows of documents; a row without a document is not met."""
        found: Mask = np.append(met, False)[self._columns.document]
        return found

    def _by_sql(self, filters: Filters) -> Mask:
        with self._catalogue.reading() as connection:
            rows = self._near.rows(list(connection.scalars(passage_query(filters))))
        mask = np.zeros(len(self._near), dtype=bool)
        mask[rows[rows >= 0]] = True
        return mask

    def _under(self, filters: Filters) -> list[str]:
        with self._catalogue.reading() as connection:
            return list(connection.scalars(select(documents.c.id).where(*document_conditions(filters))))

    @cached_property
    def _columns(self) -> _Columns:
        with self._catalogue.reading() as connection:
            return _Columns(connection, self._near)

    @cached_property
    def _kinds(self) -> tuple[dict[str, int], NDArray[np.uint32]]:
        """A bit for each kind of act, and the bits of the acts that each row overlaps."""
        query = select(passage_acts.c.passage_id, acts.c.kind).join(acts, acts.c.id == passage_acts.c.act_id)
        with self._catalogue.reading() as connection:
            found = connection.execute(query).all()
        bits = {kind: bit for bit, kind in enumerate(sorted({row[1] for row in found}))}
        held = np.zeros(len(self._near), dtype=np.uint32)
        rows = self._near.rows([row[0] for row in found])
        marks = np.array([1 << bits[row[1]] for row in found], dtype=np.uint32)
        np.bitwise_or.at(held, rows[rows >= 0], marks[rows >= 0])
        return bits, held


class _Columns:
    """The columns of `documents` that filters ask for, as numbers; `document` is the document of each row."""

    def __init__(self, connection: Connection, near: Near) -> None:
        columns = (documents.c.id, documents.c.genre, documents.c.body_key, documents.c.municipality_key)
        found = connection.execute(select(*columns, documents.c.date).order_by(documents.c.id)).all()
        self._ids = np.array([row[0] for row in found], dtype=object)
        self._genre, self._body, self._municipality = (_Words([row[at] for row in found]) for at in (1, 2, 3))
        self._day = np.array([row[4].toordinal() if row[4] else NEVER for row in found], dtype=np.int64)
        self.document = np.full(len(near), len(found), dtype=np.int32)
        for number, row in enumerate(found):
            first, last = near.span(row[0])
            self.document[first:last] = number

    def met(self, filters: Filters) -> Mask:
        """Which documents meet kind, board, municipality and date."""
        mask = np.ones(len(self._ids), dtype=bool)
        for words, wanted in (
            (self._genre, [str(genre) for genre in filters.genres]),
            (self._body, [key(body) for body in filters.bodies]),
            (self._municipality, [key(name) for name in filters.municipalities]),
        ):
            if wanted:
                mask &= words.among(wanted)
        if filters.date_from:
            mask &= self._day >= filters.date_from.toordinal()
        if filters.date_to:
            mask &= (self._day <= filters.date_to.toordinal()) & (self._day != NEVER)
        return mask

    def among(self, ids: Sequence[str]) -> Mask:
        """Which documents are among these."""
        wanted = set(ids)
        return np.array([one in wanted for one in self._ids], dtype=bool)


class _Words:
    """A column of words: each a number."""

    def __init__(self, words: Sequence[str | None]) -> None:
        self._numbers = {word: number for number, word in enumerate(dict.fromkeys(words))}
        self._column = np.array([self._numbers[word] for word in words], dtype=np.int32)

    def among(self, wanted: Sequence[str | None]) -> Mask:
        numbers = [self._numbers[word] for word in wanted if word is not None and word in self._numbers]
        found: Mask = np.isin(self._column, numbers)
        return found
