import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import IndexBusy, IndexError_, ModelMismatch, NoIndex, SchemaMismatch
from corpus.records import ActKind, Actor, Ballot, Choice, Document, Genre, Vote
from index.catalogue import Catalogue, File, Unread
from index.catalogue.database import CatalogueUnusable
from index.embedding.hashing import HashEmbedder
from index.passages import embedded_text, passages
from index.records import Filters

Make = Callable[..., Document]
BUS = """Interpellation om avgiftsfri buss
Organ: Kommunfullmäktige
Datum: 2022-04-19
Dnr: KS 2022/0533

Fråga av Anna Ek (S): När blir bussen avgiftsfri?
Svar av Bo Ask (M): Det finns inget beslut om bussen.
"""
MINUTES = """Protokoll
Organ: Kommunstyrelsen
Datum: 2023-01-16

§ 1 Föreningsbidrag KS 2024/0031
Beslut av Anna Ek (C): Ärendet bordläggs.

§ 2 Lokaler KS 2022/0099
Beslut av Vera Lund Ek (V): Förslaget avslås.
"""


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    with Catalogue.open(tmp_path / "index", write=True) as opened:
        yield opened


def write(catalogue: Catalogue, document: Document, *files: File) -> frozenset[str]:
    cut = passages(document)
    vectors = HashEmbedder().embed_passages([embedded_text(p) for p in cut])
    return catalogue.write_document(document, cut, vectors, files)


def file(path: str, document: Document) -> File:
    return File(path, f"/docs/{path}", "/docs", 1, 1, document.sha256, document.id)


@pytest.fixture
def filled(catalogue: Catalogue, make_document: Make) -> Catalogue:
    write(catalogue, make_document(BUS, "kf/buss.txt"))
    write(catalogue, make_document(MINUTES, "ks/protokoll.txt"))
    return catalogue


def texts(catalogue: Catalogue, filters: Filters) -> str:
    return "\n".join(p.text for p in catalogue.passages(catalogue.passage_ids(filters)))


def test_a_document_comes_back_as_it_was_written(catalogue: Catalogue, make_document: Make) -> None:
    document = replace(make_document(BUS), pages=(0, 40), noise=((0, 5),), notes=("ocr",), language="en")
    write(catalogue, document)
    assert catalogue.document(document.id) == document
    assert catalogue.by_path("plain.txt") == document
    assert catalogue.passages_of(document.id) == passages(document)
    assert catalogue.document("unknown") is None
    assert catalogue.by_path("unknown.txt") is None


def voted(document: Document) -> Document:
    """The document with two votes in it, the later one first in print."""
    begin = document.text.index("§ 2")
    span = document.span(begin, begin + 10)
    ballot = Ballot(Actor("Vera Lund Ek", "V"), Choice.NO, document.span(begin, begin + 3))
    vote = Vote(span, yes=6, no=5, yes_means=document.span(begin, begin + 5), section=1, ballots=(ballot,))
    return replace(document, votes=(vote, replace(vote, span=document.span(0, 9), yes=7, ballots=())))


def test_documents_read_together_are_those_read_alone(filled: Catalogue, make_document: Make, tmp_path: Path) -> None:
    of_votes = voted(make_document(MINUTES.replace("2023-01-16", "2023-02-20"), "ks/februari.txt"))
    plain = make_document("Bara en titel\n", "ks/tom.txt")
    for document in (of_votes, plain):
        write(filled, document)
    ids = [entry.id for entry in filled.documents()][::-1]
    strangers = [f"unknown {n}" for n in range(600)]  # more than go into one statement
    with Catalogue.open(tmp_path / "index") as together, Catalogue.open(tmp_path / "index") as alone:
        first = alone.document(ids[1])
        found = together.documents_of([*ids[:2], *strangers, *ids])
        assert list(found) == ids
        assert list(found.values()) == [alone.document(one) for one in ids]
        assert alone.documents_of(ids) == found
        assert alone.document(ids[1]) is first  # still in memory
        assert together.documents_of([]) == {}
    assert found[of_votes.id] == of_votes
    assert [len(section.heading) for section in found[of_votes.id].sections] == [1, 1]
    assert found[plain.id] == plain


def test_a_document_in_memory_is_read_again_when_it_was_written_again(filled: Catalogue, make_document: Make) -> None:
    before = make_document(MINUTES, "ks/protokoll.txt")
    assert filled.documents_of([before.id]) == {before.id: before}
    write(filled, voted(before))
    assert filled.documents_of([before.id]) == {before.id: voted(before)}


def test_passages_come_in_the_order_asked(filled: Catalogue) -> None:
    ids = filled.passage_ids()[::-1]
    assert [p.id for p in filled.passages([*ids, "gone:0-1"])] == ids


def test_vectors_come_back_as_they_were_embedded(filled: Catalogue) -> None:
    ids = filled.passage_ids()
    wanted = HashEmbedder().embed_passages([embedded_text(p) for p in filled.passages(ids)])
    assert filled.vectors().ids == tuple(ids)
    assert np.allclose(filled.vectors().matrix, wanted, atol=1e-3)
    some = filled.vectors([ids[2], "gone:0-1", ids[0]])
    assert some.ids == (ids[2], ids[0])
    assert np.allclose(some.matrix, wanted[[2, 0]], atol=1e-3)
    assert np.array_equal(filled.vectors_of([ids[2], ids[0]]).matrix, some.matrix)


def test_a_reader_sees_the_vectors_of_what_another_wrote(filled: Catalogue, make_document: Make) -> None:
    with Catalogue.open(filled.folder) as reader:
        before = len(reader.vectors().ids)
        write(filled, make_document("Ett nytt dokument\n", "ny.txt"))
        assert len(reader.vectors().ids) == before + 1


def test_writing_a_document_again_changes_nothing_but_the_state(filled: Catalogue, make_document: Make) -> None:
    counts, state = filled.counts(), filled.state
    document = make_document(BUS, "kf/buss.txt")
    assert write(filled, document) == {document.id}
    assert filled.counts() == counts
    assert filled.state != state


def test_other_content_at_the_same_path_replaces_the_document(filled: Catalogue, make_document: Make) -> None:
    old = filled.by_path("kf/buss.txt")
    assert old
    gone = write(filled, make_document(BUS + "Rättelse.\n", "kf/buss.txt"))
    assert gone == {old.id}
    assert filled.document(old.id) is None
    assert "Rättelse" in texts(filled, Filters(paths=("kf",)))


def test_two_files_of_one_document_and_one_of_them_removed(catalogue: Catalogue, make_document: Make) -> None:
    document = make_document(BUS, "a.txt")
    write(catalogue, document, file("a.txt", document), file("b.txt", document))
    assert catalogue.counts()["documents"] == 1
    assert catalogue.remove(["/docs/a.txt"]) == frozenset()
    assert [entry.path for entry in catalogue.documents()] == ["b.txt"]
    assert catalogue.remove(["/docs/b.txt"]) == {document.id}
    assert set(catalogue.counts().values()) == {0}


def test_writing_stops_half_way_and_nothing_has_changed(filled: Catalogue, make_document: Make) -> None:
    def fails(*_: object) -> None:
        raise KeyboardInterrupt

    before, state = filled.counts(), filled.state
    document = make_document(BUS + "Mer.\n", "kf/buss.txt")
    cut = passages(document)
    with pytest.raises(KeyboardInterrupt):
        filled.write_document(document, cut, np.zeros((len(cut), 4), np.float32), also=fails)
    assert (filled.counts(), filled.state) == (before, state)
    assert "Mer." not in texts(filled, Filters())


def test_an_unread_file_is_remembered_until_it_is_read(filled: Catalogue, make_document: Make) -> None:
    document = make_document(BUS, "kf/buss.txt")
    gone = filled.write_unread(Unread("kf/buss.txt", "kf/buss.txt", "kf/buss.txt: the file is empty."))
    assert gone == {document.id}
    assert [u.reason for u in filled.unread()] == ["kf/buss.txt: the file is empty."]
    write(filled, document)
    assert filled.unread() == []


@pytest.mark.parametrize(
    ("filters", "shown", "hidden"),
    [
        (Filters(), "När blir", "nothing at all"),
        (Filters(genres=(Genre.MINUTES,)), "bordläggs", "När blir"),
        (Filters(bodies=("kommunstyrelsen",)), "bordläggs", "När blir"),
        (Filters(municipalities=("TALLHAMRA",)), "När blir", "nothing at all"),
        (Filters(paths=("ks",)), "bordläggs", "När blir"),
        (Filters(paths=("kf/buss.txt",)), "När blir", "bordläggs"),
        (Filters(date_from=date(2022, 4, 19), date_to=date(2022, 4, 19)), "När blir", "bordläggs"),
        (Filters(case_numbers=("KS 2022/533",)), "När blir", "bordläggs"),
        (Filters(case_numbers=("ks 2024/0031",)), "bordläggs", "avslås"),
        (Filters(acts=(ActKind.QUESTION,)), "När blir", "inget beslut"),
        (Filters(parties=("s",)), "När blir", "bordläggs"),
        (Filters(persons=("Anna Ek",), parties=("C",)), "bordläggs", "När blir"),
        (Filters(persons=("ek",), acts=(ActKind.DECISION,)), "avslås", "När blir"),
        (Filters(persons=("Vera Lund",)), "avslås", "bordläggs"),
    ],
)
def test_filters_narrow_the_passages(filled: Catalogue, filters: Filters, shown: str, hidden: str) -> None:
    found = texts(filled, filters)
    assert shown in found
    assert hidden not in found


@pytest.mark.parametrize("person", ["An", "%", "Anna_Ek", "Bo Ek"])
def test_a_name_is_met_by_whole_words_only(filled: Catalogue, person: str) -> None:
    assert filled.passage_ids(Filters(persons=(person,))) == []


def test_an_addressee_has_not_asked(filled: Catalogue) -> None:
    asked = Filters(persons=("Bo Ask",), acts=(ActKind.QUESTION,))
    assert filled.acts(asked) == []
    assert [act.kind for act in filled.acts(addressees=["Bo Ask"])] == [ActKind.QUESTION]


def test_acts_come_in_order_of_date(filled: Catalogue) -> None:
    kinds = [act.kind for act in filled.acts()]
    assert kinds == [ActKind.QUESTION, ActKind.ANSWER, ActKind.DECISION, ActKind.DECISION]
    late = filled.acts(Filters(date_from=date(2023, 1, 1)))
    assert [act.actors[0].label for act in late] == ["Anna Ek (C)", "Vera Lund Ek (V)"]
    assert filled.acts(ids=[late[0].id]) == [late[0]]


def test_the_acts_of_a_case_are_those_of_its_paragraph(filled: Catalogue) -> None:
    found = filled.acts(Filters(case_numbers=("KS 2022/99",)))
    assert [act.actors[0].label for act in found] == ["Vera Lund Ek (V)"]


def test_documents_are_listed_by_date_and_narrowed_by_what_is_in_them(filled: Catalogue) -> None:
    assert [entry.path for entry in filled.documents()] == ["kf/buss.txt", "ks/protokoll.txt"]
    assert [e.path for e in filled.documents(Filters(case_numbers=("KS 2024/31",)))] == ["ks/protokoll.txt"]
    assert [e.path for e in filled.documents(Filters(persons=("Bo Ask",)))] == ["kf/buss.txt"]
    assert filled.documents()[0].characters == len(BUS)


def test_who_occurs_is_told_with_party(filled: Catalogue) -> None:
    labels = [actor.label for actor, _ in filled.actors()]
    assert labels[0] == "Bo Ask (M)"
    assert {"Anna Ek (S)", "Anna Ek (C)"} < set(labels)


def test_no_index_is_told_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoIndex, match="council ingest"):
        Catalogue.open(tmp_path / "nothing")
    assert not (tmp_path / "nothing").exists()


def test_only_one_may_write_and_the_other_is_told_who_does(filled: Catalogue) -> None:
    with pytest.raises(IndexBusy, match=r"pid \d+"):
        Catalogue.open(filled.folder, write=True)
    with Catalogue.open(filled.folder) as reader:
        assert reader.counts()["documents"] == 2
        with pytest.raises(IndexBusy, match="reading only"):
            reader.set("embedder", "x")


def test_a_reader_is_not_held_up_by_a_write(filled: Catalogue) -> None:
    with Catalogue.open(filled.folder) as reader, filled.transaction() as connection:
        connection.exec_driver_sql("DELETE FROM documents")
        assert reader.counts()["documents"] == 2


def test_a_closed_index_can_be_written_again(tmp_path: Path) -> None:
    for _ in range(2):
        with Catalogue.open(tmp_path / "index", write=True) as opened:
            opened.set("x", "y")


def test_vectors_of_two_models_are_never_mixed(filled: Catalogue) -> None:
    filled.claim("one")
    filled.claim("one")
    with pytest.raises(ModelMismatch, match="rebuild"):
        filled.claim("two")
    assert filled.embedder == "one"


def test_another_schema_and_a_foreign_file_are_refused(tmp_path: Path) -> None:
    with Catalogue.open(tmp_path / "index", write=True) as opened:
        opened.set("schema", "999")
    with pytest.raises(SchemaMismatch, match="999"):
        Catalogue.open(tmp_path / "index")
    foreign = tmp_path / "foreign"
    foreign.mkdir()
    (foreign / "catalogue.sqlite").write_text("this is no database " * 50)
    with pytest.raises(SchemaMismatch, match="damaged or not ours"):
        Catalogue.open(foreign)


def test_a_catalogue_whose_making_was_ended_at_once_is_none_yet(tmp_path: Path) -> None:
    sqlite3.connect(tmp_path / "catalogue.sqlite").close()
    (tmp_path / "catalogue.sqlite").touch()
    with pytest.raises(NoIndex, match="council ingest"):
        Catalogue.open(tmp_path)
    with Catalogue.open(tmp_path, write=True) as opened:
        assert opened.counts()["documents"] == 0


def test_a_catalogue_whose_pages_are_damaged_is_told_when_they_are_read(filled: Catalogue) -> None:
    filled.close()
    file = filled.folder / "catalogue.sqlite"
    with closing(sqlite3.connect(file)) as plain:
        plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        roots = [row[0] for row in plain.execute("SELECT rootpage FROM sqlite_master WHERE tbl_name = 'passages'")]
    with file.open("r+b") as stream:
        for root in roots:
            stream.seek((root - 1) * 4096)
            stream.write(b"\xff" * 4096)
    with Catalogue.open(filled.folder) as opened, pytest.raises(CatalogueUnusable, match="damaged: put a copy back"):
        opened.passage_ids()


def test_an_index_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(NoIndex, match="cannot be made"):
        Catalogue.open(tmp_path / "file" / "index", write=True)


def test_a_lock_that_cannot_be_made_is_told(filled: Catalogue) -> None:
    filled.close()
    lock = filled.folder / "writer.lock"
    lock.unlink(missing_ok=True)
    lock.mkdir()
    with pytest.raises(IndexError_, match="cannot be written"):
        Catalogue.open(filled.folder, write=True)
