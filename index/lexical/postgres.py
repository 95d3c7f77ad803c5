"""Lexical search in PostgreSQL: tables of words and counts, ranked as SQLite's FTS5 ranks.

The tables live in the catalogue's schema and are written in its transactions. PostgreSQL's own text search knows no
BM25 and cuts words by its own rules, so it is not used.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from sqlalchemy import Connection, Engine, Row, text

from index.catalogue.database import joined
from index.lexical.base import LexicalEntry
from index.lexical.bm25 import Occurrences, rank, words
from index.lexical.memory import occurrences
from index.lexical.words import table

_TABLES = (
    'CREATE TABLE IF NOT EXISTS lexical_entries (row bigint PRIMARY KEY, id text COLLATE "C" NOT NULL UNIQUE,'
    ' document_id text COLLATE "C" NOT NULL, size int NOT NULL, text text COLLATE "C" NOT NULL,'
    ' context text COLLATE "C" NOT NULL, around text COLLATE "C" NOT NULL)',
    "CREATE INDEX IF NOT EXISTS lexical_entries_document ON lexical_entries (document_id)",
    'CREATE TABLE IF NOT EXISTS lexical_postings (word text COLLATE "C" NOT NULL, row bigint NOT NULL,'
    " text int NOT NULL, context int NOT NULL, around int NOT NULL, size int NOT NULL, PRIMARY KEY (word, row))",
    'CREATE TABLE IF NOT EXISTS lexical_words (word text COLLATE "C" PRIMARY KEY, entries bigint NOT NULL)',
    "CREATE TABLE IF NOT EXISTS lexical_totals (entries bigint NOT NULL, words bigint NOT NULL)",
    "INSERT INTO lexical_totals SELECT 0, 0 WHERE NOT EXISTS (SELECT 1 FROM lexical_totals)",
)
_BATCH = 500
_LOOKED_UP = 1_000  # rows whose ids are looked up at a time
_LAST = "\U0010ffff"


class PostgresLexical:
    """BM25 over the tables. Every method takes part in the transaction of `connection` when one is given.

    The tables are made by the first `upsert`; before that, everything reads as empty.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._postings = int(table("bm25")["postings"])
        self._made = False

    def create(self, connection: Connection | None = None) -> None:
        """Makes the tables where they are missing."""
        with joined(self._engine, connection, write=True) as open_connection:
            if not self._there(open_connection):
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
                self._delete("document_id", document_ids, open_connection)

    def clear(self, connection: Connection | None = None) -> None:
        """Removes everything."""
        with joined(self._engine, connection, write=True) as open_connection:
            if self._there(open_connection):
                for name in ("postings", "words", "entries"):
                    open_connection.exec_driver_sql(f"DELETE FROM lexical_{name}")
                open_connection.exec_driver_sql("UPDATE lexical_totals SET entries = 0, words = 0")

    def query(
        self,
        terms: Sequence[Sequence[str]],
        limit: int,
        within: Collection[str] | None = None,
        connection: Connection | None = None,
    ) -> list[tuple[str, float]]:
        """The best `limit` passages, as (id, score), best first; see `LexicalIndex.query`."""
        wanted = list(dict.fromkeys(term for group in terms for term in group if words(term)))
        if not wanted or limit < 1:
            return []
        with joined(self._engine, connection) as open_connection:
            held, size = self._totals(open_connection)
            if not held:
                return []
            if within is None or len(within) > self._postings:
                kept, only = self._telling(wanted, open_connection), None
            else:
                kept, only = wanted, self._rows_of(within, open_connection)
            found = [self._occurrences(words(term), only, open_connection) for term in kept]
            return self._named(rank(found, held, size), limit, within, open_connection)

    def document_frequency(self, term: str, connection: Connection | None = None) -> int:
        """In how many passages the term stands; of a phrase, the rarest of its words."""
        return self.document_frequencies([term], connection)[term]

    def document_frequencies(self, terms: Collection[str], connection: Connection | None = None) -> dict[str, int]:
        """In how many passages each of several terms stands, in one go."""
        with joined(self._engine, connection) as open_connection:
            if not self._there(open_connection):
                return dict.fromkeys(terms, 0)
            wanted = sorted({word for term in terms for word in words(term)})
            query = text("SELECT word, entries FROM lexical_words WHERE word = ANY(CAST(:words AS text[]))")
            counts = dict(_pairs(open_connection.execute(query, {"words": _sendable(wanted)})))
        return {term: min((counts.get(word, 0) for word in words(term)), default=0) for term in terms}

    def terms_from(self, prefix: str, connection: Connection | None = None) -> dict[str, int]:
        """The terms that begin with a prefix, each with the number of passages it stands in."""
        with joined(self._engine, connection) as open_connection:
            if not _sendable([prefix]) or not prefix or not self._there(open_connection):
                return {}
            query = text("SELECT word, entries FROM lexical_words WHERE word >= :first AND word < :last ORDER BY word")
            return dict(_pairs(open_connection.execute(query, {"first": prefix, "last": prefix + _LAST})))

    def entries(self, ids: Sequence[str], connection: Connection | None = None) -> dict[str, LexicalEntry]:
        """The entries held of these ids, as they were written."""
        query = "SELECT id, text, context, around FROM lexical_entries WHERE id = ANY(CAST(:ids AS text[]))"
        with joined(self._engine, connection) as open_connection:
            if not self._there(open_connection):
                return {}
            found = open_connection.execute(text(query), {"ids": list(ids)})
            return {str(row[0]): LexicalEntry(str(row[0]), *(field.split() for field in row[1:])) for row in found}

    def size(self, connection: Connection | None = None) -> int:
        """How many passages are held."""
        with joined(self._engine, connection) as open_connection:
            return self._totals(open_connection)[0]

    # Reading

    def _totals(self, connection: Connection) -> tuple[int, int]:
        """How many entries there are, and how many words in all of them."""
        if not self._there(connection):
            return 0, 0
        found = connection.exec_driver_sql("SELECT entries, words FROM lexical_totals").one()
        return int(found[0]), int(found[1])

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

    def _rows_of(self, ids: Collection[str], connection: Connection) -> list[int]:
        query = "SELECT row FROM lexical_entries WHERE id = ANY(CAST(:ids AS text[]))"
        return [int(row) for row in connection.scalars(text(query), {"ids": list(ids)})]

    def _occurrences(self, phrase: list[str], only: list[int] | None, connection: Connection) -> Occurrences:
        """Where a word or phrase stands; with `only` the rows are sifted, the total counts all the same."""
        if not _sendable(phrase):
            return _gathered([], 0)
        if len(phrase) > 1:
            found = self._side_by_side(phrase, connection)
            allowed = None if only is None else set(only)
            return _gathered([row for row in found if allowed is None or row[0] in allowed], len(found))
        total = self.document_frequency(phrase[0], connection)
        query = "SELECT row, text, context, around, size FROM lexical_postings WHERE word = :word"
        values: dict[str, object] = {"word": phrase[0]}
        if only is not None:
            query += " AND row = ANY(CAST(:only AS bigint[]))"
            values["only"] = only
        return _gathered(connection.execute(text(query), values).all(), total)

    def _side_by_side(self, phrase: list[str], connection: Connection) -> list[tuple[int, ...]]:
        query = (
            "SELECT row, text, context, around, size FROM lexical_entries WHERE row IN (SELECT row FROM"
            " lexical_postings WHERE word = ANY(CAST(:words AS text[])) GROUP BY row HAVING count(*) = :number)"
            " AND (position(:phrase IN lower(text)) > 0 OR position(:phrase IN lower(context)) > 0"
            " OR position(:phrase IN lower(around)) > 0)"
        )
        distinct = sorted(set(phrase))
        values = {"words": distinct, "number": len(distinct), "phrase": " ".join(phrase)}
        counted = [
            (int(row), *(occurrences(phrase, words(field)) for field in fields), int(size))
            for row, *fields, size in connection.execute(text(query), values)
        ]
        return [row for row in counted if any(row[1:4])]

    def _named(
        self,
        ranked: list[tuple[int, float]],
        limit: int,
        within: Collection[str] | None,
        connection: Connection,
    ) -> list[tuple[str, float]]:
        """The ids of the best rows, those that are not `within` left out."""
        query = text("SELECT row, id FROM lexical_entries WHERE row = ANY(CAST(:rows AS bigint[]))")
        found: list[tuple[str, float]] = []
        for at in range(0, len(ranked), _LOOKED_UP):
            part = ranked[at : at + max(limit, _LOOKED_UP)]
            ids = {int(row): str(key) for row, key in connection.execute(query, {"rows": [row for row, _ in part]})}
            found += [(ids[row], score) for row, score in part if within is None or ids[row] in within]
            if len(found) >= limit:
                break
        return found[:limit]

    # Writing

    def _insert(self, entries: list[LexicalEntry], connection: Connection) -> None:
        entries = list({entry.id: entry for entry in entries}.values())
        self._delete("id", [entry.id for entry in entries], connection)
        last = int(connection.exec_driver_sql("SELECT coalesce(max(row), 0) FROM lexical_entries").scalar() or 0)
        held: Counter[str] = Counter()
        rows: list[tuple[object, ...]] = []
        postings: list[tuple[object, ...]] = []
        for row, entry in enumerate(entries, last + 1):
            fields = [" ".join(field) for field in (entry.text, entry.context, entry.around)]
            counts = [Counter(words(field)) for field in fields]
            size = sum(each.total() for each in counts)
            rows.append((row, entry.id, entry.id.split(":", 1)[0], size, *fields))
            every = counts[0] | counts[1] | counts[2]
            held.update(every.keys())
            postings += [(word, row, counts[0][word], counts[1][word], counts[2][word], size) for word in every]
        _copy(connection, "lexical_entries (row, id, document_id, size, text, context, around)", rows)
        _copy(connection, "lexical_postings (word, row, text, context, around, size)", postings)
        self._count(held, len(rows), sum(int(str(row[3])) for row in rows), connection)

    def _delete(self, column: str, keys: Collection[str], connection: Connection) -> None:
        query = text(
            f"DELETE FROM lexical_entries WHERE {column} = ANY(CAST(:keys AS text[]))"
            " RETURNING row, size, text, context, around"
        )
        gone = connection.execute(query, {"keys": list(keys)}).all()
        if not gone:
            return
        pairs = [(word, row) for row, _, *fields in gone for word in {w for field in fields for w in words(field)}]
        statement = text(
            "DELETE FROM lexical_postings USING unnest(CAST(:words AS text[]), CAST(:rows AS bigint[])) AS g(w, r)"
            " WHERE word = w AND row = r"
        )
        connection.execute(statement, {"words": [word for word, _ in pairs], "rows": [row for _, row in pairs]})
        held = Counter(word for word, _ in pairs)
        self._count(Counter({word: -n for word, n in held.items()}), -len(gone), -sum(r[1] for r in gone), connection)

    def _count(self, held: Mapping[str, int], entries: int, size: int, connection: Connection) -> None:
        """Adds to how often each word occurs, and to the totals; what is below zero takes away."""
        statement = text(
            "INSERT INTO lexical_words SELECT * FROM unnest(CAST(:words AS text[]), CAST(:n AS bigint[]))"
            " ON CONFLICT (word) DO UPDATE SET entries = lexical_words.entries + excluded.entries"
        )
        values = {"words": list(held), "n": list(held.values())}
        connection.execute(statement, values)
        if entries < 0:
            none = text("DELETE FROM lexical_words WHERE word = ANY(CAST(:words AS text[])) AND entries <= 0")
            connection.execute(none, values)
        total = text("UPDATE lexical_totals SET entries = entries + :entries, words = words + :size")
        connection.execute(total, {"entries": entries, "size": size})

    def _there(self, connection: Connection) -> bool:
        """Whether the tables exist; another process may make them at any time."""
        if not self._made:
            self._made = connection.exec_driver_sql("SELECT to_regclass('lexical_totals')").scalar() is not None
        return self._made


def _gathered(rows: Sequence[Row[Any] | tuple[int, ...]], total: int) -> Occurrences:
    """The occurrences of rows (row, text, context, around, size)."""
    table_ = np.array([tuple(row) for row in rows], dtype=np.int64).reshape(len(rows), 5)
    return Occurrences(table_[:, 0], table_[:, 1:4].astype(float), table_[:, 4].astype(float), total)


def _copy(connection: Connection, into: str, rows: Sequence[tuple[object, ...]]) -> None:
    """Writes rows the quick way, in the same transaction."""
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f"COPY {into} FROM STDIN") as copying:
        for row in rows:
            copying.write_row(row)


def _sendable(wanted: list[str]) -> list[str]:
    """Those words that can stand in a database of UTF-8."""
    return [word for word in wanted if "\0" not in word and word.encode("utf-8", "replace").decode() == word]


def _pairs(rows: Any) -> Iterator[tuple[str, int]]:
    return ((str(word), int(number)) for word, number in rows)
