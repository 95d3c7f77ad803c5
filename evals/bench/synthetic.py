"""An index of any size, to measure on: `python -m evals.bench.synthetic REAL FOLDER --passages 100000`.

The documents of a real index are repeated, each time as those of another municipality, invented, with a year of its
own: same forms and everyday words, but names and rare words have other letters (as many, so that every offset holds),
and vectors are mixed with those of another passage and with noise, so that neighbours stand as close as real ones do.
The first copy is the real index as it is: questions about it have their answers. Nothing is analysed or embedded
anew, so a million passages take minutes. What the reader saw of passages is borrowed from the real index's file.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import shutil
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from index.catalogue.catalogue import FILE
from index.reader.kept import FILE as READING
from index.reader.kept import _key as text_key

RARE = 3  # passages in which a rare word stands at most
_WORD = re.compile(r"[A-Za-zÅÄÖåäöÉé]{4,}")
_VOWELS, _CONSONANTS = "aeiouyåäö", "bcdfghjklmnprstv"
_STARTS = ("Tall", "Björk", "Sten", "Ask", "Lind", "Ek", "Ving", "Sol", "Älv", "Grön", "Hav", "Kvarn", "Rönn", "Skog")
_ENDS = ("hamra", "berga", "torp", "hult", "näs", "vik", "åker", "fors", "löv", "stad", "by", "ryd", "sund", "hede")
_TEXTS = {
    "documents": ("title", "text"),
    "sections": ("heading",),
    "act_actors": ("name", "name_key"),
    "votes": ("ballots",),
    "cases": ("title",),
    "case_people": ("name", "name_key"),
    "passages": ("text", "context"),
}
_IDS = ("id", "document_id", "act_id", "passage_id", "thread_id", "reply_to")
_CASES = ("case_id", "number", "case_key", "case_number", "normal")
_COPIED = [
    "documents",
    "sections",
    "acts",
    "act_actors",
    "votes",
    "case_numbers",
    "cases",
    "case_parts",
    "case_people",
    "question_threads",
    "thread_replies",
    "passages",
    "passage_acts",
]


@dataclass(frozen=True)
class Council:
    """One repetition: its number (0: as it is), its name, and how its rare words are spelt."""

    number: int
    rare: Mapping[str, tuple[str, ...]]
    words: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        found: dict[int, str] = {}
        for alphabet in (_VOWELS, _CONSONANTS):
            for text in (alphabet, alphabet.upper()):
                order = np.random.default_rng(self.number).permutation(len(text))
                found |= {ord(letter): text[at] for letter, at in zip(text, order, strict=True)}
        told = {word for parts in self.rare.values() for word in parts[1::2]}
        object.__setattr__(self, "words", {word: word.translate(found) for word in told})

    @property
    def name(self) -> str:
        """The invented municipality."""
        start, end = divmod(self.number, len(_ENDS))
        again, start = divmod(start, len(_STARTS))
        return _STARTS[start] + _ENDS[end] + ("" if not again else f"-{again}")

    def text(self, text: str) -> str:
        """A text of the template with the rare words in this council's letters; as long as before."""
        if not self.number:
            return text
        parts = list(self.rare.get(text, (text,)))
        parts[1::2] = [self.words[word] for word in parts[1::2]]
        return "".join(parts)

    def id(self, document_id: str) -> str:
        """The id of its copy of a document."""
        if not self.number:
            return document_id
        return hashlib.blake2b(f"{document_id} {self.number}".encode(), digest_size=8).hexdigest()

    def within(self, value: str) -> str:
        """An id that begins with a document's."""
        head, colon, rest = value.partition(":")
        return self.id(head) + colon + rest

    def case(self, number: str) -> str:
        """A case number of its own."""
        return f"{number}-{self.number}" if self.number else number

    def day(self, day: str) -> str:
        """A date, some years earlier."""
        if not self.number:
            return day
        return f"{int(day[:4]) - self.number % 8}{day[4:]}".replace("-02-29", "-02-28")


def write(real: Path, folder: Path, passages: int, tell: Callable[[str], None] = lambda line: None) -> int:
    """Makes the index in `folder`, which must not be there; gives the number of passages written."""
    folder.mkdir(parents=True)
    shutil.copy(real / FILE, folder / FILE)
    with (
        closing(sqlite3.connect(f"file:{real / FILE}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(folder / FILE, isolation_level=None)) as target,
    ):
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -600000", "foreign_keys = OFF"):
            target.execute(f"PRAGMA {pragma}")
        target.execute("INSERT INTO lexical_terms (lexical_terms, rank) VALUES ('hashsize', 50000000)")
        target.execute("BEGIN")
        template = _Template(source)
        keys: list[tuple[bytes, bytes, str]] = []
        written = _as_it_is(target, template, keys)
        number = 1
        while written < passages:
            written += _copy(target, template, Council(number, template.rare), passages - written, keys)
            number += 1
            tell(f"{written} passages")
        target.execute("COMMIT")
        target.execute("INSERT INTO lexical_terms (lexical_terms, rank) VALUES ('hashsize', 1048576)")
        target.execute("ANALYZE")
        target.execute("PRAGMA journal_mode = WAL")
    if (real / READING).is_file():
        _borrow(real / READING, folder / READING, keys)
    return written


class _Template:
    """The rows of the real index, by table and document."""

    def __init__(self, source: sqlite3.Connection) -> None:
        source.row_factory = sqlite3.Row
        self.tables = {name: [dict(row) for row in source.execute(f"SELECT * FROM {name}")] for name in _COPIED}
        terms = "SELECT id, text, context, around FROM lexical_rows JOIN lexical_terms ON lexical_terms.rowid = row"
        self.terms = {row[0]: tuple(row)[1:] for row in source.execute(terms)}
        vectors = source.execute("SELECT passage_id, vector FROM vectors").fetchall()
        self.rows = {row[0]: at for at, row in enumerate(vectors)}
        self.matrix = np.stack([np.frombuffer(row[1], "<f2").astype(np.float32) for row in vectors])
        self.rare = self._parts(self._rare())

    def _parts(self, rare: frozenset[str]) -> dict[str, tuple[str, ...]]:
        """Every text in parts: what stays, a rare word, what stays …"""
        texts = {row[n] for table, names in _TEXTS.items() for row in self.tables[table] for n in names if row[n]}
        texts.update(text for fields in self.terms.values() for text in fields)
        return {text: tuple(_apart(text, rare)) for text in texts}

    def _rare(self) -> frozenset[str]:
        """Words of few passages, and of the names of people; of the terms too, which are their stems."""
        standing: Counter[str] = Counter()
        stems: Counter[str] = Counter()
        for passage in self.tables["passages"]:
            standing.update({word.lower() for word in _WORD.findall(passage["text"])})
        for fields in self.terms.values():
            stems.update(set(_WORD.findall(fields[0])))
        names = {word.lower() for row in self.tables["act_actors"] for word in _WORD.findall(row["name"] or "")}
        rare = {word for counts in (standing, stems) for word, count in counts.items() if count <= RARE}
        return frozenset(rare | names)


def _apart(text: str, rare: frozenset[str]) -> Iterator[str]:
    done = 0
    for found in _WORD.finditer(text):
        if found[0].lower() in rare:
            yield text[done : found.start()]
            yield found[0]
            done = found.end()
    yield text[done:]


def _as_it_is(target: sqlite3.Connection, template: _Template, keys: list[tuple[bytes, bytes, str]]) -> int:
    """Gives the real documents, which are there already, the first municipality."""
    name = Council(0, {}).name
    target.execute("UPDATE documents SET municipality = ?, municipality_key = lower(?)", (name, name))
    for passage in template.tables["passages"]:
        key = text_key((passage["context"], passage["text"]))
        keys.append((key, key, passage["document_id"]))
    return len(template.tables["passages"])


def _copy(
    target: sqlite3.Connection,
    template: _Template,
    council: Council,
    wanted: int,
    keys: list[tuple[bytes, bytes, str]],
) -> int:
    """Writes one council's documents, or as many as are wanted; gives the number of passages."""
    held = Counter(passage["document_id"] for passage in template.tables["passages"])
    taken: set[str] = set()
    left = wanted
    for document in template.tables["documents"]:
        if left > 0:
            taken.add(document["id"])
            left -= held[document["id"]]
    for table, rows in template.tables.items():
        mine = [_row(table, row, council) for row in rows if _of(row, taken)]
        if mine:
            marks = ",".join("?" * len(mine[0]))
            names = ",".join(f'"{name}"' for name in mine[0])
            target.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", [tuple(row.values()) for row in mine])
    _files(target, [row["id"] for row in template.tables["documents"] if row["id"] in taken], council)
    passages = [row for row in template.tables["passages"] if row["document_id"] in taken]
    _searchable(target, template, council, passages)
    for row in passages:
        key = text_key((row["context"], row["text"]))
        keys.append((text_key((council.text(row["context"]), council.text(row["text"]))), key, row["document_id"]))
    return len(passages)


def _of(row: dict[str, Any], taken: set[str]) -> bool:
    """Whether a row belongs to a document that is taken; rows of cases always go along."""
    value = next((row[name] for name in ("document_id", "act_id", "passage_id") if row.get(name)), None)
    if value is None:
        value = row["id"] if "text_sha256" in row else None
    return value is None or value.partition(":")[0] in taken


def _row(table: str, row: dict[str, Any], council: Council) -> dict[str, Any]:
    found = dict(row)
    for name, value in row.items():
        if value is None:
            continue
        if name in _TEXTS.get(table, ()):
            found[name] = council.text(value)
        elif name in _CASES or (table == "cases" and name == "id"):
            found[name] = council.case(value)
        elif name in _IDS:
            found[name] = council.within(value)
        elif name in ("date", "first", "last"):
            found[name] = council.day(value)
    if table == "documents":
        found |= {"municipality": council.name, "municipality_key": council.name.lower()}
        found |= {"path": f"{council.name}/{row['path']}", "sha256": council.id(row["id"])}
        found["text_sha256"] = hashlib.sha256(found["text"].encode("utf-8", "surrogatepass")).hexdigest()
        numbers = [council.case(number) for number in json.loads(row["case_numbers"])]
        found["case_numbers"] = json.dumps(numbers, ensure_ascii=False)
    if table == "cases":
        found["related"] = "[]"
    return found


def _files(target: sqlite3.Connection, documents: Sequence[str], council: Council) -> None:
    columns = "path, location, root, document_id, size, mtime_ns, sha256"
    statement = (
        f"INSERT INTO files ({columns}) SELECT ? || '/' || path, ? || location, root, ?, size, mtime_ns, sha256"
        " FROM files WHERE document_id = ? LIMIT 1"
    )
    values = [(council.name, f"/{council.name}", council.id(i), i) for i in documents]
    target.executemany(statement, values)


def _searchable(
    target: sqlite3.Connection, template: _Template, council: Council, passages: Sequence[dict[str, Any]]
) -> None:
    """The terms and vectors of one council's passages."""
    row = int(target.execute("SELECT max(row) FROM lexical_rows").fetchone()[0])
    ids = [passage["id"] for passage in passages]
    keys = [(row + at, council.within(i), council.id(i.partition(":")[0])) for at, i in enumerate(ids, 1)]
    target.executemany("INSERT INTO lexical_rows (row, id, document_id) VALUES (?, ?, ?)", keys)
    terms = ((row + at, *map(council.text, template.terms[i])) for at, i in enumerate(ids, 1))
    target.executemany("INSERT INTO lexical_terms (rowid, text, context, around) VALUES (?, ?, ?, ?)", terms)
    vectors = mixed(template.matrix, [template.rows[i] for i in ids], council.number)
    stored = zip((key for _, key, _ in keys), (vector.tobytes() for vector in vectors), strict=True)
    target.executemany("INSERT INTO vectors (passage_id, vector) VALUES (?, ?)", stored)


def mixed(matrix: np.ndarray[Any, Any], rows: Sequence[int], seed: int) -> np.ndarray[Any, Any]:
    """Vectors like those of some rows: three parts a row's own, one another's, and noise; float16 unit vectors.

    Copies of one passage then stand at a cosine of about 0.93 to one another, neighbours in one paper likewise.
    """
    rng = np.random.default_rng(seed)
    others = rng.integers(0, len(matrix), len(rows))
    noise = rng.standard_normal((len(rows), matrix.shape[1]), dtype=np.float32) / np.sqrt(matrix.shape[1])
    found = 0.75 * matrix[list(rows)] + 0.25 * matrix[others] + 0.2 * noise
    found /= np.linalg.norm(found, axis=1, keepdims=True)
    stored: np.ndarray[Any, Any] = found.astype("<f2")
    return stored


def _borrow(real: Path, file: Path, keys: Sequence[tuple[bytes, bytes, str]]) -> None:
    """A file of what the reader saw in which each text shows what was seen of the real one: sizes and offsets agree."""
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(f"ATTACH 'file:{real}?mode=ro' AS real")
        connection.execute("CREATE TABLE model (name TEXT NOT NULL)")
        connection.execute("INSERT INTO model SELECT name FROM real.model")
        connection.execute("CREATE TABLE origin (key BLOB PRIMARY KEY, data BLOB NOT NULL)")
        connection.execute("INSERT INTO origin SELECT key, data FROM real.seen")
        connection.execute("CREATE TABLE borrowed (key BLOB PRIMARY KEY, origin BLOB, document TEXT) WITHOUT ROWID")
        connection.executemany("INSERT OR IGNORE INTO borrowed VALUES (?, ?, ?)", sorted(keys))
        connection.execute(
            "CREATE VIEW seen AS SELECT borrowed.key AS key, borrowed.document AS document, origin.data AS data"
            " FROM borrowed JOIN origin ON origin.key = borrowed.origin"
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes the index and says how long it took."""
    parser = argparse.ArgumentParser(prog="python -m evals.bench.synthetic", description=__doc__.partition("\n")[0])
    parser.add_argument("real", type=Path, help="the folder of a real index")
    parser.add_argument("folder", type=Path, help="the folder to make")
    parser.add_argument("--passages", type=int, default=100_000)
    given = parser.parse_args(arguments)
    begun = time.monotonic()
    count = write(given.real, given.folder, given.passages, lambda line: print(line, file=sys.stderr, flush=True))
    print(f"{count} passages in {time.monotonic() - begun:.0f} s")
    return 0


def documents_of(folder: Path) -> Iterator[tuple[str, str]]:
    """The (municipality, body) of the documents of an index, for choosing filters."""
    with closing(sqlite3.connect(f"file:{folder / FILE}?mode=ro", uri=True)) as connection:
        yield from connection.execute("SELECT DISTINCT municipality, coalesce(body, '') FROM documents ORDER BY 1, 2")


if __name__ == "__main__":
    sys.exit(main())
