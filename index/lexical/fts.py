"""Lexical search in SQLite: an FTS5 table over terms that were analysed beforehand.

The tokenizer keeps every term whole: it only cuts at spaces. Besides the full-text table there is a plain one
that maps passage ids to rows. Both live in the catalogue's file, so they can be written in its transactions.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import Protocol, runtime_checkable

from sqlalchemy import Connection, Engine, text

from index.catalogue.database import joined
from index.lexical.base import LexicalEntry
from index.lexical.words import table

_TABLES = (
    "CREATE TABLE IF NOT EXISTS lexical_rows"
    " (row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, document_id TEXT NOT NULL)",
    "CREATE INDEX IF NOT EXISTS lexical_rows_document ON lexical_rows (document_id)",
    "CREATE VIRTUAL TABLE IF NOT EXISTS lexical_terms USING fts5"
    " (text, context, around, tokenize = \"ascii tokenchars '!#$%&()*+,-./:;<=>?@[]^_`{|}~'\")",
    "CREATE VIRTUAL TABLE IF NOT EXISTS lexical_vocabulary USING fts5vocab (lexical_terms, row)",
)
_BATCH = 500
_FEW = 16  # rows for which looking the terms up costs as much as going through all their occurrences once
_REMEMBERED = 50_000
_COUNTED = 50_000  # rows up to which they are counted each time: counting a million takes 20 ms
_ENTRIES = 3_000  # that stay in memory, about 15 kB each
_LAST = "\U0010ffff"


@runtime_checkable
class Told(Protocol):
    """Many passages: which of some ids are among them is told without listing them."""

    def among(self, ids: Sequence[str]) -> list[bool]:
        """Which of these ids are in it."""
        ...


class FtsLexical:
    """BM25 by FTS5. Every method takes part in the transaction of `connection` when one is given.

    The tables are made by the first `upsert`; before that, everything reads as empty.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        weights = table("bm25")
        self._rank = f"bm25(lexical_terms, {weights['text']}, {weights['context']}, {weights['around']})"
        self._postings = int(weights["postings"])
        self._made = False
        self._read: tuple[object, dict[str, LexicalEntry]] = (None, {})
        self._sized: tuple[object, int] = (None, 0)
        # What was read, each with the mark of the index then; see `_mark`.
        self._known: tuple[object, dict[str, int]] = (None, {})  # term → frequency

    def create(self, connection: Connection | None = None) -> None:
        """Makes the tables where they are missing."""
        with joined(self._engine, connection, write=True) as open_connection:
            for statement in _TABLES:
                open_connection.exec_driver_sql(statement)

    def upsert(self, entries: Sequence[LexicalEntry], connection: Connection | None = None) -> None:
        """Writes entries, replacing those of the same id."""
        with joined(self._engine, connection, write=True) as open_connection:
            self.create(open_connection)
            for at in range(0, len(entries), _BATCH):
                self._insert(list(entries[at : at + _BATCH]), open_connection)

    def delete_documents(self, document_ids: Collection[str], connection: Connection | None = None) -> None:
        """Removes every entry of the documents (an id's part before the first ":")."""
        with joined(self._engine, connection, write=True) as open_connection:
            if self._there(open_connection):
                self._delete(open_connection, "document_id", document_ids)

    def clear(self, connection: Connection | None = None) -> None:
        """Removes everything."""
        with joined(self._engine, connection, write=True) as open_connection:
            if self._there(open_connection):
                self._forget()
                open_connection.exec_driver_sql("DELETE FROM lexical_terms")
                open_connection.exec_driver_sql("DELETE FROM lexical_rows")

    def query(
        self,
        terms: Sequence[Sequence[str]],
        limit: int,
        within: Collection[str] | None = None,
        connection: Connection | None = None,
    ) -> list[tuple[str, float]]:
        """The best `limit` passages, as (id, score), best first; see `LexicalIndex.query`."""
        wanted = dict.fromkeys(term for group in terms for term in group if term.strip())
        if not wanted or limit < 1:
            return []
        with joined(self._engine, connection) as open_connection:
            if not self._there(open_connection):
                return []
            broad = within is None or len(within) > self._postings
            kept = self._telling(list(wanted), open_connection) if broad else list(wanted)
            match = " OR ".join(_quoted(term) for term in kept)
            if within is not None and isinstance(within, Told) and broad:
                return self._sifted(match, limit, within, open_connection)
            return self._best(match, kept, limit, within, open_connection)

    def _best(
        self, match: str, kept: list[str], limit: int, within: Collection[str] | None, connection: Connection
    ) -> list[tuple[str, float]]:
        """The best passages for a match, sought among all or among some that are listed."""
        values: dict[str, object] = {"limit": limit, "match": match}
        narrow = ""
        if within is not None:
            values["keys"] = json.dumps(list(within))
            # With the plus the terms are gone through once and the rows sifted; without it FTS5 goes through them anew
            # for every row, up to where it stands: 5 ns an occurrence and row, instead of 120 ns once.
            column = "lexical_terms.rowid" if len(within) <= _FEW else "+lexical_terms.rowid"
            narrow = f" AND {column} IN ({_rows_of('id')})"
        statement = (
            f"SELECT id, -score FROM (SELECT rowid AS found, {self._rank} AS score FROM lexical_terms"
            f" WHERE lexical_terms MATCH :match{narrow} ORDER BY score, rowid LIMIT :limit)"
            " JOIN lexical_rows ON row = found ORDER BY score, found"
        )
        found = connection.execute(text(statement), values)
        return [(str(key), float(score)) for key, score in found]

    def _sifted(self, match: str, limit: int, within: Told, connection: Connection) -> list[tuple[str, float]]:
        """The best passages for a match of those in `within`, which is too large to be listed: all are ranked first."""
        ranked = connection.execute(
            text(
                f"SELECT rowid, {self._rank} AS score FROM lexical_terms WHERE lexical_terms MATCH :match"
                " ORDER BY score, rowid"
            ),
            {"match": match},
        ).all()
        found: list[tuple[str, float]] = []
        for at in range(0, len(ranked), _BATCH):
            part = ranked[at : at + _BATCH]
            named = connection.execute(
                text("SELECT row, id FROM lexical_rows WHERE row IN (SELECT value FROM json_each(:rows))"),
                {"rows": json.dumps([row for row, _ in part])},
            )
            names = {int(row): str(key) for row, key in named}
            pairs = [(names[row], -float(score)) for row, score in part if row in names]
            inside = within.among([key for key, _ in pairs])
            found.extend(pair for pair, held in zip(pairs, inside, strict=True) if held)
            if len(found) >= limit:
                break
        return found[:limit]

    def document_frequency(self, term: str, connection: Connection | None = None) -> int:
        """In how many passages the term stands; of a phrase, the rarest of its words."""
        found = self.document_frequencies([term], connection)
        return found[term]

    def document_frequencies(self, terms: Collection[str], connection: Connection | None = None) -> dict[str, int]:
        """In how many passages each of several terms stands, in one go."""
        words = sorted({word for term in terms for word in term.split()})
        with joined(self._engine, connection) as open_connection:
            if not self._there(open_connection):
                return dict.fromkeys(terms, 0)
            counts = self._counts(words, open_connection)
        return {term: min((counts[word] for word in term.split()), default=0) for term in terms}

    def terms_from(self, prefix: str, connection: Connection | None = None) -> dict[str, int]:
        """The terms that begin with a prefix, each with the number of passages it stands in."""
        statement = "SELECT term, doc FROM lexical_vocabulary WHERE term >= :first AND term < :last"
        with joined(self._engine, connection) as open_connection:
            if not prefix or not self._there(open_connection):
                return {}
            found = open_connection.execute(text(statement), {"first": prefix, "last": prefix + _LAST})
            return {str(row[0]): int(row[1]) for row in found}

    def entries(self, ids: Sequence[str], connection: Connection | None = None) -> dict[str, LexicalEntry]:
        """The entries held of these ids, as they were written."""
        statement = (
            "SELECT lexical_rows.id, text, context, around FROM lexical_rows"
            " JOIN lexical_terms ON lexical_terms.rowid = lexical_rows.row"
            " WHERE lexical_rows.id IN (SELECT value FROM json_each(:keys))"
        )
        with joined(self._engine, connection) as open_connection:
            if not self._there(open_connection):
                return {}
            last = self._mark(open_connection)
            kept = self._read if self._read[0] == last else (last, {})
            missing = [key for key in ids if key not in kept[1]]
            if missing:
                rows = open_connection.execute(text(statement), {"keys": json.dumps(missing)})
                found = {str(row[0]): LexicalEntry(str(row[0]), *(field.split() for field in row[1:])) for row in rows}
                # A new table each time: other threads read the one that they have.
                held = kept[1] if len(kept[1]) + len(found) <= _ENTRIES else {}
                kept = (last, {**held, **found}) if connection is None else (None, {**held, **found})
                if connection is None:
                    self._read = kept
            return {key: kept[1][key] for key in ids if key in kept[1]}

    def size(self, connection: Connection | None = None) -> int:
        """How many passages are held."""
        with joined(self._engine, connection) as open_connection:
            if not self._there(open_connection):
                return 0
            last = self._mark(open_connection)
            known, size = self._sized
            if known != last or size < _COUNTED:
                size = int(open_connection.exec_driver_sql("SELECT count(*) FROM lexical_rows").scalar() or 0)
                self._sized = (last, size)
            return size

    def _telling(self, terms: list[str], connection: Connection) -> list[str]:
        """The rarest terms whose occurrences together stay within the limit; at least one that occurs."""
        counts = self.document_frequencies(terms, connection)
        kept: list[str] = []
        left = self._postings
        for term in sorted(terms, key=lambda term: counts[term]):
            left -= counts[term]
            if left < 0 and any(counts[other] for other in kept):
                break
            kept.append(term)
        return kept

    def _counts(self, words: list[str], connection: Connection) -> dict[str, int]:
        """Frequencies of single terms, remembered until an entry is written (whoever writes it)."""
        mark = self._mark(connection)
        known = self._known[1] if self._known[0] == mark else {}
        missing = [word for word in words if word not in known]
        if missing:
            statement = "SELECT term, doc FROM lexical_vocabulary WHERE term IN (SELECT value FROM json_each(:words))"
            found = connection.execute(text(statement), {"words": json.dumps(missing)})
            known |= dict.fromkeys(missing, 0) | {str(row[0]): int(row[1]) for row in found}
            self._known = (mark, known if len(known) < _REMEMBERED else {})
        return {word: known[word] for word in words}

    def _insert(self, entries: list[LexicalEntry], connection: Connection) -> None:
        entries = list({entry.id: entry for entry in entries}.values())
        self._delete(connection, "id", [entry.id for entry in entries])
        first = int(connection.exec_driver_sql("SELECT coalesce(max(row), 0) FROM lexical_rows").scalar() or 0) + 1
        keys = [{"row": first + at, "id": e.id, "document": e.id.split(":", 1)[0]} for at, e in enumerate(entries)]
        connection.execute(text("INSERT INTO lexical_rows (row, id, document_id) VALUES (:row, :id, :document)"), keys)
        fields = [
            {"row": first + at, "t": " ".join(e.text), "c": " ".join(e.context), "a": " ".join(e.around)}
            for at, e in enumerate(entries)
        ]
        statement = "INSERT INTO lexical_terms (rowid, text, context, around) VALUES (:row, :t, :c, :a)"
        connection.execute(text(statement), fields)

    def _delete(self, connection: Connection, column: str, keys: Collection[str]) -> None:
        self._forget()
        values = {"keys": json.dumps(list(keys))}
        rows = _rows_of(column)
        connection.execute(text(f"DELETE FROM lexical_terms WHERE rowid IN ({rows})"), values)
        connection.execute(text(f"DELETE FROM lexical_rows WHERE row IN ({rows})"), values)

    def _forget(self) -> None:
        self._known, self._sized, self._read = (None, {}), (None, 0), (None, {})

    @staticmethod
    def _mark(connection: Connection) -> object:
        """Another one after every change, whoever made it: FTS5's own records of its sums and of its segments."""
        found = connection.exec_driver_sql("SELECT block FROM lexical_terms_data WHERE id IN (1, 10) ORDER BY id")
        return tuple(bytes(row[0]) for row in found)

    def _there(self, connection: Connection) -> bool:
        """Whether the tables exist; another process may make them at any time."""
        if not self._made:
            found = connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'lexical_vocabulary'")
            self._made = found.first() is not None
        return self._made


def _rows_of(column: str) -> str:
    return f"SELECT row FROM lexical_rows WHERE {column} IN (SELECT value FROM json_each(:keys))"


def _quoted(term: str) -> str:
    """An FTS5 string: a term, or a phrase of terms."""
    return '"' + term.replace('"', '""') + '"'
