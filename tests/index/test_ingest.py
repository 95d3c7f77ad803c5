import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import numpy as np
import pytest

from corpus.errors import ModelMismatch
from corpus.records import Document
from index.catalogue import Catalogue
from index.embedding.base import Vectors
from index.embedding.hashing import HashEmbedder
from index.ingest import Ingest, IngestReport, Progress
from index.ingest.ahead import ReadingAhead
from index.ingest.derived import Terms
from index.lexical.analysis import Analyser
from index.lexical.fts import FtsLexical
from index.reader.memory import WordReader
from index.records import Filters
from index.settings import Settings
from index.vectors.base import VectorStore
from index.vectors.chroma import ChromaVectors
from index.vectors.errors import VectorsBroken
from index.vectors.memory import ExactVectors

ANALYSER = Analyser()
QUESTION = "Interpellation om buss\n\nFråga av Anna Ek (S): När går bussen?\n"
ANSWER = "Svar om buss\n\nSvar av Bo Ask (M): Bussen går varje timme.\n"


class Reader(Protocol):
    read: list[str]

    def __call__(self, path: Path, *, root: Path | None = None) -> Document: ...


class Bench:
    """An index folder, a vector store that outlives a run, and runs as separate processes would make them."""

    def __init__(self, settings: Settings, reader: Reader) -> None:
        self.settings = settings
        self.reader = reader
        self.store: VectorStore = ExactVectors()
        self.seen: list[Progress] = []

    def run(self, *paths: Path, embedder: HashEmbedder | None = None, again: bool = False) -> IngestReport:
        with Catalogue.open(self.settings.index, write=True) as catalogue:
            terms = Terms(FtsLexical(catalogue.engine), ANALYSER)
            ahead = ReadingAhead(embedder or HashEmbedder(), WordReader())
            ingest = Ingest(self.settings, catalogue, ahead, self.store, terms, self.reader)
            return ingest.run(paths, self.seen.append, again)

    def paths(self) -> list[str]:
        with Catalogue.open(self.settings.index) as catalogue:
            return [file.path for file in catalogue.files()]

    def found(self, word: str) -> list[str]:
        """The texts that hold a word, by the lexical index; what is derived must agree with the catalogue."""
        with Catalogue.open(self.settings.index) as catalogue:
            lexical = FtsLexical(catalogue.engine)
            ids = catalogue.passage_ids()
            assert self.store.ids() == set(ids) == set(catalogue.vectors().ids)
            assert lexical.size() == len(ids)
            hits = [i for i, _ in lexical.query(ANALYSER.analyse_query(word), 10)]
            return [p.text for p in catalogue.passages(hits)]


@pytest.fixture
def bench(settings: Settings, reader: Reader) -> Bench:
    return Bench(settings, reader)


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    (folder / "kf").mkdir(parents=True)
    (folder / "kf" / "fraga.txt").write_text(QUESTION)
    (folder / "svar.txt").write_text(ANSWER)
    return folder


def statuses(report: IngestReport) -> dict[str, str]:
    return {result.path: str(result.status) for result in report.files}


def test_a_folder_goes_in_with_paths_relative_to_it(bench: Bench, docs: Path) -> None:
    report = bench.run(docs)
    assert statuses(report) == {"svar.txt": "added", "kf/fraga.txt": "added"}
    assert report.counts == {"added": 2}
    assert report.characters == len(QUESTION) + len(ANSWER)
    assert bench.found("timme")[0].startswith("Svar om buss")


def test_the_second_run_reads_nothing_and_changes_nothing(bench: Bench, docs: Path) -> None:
    bench.run(docs)
    before, texts = list(bench.reader.read), bench.found("buss")
    report = bench.run(docs)
    assert report.counts == {"unchanged": 2}
    assert bench.reader.read == before
    assert bench.found("buss") == texts
    os.utime(docs / "svar.txt", (1, 1))
    assert bench.run(docs).counts == {"unchanged": 2}
    assert bench.reader.read == before


def test_asked_to_it_reads_everything_again(bench: Bench, docs: Path) -> None:
    bench.run(docs)
    texts = bench.found("buss")
    report = bench.run(docs, again=True)
    assert report.counts == {"unchanged": 2}
    assert len(bench.reader.read) == 4
    assert bench.found("buss") == texts


def test_an_edited_file_replaces_itself(bench: Bench, docs: Path) -> None:
    bench.run(docs)
    (docs / "svar.txt").write_text(ANSWER.replace("timme", "kvart"))
    assert statuses(bench.run(docs)) == {"svar.txt": "replaced", "kf/fraga.txt": "unchanged"}
    assert bench.found("timme") == []
    assert len(bench.found("kvart")) == 1


def test_a_moved_file_keeps_its_identity_and_is_not_read_again(bench: Bench, docs: Path) -> None:
    first = {r.path: r.document_id for r in bench.run(docs).files}
    (docs / "svar.txt").rename(docs / "kf" / "nytt.txt")
    report = bench.run(docs)
    assert statuses(report) == {"kf/fraga.txt": "unchanged", "kf/nytt.txt": "moved"}
    assert report.files[1].document_id == first["svar.txt"]
    assert len(bench.reader.read) == 2
    assert bench.paths() == ["kf/fraga.txt", "kf/nytt.txt"]


def test_a_removed_file_disappears(bench: Bench, docs: Path) -> None:
    bench.run(docs)
    (docs / "svar.txt").unlink()
    assert statuses(bench.run(docs)) == {"kf/fraga.txt": "unchanged", "svar.txt": "removed"}
    assert bench.found("timme") == []


def test_a_file_outside_the_folder_of_this_run_stays(bench: Bench, docs: Path, tmp_path: Path) -> None:
    (tmp_path / "ensam.txt").write_text("Skrivelse om torget\n")
    bench.run(docs, tmp_path / "ensam.txt")
    (tmp_path / "ensam.txt").unlink()
    bench.run(docs)
    assert bench.paths() == ["ensam.txt", "kf/fraga.txt", "svar.txt"]


def test_the_same_bytes_twice_are_one_document_with_two_files(bench: Bench, docs: Path) -> None:
    (docs / "kopia.txt").write_text(ANSWER)
    report = bench.run(docs)
    assert len({r.document_id for r in report.files}) == 2
    assert len(bench.found("timme")) == 1
    (docs / "annu_en.txt").write_text(ANSWER)
    assert statuses(bench.run(docs))["annu_en.txt"] == "added"
    (docs / "kopia.txt").unlink()
    (docs / "svar.txt").unlink()
    bench.run(docs)
    assert bench.paths() == ["annu_en.txt", "kf/fraga.txt"]
    with Catalogue.open(bench.settings.index) as catalogue:
        assert [e.path for e in catalogue.documents(Filters(paths=("annu_en.txt",)))] == ["annu_en.txt"]
    assert len(bench.found("timme")) == 1


def test_a_file_that_cannot_be_read_leaves_the_others_and_its_old_version_goes(bench: Bench, docs: Path) -> None:
    bench.run(docs)
    (docs / "svar.txt").write_text(" ")
    (docs / "trasig.txt").write_text("explode")
    report = bench.run(docs)
    assert statuses(report) == {"svar.txt": "failed", "trasig.txt": "failed", "kf/fraga.txt": "unchanged"}
    assert "no text" in str(report.failed[0].reason)
    assert "RuntimeError" in str(report.failed[1].reason)
    assert bench.found("timme") == []
    with Catalogue.open(bench.settings.index) as catalogue:
        assert [u.path for u in catalogue.unread()] == ["svar.txt", "trasig.txt"]
    (docs / "svar.txt").write_text(ANSWER)
    (docs / "trasig.txt").unlink()
    assert statuses(bench.run(docs))["svar.txt"] == "added"
    with Catalogue.open(bench.settings.index) as catalogue:
        assert catalogue.unread() == []


def test_a_missing_path_is_told_and_the_others_go_in(bench: Bench, docs: Path) -> None:
    report = bench.run(docs / "nothing.txt", docs / "svar.txt")
    assert [str(r.status) for r in report.files] == ["failed", "added"]
    assert "no such file" in str(report.failed[0].reason)
    assert report.usable == 1


@pytest.mark.skipif(os.name != "posix", reason="file names are text there")
def test_a_file_whose_name_is_no_text_is_told_and_the_others_go_in(bench: Bench, docs: Path) -> None:
    for name in (b"\xe5r.txt", b"\xe5r.xyz"):
        Path(os.fsdecode(os.fsencode(docs) + b"/" + name)).write_text(QUESTION)
    report = bench.run(docs)
    assert report.usable == 2
    assert [f.reason for f in report.failed] == [f"{docs}/?r.txt: its name is not UTF-8; rename the file."]
    assert report.skipped == ("?r.xyz",)


def test_an_empty_folder_is_told_with_the_formats_that_are_known(bench: Bench, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    report = bench.run(tmp_path / "empty")
    assert "no documents in this folder; known formats are DOCX" in str(report.failed[0].reason)


def test_other_files_in_a_folder_are_named_and_links_and_hidden_files_passed_over(bench: Bench, docs: Path) -> None:
    (docs / "tabell.xlsx").write_bytes(b"PK")
    (docs / ".gomd.txt").write_text("x")
    (docs / "lank.txt").symlink_to(docs / "svar.txt")
    report = bench.run(docs)
    assert report.skipped == ("tabell.xlsx",)
    assert report.counts == {"added": 2}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes among the files there")
def test_a_pipe_is_not_waited_for(bench: Bench, docs: Path) -> None:
    os.mkfifo(docs / "ror.txt")
    assert bench.run(docs).counts == {"added": 2}
    (told,) = bench.run(docs / "ror.txt").failed
    assert told.reason == f"{docs / 'ror.txt'}: this is a device or a pipe; give a file or a folder."


def test_a_file_named_alone_has_its_name_as_path_until_its_folder_is_ingested(bench: Bench, docs: Path) -> None:
    bench.run(docs / "kf" / "fraga.txt")
    assert bench.paths() == ["fraga.txt"]
    assert statuses(bench.run(docs)) == {"kf/fraga.txt": "moved", "svar.txt": "added"}
    assert bench.paths() == ["kf/fraga.txt", "svar.txt"]
    bench.run(docs / "kf")
    bench.run(docs / "kf" / "fraga.txt")
    assert bench.paths() == ["kf/fraga.txt", "svar.txt"]


def test_two_folders_with_a_file_of_the_same_name_keep_both(bench: Bench, docs: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "svar.txt").write_text("Svar om något annat\n")
    bench.run(docs)
    bench.run(other)
    assert bench.paths() == ["kf/fraga.txt", "other/svar.txt", "svar.txt"]
    assert bench.run(other).counts == {"unchanged": 1}


def test_a_folder_that_was_moved_as_a_whole_is_not_read_again(bench: Bench, docs: Path, tmp_path: Path) -> None:
    bench.run(docs)
    docs.rename(tmp_path / "moved")
    report = bench.run(tmp_path / "moved")
    assert report.counts == {"moved": 2}
    assert bench.paths() == ["kf/fraga.txt", "svar.txt"]
    assert len(bench.reader.read) == 2


class Killed(HashEmbedder):
    """Dies at the second batch."""

    def __init__(self) -> None:
        super().__init__()
        self.batches = 0

    def embed_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        self.batches += 1
        if self.batches > 1:
            raise KeyboardInterrupt
        return super().embed_passages(texts, progress)


def many(folder: Path) -> int:
    """Files with some three hundred passages: more than one batch."""
    for n in range(8):
        lines = [f"§ {i} Ärende {n}-{i}\nNämnden lägger rapport {n}-{i} till handlingarna.\n" for i in range(1, 40)]
        (folder / f"protokoll-{n}.txt").write_text(f"Protokoll {n}\n\n" + "\n".join(lines))
    return 8


def test_a_run_that_is_killed_keeps_what_was_written_and_is_taken_up(bench: Bench, docs: Path) -> None:
    total = many(docs) + 2
    with pytest.raises(KeyboardInterrupt):
        bench.run(docs, embedder=Killed())
    written = len(bench.paths())
    assert 0 < written < total
    assert bench.run(docs).counts == {"unchanged": written, "added": total - written}
    bench.found("rapport")


class Flaky(ExactVectors):
    """Fails once, after the catalogue was written."""

    def __init__(self, error: BaseException) -> None:
        super().__init__()
        self.error: BaseException | None = error

    def upsert(self, ids: Sequence[str], vectors: Vectors) -> None:
        if ids and self.error:
            error, self.error = self.error, None
            raise error
        super().upsert(ids, vectors)


def test_vectors_that_were_not_stored_any_more_are_made_up_for(bench: Bench, docs: Path) -> None:
    bench.store = Flaky(KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        bench.run(docs)
    bench.run(docs)
    bench.found("buss")


def test_a_broken_vector_store_is_filled_anew_in_the_same_run(bench: Bench, docs: Path) -> None:
    bench.store = Flaky(VectorsBroken("broken"))
    bench.run(docs)
    bench.found("buss")


def test_vectors_of_passages_that_are_gone_are_removed_and_lost_ones_restored(bench: Bench, docs: Path) -> None:
    bench.run(docs)
    kept = bench.store.ids()
    bench.store.clear()
    bench.store.upsert(["ghost:0-5"], np.ones((1, HashEmbedder().dimension), np.float32))
    bench.run(docs)
    assert bench.store.ids() == kept


class Watched(ChromaVectors):
    """Chroma, with how often all that it holds was asked for."""

    asked = 0

    def ids(self) -> set[str]:
        self.asked += 1
        return super().ids()


def test_vectors_that_nobody_touched_are_not_even_opened(bench: Bench, docs: Path) -> None:
    def run() -> int:
        bench.store = store = Watched(bench.settings.index / "chroma")
        try:
            bench.run(docs)
            return store.asked
        finally:
            store.close()

    run()
    assert run() == 0
    lost = ChromaVectors(bench.settings.index / "chroma")
    held = lost.ids()
    lost.delete_documents([next(iter(held)).partition(":")[0]])
    lost.close()
    assert run() > 0
    again = ChromaVectors(bench.settings.index / "chroma")
    assert again.ids() == held
    again.close()
    assert run() in (0, 1)  # whoever opens it may leave a trace, and then it is looked through once
    assert run() == 0
    shutil.rmtree(bench.settings.index / "chroma")
    assert run() > 0


def test_another_model_is_refused_before_anything_is_written(bench: Bench, docs: Path) -> None:
    class Other(HashEmbedder):
        name = "other"

    bench.run(docs)
    (docs / "svar.txt").unlink()
    with pytest.raises(ModelMismatch):
        bench.run(docs, embedder=Other())
    assert "svar.txt" in bench.paths()


def test_the_municipality_of_the_settings_wins(bench: Bench, docs: Path) -> None:
    bench.settings = replace(bench.settings, municipality="Granby")
    bench.run(docs)
    with Catalogue.open(bench.settings.index) as catalogue:
        assert {entry.municipality for entry in catalogue.documents()} == {"Granby"}


def test_progress_counts_up_to_the_end(bench: Bench, docs: Path) -> None:
    total = many(docs) + 2
    report = bench.run(docs)
    done = [p.files_done for p in bench.seen]
    assert done == sorted(done)
    last = bench.seen[-1]
    assert (last.files_done, last.files_total) == (total, total)
    assert last.bytes_done == last.bytes_total
    assert last.passages_done == report.passages
    assert [p.result for p in bench.seen if p.result] == list(report.files)
