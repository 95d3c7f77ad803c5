import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import pytest

from corpus.errors import BadSettings, IndexBusy
from corpus.records import Document
from index.ingest import Ingest, IngestReport, Progress
from index.ingest.ahead import ReadingAhead
from index.levels import Level
from index.models import Models
from index.publish import Gate, PublicNotReady
from index.records import Filters
from index.settings import Settings
from index.store import Index, collection_of, public_settings

OPEN = """Interpellation om buss
Organ: Kommunfullmäktige
Datum: 2022-04-19
Dnr: KS 2022/41

Fråga av Anna Ek (S): När går bussen?
"""
ANSWER = """Svar om buss
Organ: Kommunfullmäktige
Datum: 2022-05-30
Dnr: KS 2022/41

Svar av Bo Ask (M): Bussen går varje timme.
"""
SECRET = """Personalärende om lönetvist
Organ: Personalutskottet
Datum: 2023-01-16
Dnr: PU 2023/7

Fråga av Hemlig Person (V): Varför avskedades kassören?
"""


class Reader(Protocol):
    read: list[str]

    def __call__(self, path: Path, *, root: Path | None = None) -> Document: ...


class Watching:
    """Reads as another reader does, but calls `first` before; what is read may get another title."""

    def __init__(self, reader: Reader, first: Callable[[], None], title: str = "") -> None:
        self._reader, self._first, self._title = reader, first, title
        self.read = reader.read

    def __call__(self, path: Path, *, root: Path | None = None) -> Document:
        self._first()
        found = self._reader(path, root=root)
        return replace(found, title=self._title) if self._title else found


class Bench:
    """Two folders, `open` and `inside`, and the index of them as each command would open it."""

    def __init__(self, settings: Settings, folder: Path, reader: Reader, models: Models) -> None:
        self.settings = settings
        self.models = models
        self.reader = reader
        self.open, self.inside = folder / "open", folder / "inside"
        for each in (self.open, self.inside):
            each.mkdir(parents=True)
        (self.open / "fraga.txt").write_text(OPEN)
        (self.inside / "lon.txt").write_text(SECRET)

    def index(self, write: bool = False) -> Index:
        return Index.open(self.settings, write, self.models)

    def ingest(self, *paths: Path, access: Level | None = None, again: bool = False) -> IngestReport:
        self.seen: list[Progress] = []
        with self.index(write=True) as index:
            if access is not None:
                index.set_access(paths, access)
            return index.ingest(self.reader).run(paths or (self.open, self.inside), self.seen.append, again)

    def cut_short(self, *paths: Path) -> None:
        """An ingest that was killed before it came to the public index."""
        with self.index(write=True) as index:
            ahead = ReadingAhead(index.embedder, index.reader)
            parts = (self.settings, index.catalogue, ahead, index.vectors, index.terms, self.reader)
            Ingest(*parts).run(paths)

    def access(self, path: Path, level: Level) -> None:
        with self.index(write=True) as index:
            index.set_access([path], level)

    def problems(self) -> list[str]:
        with self.index() as index:
            return index.verify()

    def let_in(self) -> list[str]:
        """The paths of the public index; raises `PublicNotReady`."""
        with self.index() as index, index.open_public() as public:
            Gate(index.catalogue, public.catalogue).check()
            return [file.path for file in public.catalogue.files()]

    def shown(self) -> list[str]:
        """The paths that a reader at the public level is shown, from a sound index; raises `PublicNotReady`."""
        with self.index() as index:
            if not index.levels.mixed:
                return [file.path for file in index.catalogue.files()]
            found = self.let_in()
            assert index.verify() == []
            return found


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Models:
    """The words of the language, read once."""
    return Models(Settings(tmp_path_factory.mktemp("models"), embedder="hashing"))


@pytest.fixture
def bench(settings: Settings, reader: Reader, models: Models, tmp_path: Path) -> Bench:
    return Bench(settings, tmp_path / "docs", reader, models)


@pytest.fixture
def mixed(bench: Bench) -> Iterator[Bench]:
    """The bench with both folders read, `inside` as internal."""
    bench.ingest(bench.inside, access=Level.INTERNAL)
    bench.ingest(bench.open)
    yield bench
    assert bench.problems() == []


def test_without_internal_folders_there_is_one_index(bench: Bench) -> None:
    bench.ingest()
    assert bench.shown() == ["fraga.txt", "lon.txt"]
    assert not (bench.settings.index / "public").exists()


def test_the_public_index_holds_the_public_documents_and_nothing_of_the_others(mixed: Bench) -> None:
    assert mixed.shown() == ["fraga.txt"]
    with mixed.index() as index, index.open_public() as public:
        assert index.catalogue.counts()["documents"] == 2
        assert [entry.title for entry in public.catalogue.documents()] == ["Interpellation om buss"]
        assert {actor.name for actor, _ in public.catalogue.actors()} == {"Anna Ek", "Bo Ask"}
        assert [case.title for case in public.cases.find()] == ["Interpellation om buss"]
        assert public.lexical.terms_from("kassö") == {} != index.lexical.terms_from("kassö")
        assert public.lexical.document_frequency("n:hemlig") == 0
        assert public.vectors.ids() == set(public.catalogue.passage_ids())
        assert public.embedder is index.embedder


def test_nothing_is_read_again_for_the_public_index(mixed: Bench) -> None:
    assert mixed.reader.read == ["lon.txt", "fraga.txt"]
    with mixed.index() as index, index.open_public() as public:
        (entry,) = public.catalogue.documents()
        assert public.catalogue.document(entry.id) == index.catalogue.document(entry.id)
        assert public.catalogue.passages_of(entry.id) == index.catalogue.passages_of(entry.id)
        ids = public.catalogue.passage_ids()
        assert (public.catalogue.vectors_of(ids).matrix == index.catalogue.vectors_of(ids).matrix).all()
        terms = index.lexical.entries(ids)
        assert public.lexical.entries(ids) == terms
        assert public.catalogue.acts(Filters(persons=("Anna Ek",))) == index.catalogue.acts(
            Filters(persons=("Anna Ek",))
        )


def test_files_that_cannot_be_read_are_told_of_public_folders_alone(mixed: Bench) -> None:
    (mixed.open / "tom.txt").write_text("")
    (mixed.inside / "hemlig.txt").write_text("")
    mixed.ingest()
    with mixed.index() as index, index.open_public() as public:
        assert [failed.path for failed in index.catalogue.unread()] == ["hemlig.txt", "tom.txt"]
        assert [failed.path for failed in public.catalogue.unread()] == ["tom.txt"]
    (mixed.open / "tom.txt").write_text(ANSWER)
    mixed.ingest()
    assert mixed.shown() == ["fraga.txt", "tom.txt"]


def test_the_stored_level_holds_for_what_comes_later(mixed: Bench) -> None:
    (mixed.inside / "svar.txt").write_text(ANSWER)
    mixed.ingest()
    assert mixed.shown() == ["fraga.txt"]
    (mixed.open / "svar.txt").write_text(ANSWER)
    mixed.ingest()
    assert mixed.shown() == ["fraga.txt", "svar.txt"]


def test_a_document_with_a_public_copy_is_public_under_its_public_path(mixed: Bench) -> None:
    (mixed.inside / "a-kopia.txt").write_text(OPEN)
    mixed.ingest()
    with mixed.index() as index, index.open_public() as public:
        assert "a-kopia.txt" in [entry.path for entry in index.catalogue.documents()]
        assert [entry.path for entry in public.catalogue.documents()] == ["fraga.txt"]
        assert [file.location for file in public.catalogue.files()] == [str(mixed.open / "fraga.txt")]
        assert public.catalogue.by_path("a-kopia.txt") is None
    (mixed.open / "fraga.txt").unlink()
    mixed.ingest()
    assert mixed.shown() == []


def test_a_file_moved_inside_is_withdrawn_and_one_moved_out_is_shown_and_told(mixed: Bench) -> None:
    shutil.move(mixed.open / "fraga.txt", mixed.inside / "fraga.txt")
    report = mixed.ingest()
    assert report.opened == ()
    assert mixed.shown() == []
    shutil.move(mixed.inside / "lon.txt", mixed.open / "lon.txt")
    report = mixed.ingest()
    assert report.opened == ("lon.txt",)
    assert mixed.shown() == ["lon.txt"]


def test_levels_change_without_reading(mixed: Bench) -> None:
    mixed.access(mixed.inside, Level.PUBLIC)
    assert mixed.shown() == ["fraga.txt", "lon.txt"]
    assert not (mixed.settings.index / "public").exists()
    mixed.access(mixed.open / "fraga.txt", Level.INTERNAL)
    assert mixed.shown() == ["lon.txt"]
    mixed.access(mixed.open, Level.INTERNAL)
    mixed.access(mixed.inside, Level.INTERNAL)
    assert mixed.shown() == []
    assert mixed.reader.read == ["lon.txt", "fraga.txt"]


def test_when_the_last_internal_folder_is_gone_from_the_disk_its_level_stays(mixed: Bench) -> None:
    shutil.rmtree(mixed.inside)
    mixed.ingest(mixed.open)
    assert mixed.shown() == ["fraga.txt"]
    mixed.access(mixed.inside, Level.PUBLIC)
    assert mixed.shown() == ["fraga.txt", "lon.txt"]


def test_a_path_that_is_nowhere_gets_no_level(mixed: Bench) -> None:
    with pytest.raises(BadSettings, match="no such file or folder"):
        mixed.access(mixed.open / "slip", Level.INTERNAL)


def test_an_edited_and_a_removed_public_file_change_the_public_index(mixed: Bench) -> None:
    (mixed.open / "svar.txt").write_text(ANSWER)
    (mixed.open / "fraga.txt").write_text(OPEN.replace("bussen", "tåget"))
    mixed.ingest()
    with mixed.index() as index, index.open_public() as public:
        assert public.lexical.terms_from("tåg")
    (mixed.open / "fraga.txt").unlink()
    mixed.ingest()
    assert mixed.shown() == ["svar.txt"]


def test_a_document_that_is_read_again_is_copied_again(mixed: Bench) -> None:
    mixed.reader = Watching(mixed.reader, lambda: None, "Bättre titel")
    mixed.ingest(mixed.open, again=True)
    with mixed.index() as index, index.open_public() as public:
        assert [entry.title for entry in public.catalogue.documents()] == ["Bättre titel"]


def test_two_files_that_swap_names_are_both_shown(mixed: Bench) -> None:
    (mixed.open / "svar.txt").write_text(ANSWER)
    mixed.ingest()
    shutil.move(mixed.open / "fraga.txt", mixed.open / "x.txt")
    shutil.move(mixed.open / "svar.txt", mixed.open / "fraga.txt")
    shutil.move(mixed.open / "x.txt", mixed.open / "svar.txt")
    mixed.ingest()
    with mixed.index() as index, index.open_public() as public:
        titles = {entry.path: entry.title for entry in public.catalogue.documents()}
        assert titles == {"fraga.txt": "Svar om buss", "svar.txt": "Interpellation om buss"}


def test_an_ingest_that_changes_nothing_copies_nothing(mixed: Bench) -> None:
    with mixed.index(write=True) as index:
        assert index.publisher.sync() == 0
    mixed.ingest()
    assert not any(progress.to_copy for progress in mixed.seen)
    (mixed.open / "svar.txt").write_text(ANSWER)
    mixed.ingest()
    assert [(p.copied, p.to_copy) for p in mixed.seen if p.to_copy] == [(1, 1)]


# Cut short


def test_before_the_first_copying_is_done_nobody_is_let_in(bench: Bench) -> None:
    bench.ingest()
    with bench.index(write=True) as index:
        index.levels.changed(str(bench.inside), Level.INTERNAL).store(index.catalogue)
    with pytest.raises(PublicNotReady, match="being rebuilt"):
        bench.shown()
    with bench.index(write=True) as index:
        index.open_public(write=True).close()  # begun, and nothing copied
    with pytest.raises(PublicNotReady, match="being rebuilt"):
        bench.shown()
    bench.ingest(bench.open)
    assert bench.shown() == ["fraga.txt"]


def test_a_level_that_was_stored_and_not_carried_out_closes_the_public_index(mixed: Bench) -> None:
    (mixed.open / "svar.txt").write_text(ANSWER)
    mixed.ingest()
    with mixed.index(write=True) as index:
        index.levels.changed(str(mixed.open / "svar.txt"), Level.INTERNAL).store(index.catalogue)
    with pytest.raises(PublicNotReady, match="being rebuilt"):
        mixed.shown()
    mixed.ingest(mixed.inside)
    assert mixed.shown() == ["fraga.txt"]


def test_a_move_inside_that_was_cut_short_closes_the_public_index(mixed: Bench) -> None:
    shutil.move(mixed.open / "fraga.txt", mixed.inside / "fraga.txt")
    mixed.cut_short(mixed.inside)
    with pytest.raises(PublicNotReady, match="being rebuilt"):
        mixed.shown()
    mixed.ingest(mixed.inside)
    assert mixed.shown() == []


def test_a_file_that_became_unreadable_inside_is_not_told_of_by_its_old_place(mixed: Bench) -> None:
    (mixed.open / "tom.txt").write_text("")
    mixed.ingest()
    with mixed.index(write=True) as index:
        index.levels.changed(str(mixed.open / "tom.txt"), Level.INTERNAL).store(index.catalogue)
    with pytest.raises(PublicNotReady):
        mixed.shown()
    mixed.ingest(mixed.inside)
    assert mixed.shown() == ["fraga.txt"]


def test_additions_that_were_cut_short_leave_the_public_index_open(mixed: Bench) -> None:
    (mixed.open / "svar.txt").write_text(ANSWER)
    mixed.cut_short(mixed.open)
    with mixed.index() as index, index.open_public() as public:
        gate = Gate(index.catalogue, public.catalogue)
        gate.check()
        assert not gate.in_step
        assert index.status().public is not None
        assert [entry.path for entry in public.catalogue.documents()] == ["fraga.txt"]
        assert [problem for problem in index.verify() if "svar.txt: is not there" in problem]
    mixed.ingest(mixed.inside)
    assert mixed.shown() == ["fraga.txt", "svar.txt"]


def test_a_document_that_moves_inside_is_out_before_the_next_file_is_read(mixed: Bench) -> None:
    shutil.move(mixed.open / "fraga.txt", mixed.inside / "fraga.txt")
    (mixed.inside / "nytt.txt").write_text(ANSWER)
    during: list[list[str]] = []
    mixed.reader = Watching(mixed.reader, lambda: during.append(mixed.let_in()))
    mixed.ingest(mixed.inside)
    assert during == [[]]


def test_new_internal_documents_never_pass_through_the_public_index(bench: Bench) -> None:
    bench.ingest(bench.open)
    during: list[list[str]] = []
    bench.reader = Watching(bench.reader, lambda: during.append(bench.let_in()))
    bench.ingest(bench.inside, access=Level.INTERNAL)
    assert during == [["fraga.txt"]]  # there already, and complete
    assert bench.reader.read == ["fraga.txt", "lon.txt"]
    assert bench.shown() == ["fraga.txt"]


def test_a_damaged_public_index_is_made_anew(mixed: Bench) -> None:
    file = public_settings(mixed.settings).database
    for each in file.parent.glob("catalogue.sqlite*"):
        each.unlink()
    file.write_bytes(b"no catalogue" * 100)
    assert mixed.problems() != []
    mixed.ingest()
    assert mixed.shown() == ["fraga.txt"]


def test_verify_names_what_is_there_and_not_public(mixed: Bench) -> None:
    with mixed.index(write=True) as index:
        index.levels.changed(str(mixed.open), Level.INTERNAL).store(index.catalogue)
    assert any("fraga.txt: is there and is not public" in problem for problem in mixed.problems())
    with mixed.index(write=True) as index:
        index.rebuild()
    assert mixed.shown() == []


def test_a_changed_model_makes_the_public_index_anew(mixed: Bench) -> None:
    for folder in (mixed.settings.index, mixed.settings.index / "public"):
        with Index.open(replace(mixed.settings, index=folder), True, mixed.models) as index:
            index.catalogue.claim(index.embedder.name)
            with index.catalogue.transaction() as connection:
                connection.exec_driver_sql("UPDATE meta SET value = 'older' WHERE key = 'embedder'")
    with mixed.index(write=True) as index:
        index.rebuild(embed=True)
        with index.open_public() as public:
            assert public.catalogue.embedder == index.embedder.name
    assert mixed.shown() == ["fraga.txt"]


def test_a_public_index_that_somebody_writes_to_is_told(mixed: Bench) -> None:
    with (
        mixed.index() as reading,
        reading.open_public(write=True),
        mixed.index(write=True) as index,
        pytest.raises(IndexBusy),
    ):
        index.set_access([mixed.open], Level.INTERNAL)
    with pytest.raises(PublicNotReady):
        mixed.shown()
    mixed.ingest()
    assert mixed.shown() == []


def test_chroma_of_the_public_index_holds_the_public_passages(bench: Bench) -> None:
    bench.settings = replace(bench.settings, vectors_url=None)
    bench.ingest(bench.inside, access=Level.INTERNAL)
    bench.ingest(bench.open)
    with bench.index() as index, index.open_public() as public:
        assert public.vectors.ids() == set(public.catalogue.passage_ids()) != set()
        bench.access(bench.open, Level.INTERNAL)
        assert public.vectors.ids() == set()
    assert bench.shown() == []


def test_a_vector_server_keeps_the_public_index_in_a_collection_of_its_own(settings: Settings) -> None:
    settings = replace(settings, vectors_url="http://host:8000", database_url="sqlite:////elsewhere/c.sqlite")
    public = public_settings(settings)
    assert (public.vectors_url, public.database) == (settings.vectors_url, settings.index / "public/catalogue.sqlite")
    assert collection_of(public) != collection_of(settings)


def test_a_database_server_keeps_the_public_index_in_a_schema_of_its_own(settings: Settings) -> None:
    settings = replace(settings, database_url="postgresql+psycopg://host/db", schema="tallhamra")
    public = public_settings(settings)
    assert public.place == settings.place.beside("tallhamra_public")
    assert public_settings(public).place != public.place != settings.place
