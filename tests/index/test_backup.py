"""A backup gives the same index again; nothing else is taken for one."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import pytest

from corpus.errors import CouncilError
from corpus.records import Document
from index.backup import BadBackup, backup, restore
from index.levels import Level
from index.settings import Settings
from index.store import Index

PAPER = "Interpellation om {topic}\nOrgan: Kommunfullmäktige\n\nFråga av Anna Ek (S): När går {topic}?\n"


class Reader(Protocol):
    def __call__(self, path: Path, *, root: Path | None = None) -> Document: ...


@pytest.fixture
def filled(settings: Settings, reader: Reader, tmp_path: Path) -> Settings:
    docs = tmp_path / "docs"
    docs.mkdir()
    for topic in ("bussen", "färjan", "spårvagnen"):
        (docs / f"{topic}.txt").write_text(PAPER.format(topic=topic))
    with Index.open(settings, write=True) as index:
        index.set_access([docs / "färjan.txt"], Level.INTERNAL)
        index.ingest(reader).run([docs])
    with closing(sqlite3.connect(settings.index / "feedback.sqlite")) as connection, connection:
        connection.execute("CREATE TABLE feedback (comment TEXT)")
        connection.execute("INSERT INTO feedback VALUES ('bra')")
    (settings.index / "uploads" / "public").mkdir(parents=True)
    (settings.index / "uploads" / "public" / "brev.txt").write_text("Ett brev.")
    (settings.index / "audit.jsonl").write_text("{}\n")
    return settings


def seen(settings: Settings) -> dict[str, object]:
    """What a reader of an index would notice."""
    with Index.open(settings) as index:
        ids = index.catalogue.passage_ids()
        vector = index.embedder.embed_query("När går bussen?")
        return {
            "files": index.catalogue.files(),
            "documents": [index.catalogue.document(e.id) for e in index.catalogue.documents()],
            "terms": index.lexical.entries(ids),
            "near": index.vectors.query(vector, 10),
            "levels": index.levels.given,
            "problems": index.verify(),
        }


def test_a_restored_index_is_the_same(filled: Settings, tmp_path: Path) -> None:
    with Index.open(filled, write=True):  # somebody writes
        file = backup(filled, tmp_path)
    assert file.stat().st_mode & 0o077 == 0
    other = replace(filled, index=tmp_path / "restored")
    contents = restore(file, other)
    assert (contents.documents, contents.passages) == (3, 3)
    assert seen(other) == seen(filled)
    assert seen(other)["problems"] == []
    with Index.open(other) as index, index.open_public() as public:
        assert [file.path for file in public.catalogue.files()] == ["bussen.txt", "spårvagnen.txt"]
    with closing(sqlite3.connect(other.index / "feedback.sqlite")) as connection:
        assert connection.execute("SELECT comment FROM feedback").fetchall() == [("bra",)]
    assert (other.index / "uploads" / "public" / "brev.txt").read_text() == "Ett brev."
    assert not (other.index / "audit.jsonl").exists()


def test_an_index_is_replaced_only_when_that_is_wanted(filled: Settings, tmp_path: Path) -> None:
    file = backup(filled, tmp_path / "whole.backup", users_too=False)
    with Index.open(filled, write=True) as index:
        index.catalogue.remove([str(tmp_path / "docs" / "bussen.txt")])
    with pytest.raises(CouncilError, match="--force"):
        restore(file, filled)
    assert len(seen(filled)["files"]) == 2  # type: ignore[arg-type]
    with Index.open(filled, write=True), pytest.raises(CouncilError, match="Another process"):
        restore(file, filled, force=True)
    restore(file, filled, force=True)
    assert len(seen(filled)["files"]) == 3  # type: ignore[arg-type]
    assert not (filled.index / "feedback.sqlite").exists()
    assert [path.name for path in filled.index.parent.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("damage", ["cut off", "garbled", "foreign", "missing", "a folder out of it"])
def test_what_is_no_whole_backup_is_refused_in_a_line(filled: Settings, tmp_path: Path, damage: str) -> None:
    file = backup(filled, tmp_path / "whole.backup")
    data = file.read_bytes()
    if damage == "cut off":
        file.write_bytes(data[: len(data) // 2])
    elif damage == "garbled":
        file.write_bytes(data[:2000] + bytes(byte ^ 255 for byte in data[2000:2400]) + data[2400:])
    elif damage == "foreign":
        shutil.make_archive(str(tmp_path / "other"), "zip", tmp_path / "docs")
        (tmp_path / "other.zip").replace(file)
    elif damage == "missing":
        file.unlink()
    else:
        rewrite(file)
    with pytest.raises(BadBackup) as caught:
        restore(file, replace(filled, index=tmp_path / "restored"))
    assert "\n" not in str(caught.value)
    assert str(file) in str(caught.value)
    assert not (tmp_path / "restored").exists()
    assert not (tmp_path / "outside.txt").exists()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def rewrite(file: Path) -> None:
    """Adds a member that would land outside."""
    import json
    import zipfile

    with zipfile.ZipFile(file) as old:
        members = {name: old.read(name) for name in old.namelist()}
    note = json.loads(members["backup.json"])
    note["files"]["kept/uploads/../../outside.txt"] = ""
    members |= {"backup.json": json.dumps(note).encode(), "kept/uploads/../../outside.txt": b"x"}
    with zipfile.ZipFile(file, "w") as new:
        for name, data in members.items():
            new.writestr(name, data)


def test_a_backup_overwrites_nothing(filled: Settings, tmp_path: Path) -> None:
    file = backup(filled, tmp_path / "whole.backup")
    with pytest.raises(CouncilError, match="exists already"):
        backup(filled, file)
