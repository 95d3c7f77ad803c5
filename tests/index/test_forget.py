"""What is forgotten is gone from every file of the index and is kept out; what is left is as it was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.errors import BadSettings, MissingFile
from corpus.records import Document
from index.forget import Done, forget_document, forget_person, plan_document, plan_person, tombstones, undo
from index.ingest import IngestReport
from index.ingest.taking import Read
from index.levels import Level
from index.settings import Settings
from index.store import Index

BUS = "Interpellation om buss\n\nFråga av Anna Ek (S): När går bussen till Kvarnviken?\n"
REPLY = "Svar om buss\n\nSvar av Bo Ask (M): Bussen som Anna Ek (S) saknar går varje timme, och Ek vet det.\n"
BATH = "Brev om badhuset\n\nSimhallens kakel lossnar i Tallhamra.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three documents."""
    made = tmp_path / "papers"
    made.mkdir()
    for name, text in (("bus.txt", BUS), ("reply.txt", REPLY), ("bath.txt", BATH)):
        (made / name).write_text(text, "utf-8")
    return made


def ingest(settings: Settings, folder: Path, reader: Read, again: bool = False) -> IngestReport:
    with Index.open(settings, write=True) as index:
        return index.ingest(reader).run([folder], again=again)


def forgotten(settings: Settings, *, document: str | None = None, person: str = "", party: str | None = None) -> Done:
    with Index.open(settings, write=True) as index:
        return forget_document(index, document) if document else forget_person(index, person, party)


def bytes_below(folder: Path) -> bytes:
    return b"\0".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def texts(settings: Settings) -> Iterator[Document]:
    with Index.open(settings) as index:
        assert index.verify() == []
        for entry in index.catalogue.documents():
            document = index.catalogue.document(entry.id)
            assert document is not None
            yield document


def test_a_document_leaves_no_byte_and_does_not_come_back(settings: Settings, folder: Path, reader: Read) -> None:
    ingest(settings, folder, reader)
    assert b"Kvarnviken" in bytes_below(settings.index)
    done = forgotten(settings, document="bus.txt")
    assert [(found.path, found.passages) for found in done.documents] == [("bus.txt", 1)]
    assert done.left == ()
    for word in ("Kvarnviken", "kvarnvik", "När går bussen"):
        assert word.encode() not in bytes_below(settings.index)
    assert b"kakel" in bytes_below(settings.index), "the rest is there"
    (folder / "copy.txt").write_text(BUS, "utf-8")
    report = ingest(settings, folder, reader, again=True)
    assert report.counts == {"forgotten": 2, "unchanged": 2}
    assert sorted(document.path for document in texts(settings)) == ["bath.txt", "reply.txt"]


def test_what_was_forgotten_comes_back_when_it_is_undone(settings: Settings, folder: Path, reader: Read) -> None:
    ingest(settings, folder, reader)
    forgotten(settings, document=str(folder / "bus.txt"))
    with Index.open(settings, write=True) as index:
        (stone,) = tombstones(index).all
        assert (stone.kind, len(stone.mark)) == ("document", 64)
        assert undo(index, stone.mark)
        assert not undo(index, stone.mark)
    assert ingest(settings, folder, reader).counts == {"added": 1, "unchanged": 2}


def test_a_person_is_masked_everywhere_and_stays_so(settings: Settings, folder: Path, reader: Read) -> None:
    ingest(settings, folder, reader)
    with Index.open(settings) as index:
        plan = plan_person(index, "Anna Ek")
        assert {(found.path, found.mentions) for found in plan.documents} == {("bus.txt", 1), ("reply.txt", 2)}
    forgotten(settings, person="anna ek")
    for name in ("Anna", "anna", "Ek (S)"):
        assert name.encode() not in bytes_below(settings.index)
    found = {document.path: document for document in texts(settings)}
    assert found["bus.txt"].text == BUS.replace("Anna Ek", "•••• ••")
    assert found["reply.txt"].text == REPLY.replace("Anna Ek", "•••• ••").replace("Ek vet", "•• vet")
    assert found["bath.txt"].text == BATH
    assert [actor.label for act in found["bus.txt"].acts for actor in act.actors] == ["•••• •• (S)"]
    with Index.open(settings) as index:
        assert "Anna" not in repr(index.catalogue.actors())
        assert index.catalogue.document(found["bus.txt"].id) is not None
    (folder / "new.txt").write_text("Brev av Anna Ek\n\nHej från Anna Ek.\n", "utf-8")
    ingest(settings, folder, reader, again=True)
    assert all("Anna" not in document.text + document.title for document in texts(settings))
    assert b"Anna" not in bytes_below(settings.index)


def test_a_name_that_is_undone_comes_back_when_files_are_read_anew(
    settings: Settings, folder: Path, reader: Read
) -> None:
    ingest(settings, folder, reader)
    forgotten(settings, person="Anna Ek", party="S")
    with Index.open(settings, write=True) as index:
        (stone,) = tombstones(index).all
        assert (stone.kind, stone.party) == ("person", "S")
        assert undo(index, stone.mark)
    ingest(settings, folder, reader, again=True)
    assert BUS in [document.text for document in texts(settings)]


def test_the_public_index_forgets_too(settings: Settings, folder: Path, reader: Read) -> None:
    (folder / "secret").mkdir()
    (folder / "secret" / "own.txt").write_text("Inre brev\n\nAnna Ek och Kvarnviken.\n", "utf-8")
    ingest(settings, folder, reader)
    with Index.open(settings, write=True) as index:
        index.set_access([folder / "secret"], Level.INTERNAL)
    assert b"Kvarnviken" in bytes_below(settings.index / "public")
    forgotten(settings, person="Anna Ek")
    forgotten(settings, document="bus.txt")
    assert b"Anna" not in bytes_below(settings.index)
    assert b"Kvarnviken" not in bytes_below(settings.index / "public")
    with Index.open(settings) as index, index.open_public() as public:
        assert index.verify() == []
        assert sorted(entry.path for entry in public.catalogue.documents()) == ["bath.txt", "reply.txt"]


def test_vectors_on_disk_are_made_anew(settings: Settings, folder: Path, reader: Read) -> None:
    settings = replace(settings, vectors_url=None)
    ingest(settings, folder, reader)
    forgotten(settings, document="bus.txt")
    with Index.open(settings) as index:
        assert index.vectors.ids() == set(index.catalogue.passage_ids())
        assert index.verify() == []


def test_what_cannot_be_forgotten_is_told(settings: Settings, folder: Path, reader: Read) -> None:
    ingest(settings, folder, reader)
    with Index.open(settings) as index:
        with pytest.raises(MissingFile, match="no such document"):
            plan_document(index, "gone.txt")
        with pytest.raises(BadSettings, match="full name"):
            plan_person(index, "Anna")
        assert plan_person(index, "Nobody Here").documents == ()
        assert plan_document(index, "bus.txt").locations == (str(folder / "bus.txt"),)


def test_a_reader_at_work_is_told_of(settings: Settings, folder: Path, reader: Read) -> None:
    ingest(settings, folder, reader)
    with Index.open(settings) as index, index.catalogue.steady():
        index.catalogue.counts()
        with Index.open(settings, write=True) as writing:
            from index import forget

            assert forget.scrub(writing.settings.index / "catalogue.sqlite") is False
    assert forgotten(settings, document="bus.txt").left == ()
