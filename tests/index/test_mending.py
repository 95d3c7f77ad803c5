"""What is broken in an index is found, told in a line, and repaired from the catalogue."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import pytest

from corpus.errors import CouncilError
from corpus.records import Document
from index.levels import Level
from index.settings import Settings
from index.store import Index

PAPER = """Interpellation om {topic}
Organ: Kommunfullmäktige
Datum: 2022-04-19

Fråga av Anna Ek (S): När går {topic}?
"""


class Reader(Protocol):
    def __call__(self, path: Path, *, root: Path | None = None) -> Document: ...


@pytest.fixture
def broken(settings: Settings, reader: Reader, tmp_path: Path) -> Settings:
    docs = tmp_path / "docs"
    docs.mkdir()
    for topic in ("bussen", "färjan", "spårvagnen"):
        (docs / f"{topic}.txt").write_text(PAPER.format(topic=topic))
    settings = replace(settings, vectors_url=None)
    with Index.open(settings, write=True) as index:
        index.ingest(reader).run([docs])
    return settings


def change(settings: Settings, *statements: str) -> None:
    with closing(sqlite3.connect(settings.index / "catalogue.sqlite")) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def garble(settings: Settings) -> None:
    for file in (settings.index / "chroma").rglob("*"):
        if file.is_file() and "writing" not in file.name:
            file.write_bytes(b"no such thing" * 100)


def strangers(settings: Settings) -> None:
    """The store has every id, with the vectors of other texts."""
    with Index.open(settings, write=True) as index:
        table = index.catalogue.vectors()
        index.vectors.upsert(table.ids, -table.matrix)


def keep_gone(settings: Settings) -> None:
    with closing(sqlite3.connect(settings.index / "reading.sqlite")) as connection, connection:
        connection.execute("CREATE TABLE seen (key BLOB PRIMARY KEY, document TEXT NOT NULL, data BLOB NOT NULL)")
        connection.execute("INSERT INTO seen VALUES (x'00', 'nowhere', x'00')")


BREAKAGES: dict[str, tuple[Callable[[Settings], None], str, str]] = {
    "dangling rows": (
        lambda s: change(s, "INSERT INTO act_actors VALUES ('none', 'actor', 0, 'X', NULL, NULL, NULL, 'x', NULL)"),
        "rows of act_actors refer to acts",
        "1 rows of act_actors",
    ),
    "a missing vector": (
        lambda s: change(s, "DELETE FROM vectors WHERE passage_id = (SELECT min(id) FROM passages)"),
        "lack vectors in the catalogue",
        "1 passages were embedded anew",
    ),
    "a vector cut short": (
        lambda s: change(s, "UPDATE vectors SET vector = x'0000' WHERE passage_id = (SELECT min(id) FROM passages)"),
        "",
        "1 passages were embedded anew",
    ),
    "missing terms": (
        lambda s: change(s, "DELETE FROM lexical_rows WHERE rowid = (SELECT min(rowid) FROM lexical_rows)"),
        "terms",
        "The terms of",
    ),
    "a misnamed document": (
        lambda s: change(s, "UPDATE documents SET path = 'other.txt' WHERE path = 'bussen.txt'"),
        "is called bussen.txt",
        "1 documents were given the name",
    ),
    "a document without a file": (
        lambda s: change(s, "DELETE FROM files WHERE path = 'bussen.txt'"),
        "belongs to no file",
        "1 documents without a file",
    ),
    "a note of what is to do": (
        lambda s: change(s, f"UPDATE meta SET value = '{json.dumps(['gone'])}' WHERE key = 'vectors_pending'"),
        "1 documents have yet to be sent",
        "1 documents were sent",
    ),
    "cases that are not linked": (
        lambda s: change(s, "UPDATE meta SET value = 'no' WHERE key = 'cases_linked'"),
        "cases have yet to be linked",
        "cases were linked anew",
    ),
    "a garbled vector store": (garble, "stored vectors cannot be used", "put right in the vector store"),
    "vectors of others in the store": (strangers, "are not the catalogue's", "put right in the vector store"),
    "what is kept of a document that is gone": (keep_gone, "1 documents that are gone", "reading.sqlite was removed"),
}


@pytest.mark.parametrize("name", BREAKAGES)
def test_what_is_broken_is_told_and_repaired(broken: Settings, name: str) -> None:
    breaking, told, repaired = BREAKAGES[name]
    breaking(broken)
    if told:
        with Index.open(broken) as index:
            assert told in "\n".join(index.verify())
    with Index.open(broken, write=True) as index:
        assert repaired in "\n".join(index.mend())
    with Index.open(broken) as index:
        assert index.verify() == []


def test_nothing_is_repaired_in_a_sound_index(broken: Settings) -> None:
    with Index.open(broken, write=True) as index:
        assert index.mend() == []


def test_a_text_that_was_changed_cannot_be_repaired(broken: Settings) -> None:
    change(broken, "UPDATE documents SET text = 'Another text.' WHERE path = 'bussen.txt'")
    with Index.open(broken, write=True) as index:
        index.mend()
        assert "bussen.txt: the text is not the one that was written" in "\n".join(index.verify())


def test_a_broken_public_index_is_made_anew(broken: Settings, tmp_path: Path) -> None:
    with Index.open(broken, write=True) as index:
        index.set_access([tmp_path / "docs" / "bussen.txt"], Level.INTERNAL)
    file = broken.index / "public" / "catalogue.sqlite"
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("DELETE FROM documents")
    with Index.open(broken, write=True) as index:
        assert any(line.startswith("public index: ") for line in index.verify())
        assert "The public index was made anew from the full one." in index.mend()
        assert index.verify() == []


def test_a_catalogue_that_is_damaged_beyond_repair_says_so(broken: Settings) -> None:
    file = broken.index / "catalogue.sqlite"
    data = bytearray(file.read_bytes())
    for at in range(len(data) // 2, len(data), 4096):
        data[at : at + 4000] = b"\xff" * len(data[at : at + 4000])
    file.write_bytes(data)
    with pytest.raises(CouncilError, match=r"restore|damaged"), Index.open(broken, write=True) as index:
        index.mend()
