import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Protocol

import pytest

from corpus.errors import ModelMismatch, NoIndex
from corpus.records import Document
from index.catalogue import Catalogue
from index.settings import Settings
from index.store import Index, exists

QUESTION = """Interpellation om buss
Organ: Kommunfullmäktige
Datum: 2022-04-19

Fråga av Anna Ek (S): När går bussen?
"""
MINUTES = """Protokoll
Organ: Kommunstyrelsen
Datum: 2023-01-16

§ 1 Avgifter
Beslut av Bo Ask (M): Avgiften höjs.
"""


class Reader(Protocol):
    def __call__(self, path: Path, *, root: Path | None = None) -> Document: ...


@pytest.fixture
def filled(settings: Settings, reader: Reader, tmp_path: Path) -> Iterator[Index]:
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "a.txt").write_text(QUESTION)
    (docs / "b.txt").write_text(MINUTES)
    (docs / "c.txt").write_text("")
    with Index.open(settings, write=True) as index:
        index.ingest(reader).run([docs])
        yield index


def test_status_tells_what_is_in_the_index(filled: Index) -> None:
    status = filled.status()
    assert (status.counts["documents"], status.counts["acts"]) == (2, 2)
    assert status.bodies == {"Kommunfullmäktige": 1, "Kommunstyrelsen": 1}
    assert (status.first, status.last) == (date(2022, 4, 19), date(2023, 1, 16))
    assert status.embedder == filled.embedder.name
    assert status.size > 10_000
    assert [u.path for u in status.unread] == ["c.txt"]


def test_a_sound_index_verifies(filled: Index) -> None:
    assert filled.verify() == []


def test_damage_is_found_and_named(filled: Index) -> None:
    with filled.catalogue.transaction() as connection:
        connection.exec_driver_sql("UPDATE documents SET text = 'Protokol' WHERE path = 'b.txt'")
        connection.exec_driver_sql(
            "DELETE FROM vectors WHERE passage_id IN (SELECT id FROM passages ORDER BY id LIMIT 1)"
        )
        connection.exec_driver_sql("DELETE FROM lexical_terms")
        connection.exec_driver_sql("DELETE FROM lexical_rows")
    filled.vectors.clear()
    found = "\n".join(filled.verify())
    assert "b.txt: the text is not the one that was written" in found
    assert "lies outside the text" in found
    assert "1 passages lack vectors in the catalogue" in found
    assert "lack terms in the lexical index" in found
    assert "lack vectors in the vector store" in found


def test_a_rebuild_restores_what_is_derived(filled: Index) -> None:
    with filled.catalogue.transaction() as connection:
        filled.lexical.clear(connection)
    filled.vectors.clear()
    assert filled.verify() != []
    assert filled.rebuild() == len(filled.catalogue.passage_ids())
    assert filled.verify() == []


def test_a_changed_model_asks_for_a_rebuild_that_embeds(filled: Index, reader: Reader) -> None:
    with filled.catalogue.transaction() as connection:
        connection.exec_driver_sql("UPDATE meta SET value = 'older' WHERE key = 'embedder'")
    with pytest.raises(ModelMismatch, match="--embed"):
        filled.ingest(reader).run([])
    with Index.open(filled.settings) as opened, pytest.raises(ModelMismatch, match="older"):
        _ = opened.embedder
    with pytest.raises(ModelMismatch):
        filled.rebuild()
    filled.rebuild(embed=True)
    assert filled.catalogue.embedder == filled.embedder.name
    assert filled.verify() == []


def test_an_index_that_is_not_there_is_told(settings: Settings) -> None:
    assert not exists(settings)
    with pytest.raises(NoIndex):
        Index.open(settings)


def test_vectors_in_memory_are_there_for_whoever_opens_the_index(filled: Index, settings: Settings) -> None:
    with Index.open(settings) as opened:
        assert opened.vectors.ids() == set(filled.catalogue.passage_ids())
        question = opened.embedder.embed_query("När går bussen?")
        best, _ = opened.vectors.query(question, 1)[0]
        assert "bussen" in opened.catalogue.passages([best])[0].text


def test_chroma_in_the_index_folder_is_filled_and_rebuilt_when_it_is_lost(
    settings: Settings, reader: Reader, tmp_path: Path
) -> None:
    settings = replace(settings, vectors_url=None)
    (tmp_path / "a.txt").write_text(QUESTION)
    (tmp_path / "b.txt").write_text(MINUTES)
    with Index.open(settings, write=True) as index:
        index.ingest(reader).run([tmp_path / "a.txt"])
        assert index.verify() == []
        with Index.open(settings) as other:
            assert other.vectors.ids() == set(index.catalogue.passage_ids())
            index.ingest(reader).run([tmp_path / "b.txt"])
            assert other.vectors.ids() == set(index.catalogue.passage_ids())
    shutil.rmtree(settings.index / "chroma")
    with Index.open(settings, write=True) as index:
        index.rebuild()
        assert index.verify() == []


def test_the_catalogue_may_lie_elsewhere(settings: Settings, reader: Reader, tmp_path: Path) -> None:
    settings = replace(settings, database_url=f"sqlite:///{tmp_path / 'elsewhere.sqlite'}")
    (tmp_path / "a.txt").write_text(QUESTION)
    with Index.open(settings, write=True) as index:
        index.ingest(reader).run([tmp_path / "a.txt"])
    assert exists(settings)
    with Catalogue.open(settings.index, file=settings.database) as catalogue:
        assert catalogue.counts()["documents"] == 1
