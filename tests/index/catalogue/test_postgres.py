"""The catalogue on a PostgreSQL server: what is asked of it, who may write, and what happens when it is away."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Protocol

import numpy as np
import pytest

from corpus.errors import BadSettings, CouncilError, IndexBusy, NoIndex, SchemaMismatch
from corpus.records import ActKind, Document
from index.catalogue import Catalogue
from index.catalogue.errors import CatalogueAway, CatalogueUnusable
from index.embedding.hashing import HashEmbedder
from index.passages import embedded_text, passages
from index.place import Place
from index.records import Filters

Make = Callable[..., Document]
ROOT = Path(__file__).resolve().parents[3]
UNDATED = (
    "Protokoll\nOrgan: Kommunstyrelsen\n\n§ 1 Lokaler KS 2022/0099\nBeslut av Vera Lund Ek (V): Förslaget avslås.\n"
)
BUS = """Interpellation om avgiftsfri buss
Organ: Kommunfullmäktige
Datum: 2022-04-19
Dnr: KS 2022/0533

Fråga av Anna Ek (S): När blir bussen avgiftsfri?
Svar av Bo Ask (M): Det finns inget beslut om bussen.
"""
ELDER = "Åsikt om ån\nOrgan: Ålderdomsnämnden\nDatum: 2021-01-02\n\nFråga av Örjan Åberg (L): Vad gäller för ån?\n"


class Server(Protocol):
    port: int

    @property
    def url(self) -> str: ...
    def start(self) -> None: ...
    def stop(self) -> None: ...


def fill(catalogue: Catalogue, make: Make) -> None:
    for text, path in ((BUS, "kf/buss.txt"), (UNDATED, "ks/protokoll.txt"), (ELDER, "än/a.txt")):
        document = make(text, path)
        cut = passages(document)
        vectors = HashEmbedder().embed_passages([embedded_text(p) for p in cut])
        catalogue.write_document(document, cut, vectors)


@pytest.fixture
def both(place: Place, tmp_path: Path, make_document: Make) -> Iterator[tuple[Catalogue, Catalogue]]:
    """The same in a file and on the server."""
    with (
        Catalogue.open(tmp_path / "file", write=True) as local,
        Catalogue.open(tmp_path / "server", True, place) as served,
    ):
        for catalogue in (local, served):
            fill(catalogue, make_document)
        yield local, served


def test_everything_is_told_in_the_same_order_as_by_sqlite(both: tuple[Catalogue, Catalogue]) -> None:
    local, served = both
    asked: list[Callable[[Catalogue], object]] = [
        lambda c: c.documents(),
        lambda c: c.documents_of([entry.id for entry in c.documents()][::-1]),
        lambda c: [c.document(entry.id) for entry in c.documents()],
        lambda c: c.acts(),
        lambda c: c.actors(),
        lambda c: c.passage_ids(),
        lambda c: c.passages(c.passage_ids()),
        lambda c: c.files(),
        lambda c: c.counts(),
        lambda c: c.state,
        lambda c: c.act_counts(),
        lambda c: c.text_hashes(),
        lambda c: c.acts(Filters(persons=("ek",), acts=(ActKind.QUESTION,))),
        lambda c: c.acts(Filters(case_numbers=("KS 2022/533",))),
        lambda c: c.acts(addressees=("Bo Ask",)),
        lambda c: c.documents(Filters(bodies=("ålderdomsnämnden",), date_from=date(2020, 1, 1))),
        lambda c: c.documents(Filters(paths=("än",), parties=("l",))),
        lambda c: c.passage_ids(Filters(parties=("V",))),
    ]
    for ask in asked:
        assert ask(served) == ask(local)
    assert served.documents()[0].date is None
    assert np.array_equal(served.vectors().matrix, local.vectors().matrix)


def test_of_a_large_catalogue_only_what_is_asked_for_is_read(both: tuple[Catalogue, Catalogue]) -> None:
    for catalogue in both:
        whole = catalogue.vectors()
        with Catalogue.open(catalogue.folder, file=None if catalogue is both[0] else _place(catalogue)) as reader:
            reader.whole = 2
            ids = [*whole.ids[2:0:-1], "gone:0-1"]
            some = reader.vectors(ids)
            assert some.ids == tuple(ids[:2])
            assert np.array_equal(some.matrix, whole.matrix[[2, 1]])
            sample = reader.sampled(16)
            assert sample.shape[1] == whole.matrix.shape[1]
            assert all(any(np.array_equal(row, other) for other in whole.matrix) for row in sample)
            assert len(reader.vectors().ids) == len(whole.ids)


def _place(catalogue: Catalogue) -> Place:
    url = catalogue.engine.url.render_as_string(hide_password=False)
    with catalogue.reading() as connection:
        return Place(url, str(connection.exec_driver_sql("SELECT current_schema()").scalar()))


def test_only_one_process_may_write_and_the_other_is_told_who_does(place: Place, tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from index.catalogue import Catalogue;"
        "from index.place import Place;"
        "c = Catalogue.open(Path(sys.argv[1]), True, Place(sys.argv[2], sys.argv[3]));"
        "print('here', flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", code, str(tmp_path), place.address, place.schema]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "here\n"
        with pytest.raises(IndexBusy, match=f"pid {other.pid} on "):
            Catalogue.open(tmp_path / "here", True, place)
        with Catalogue.open(tmp_path / "here", file=place) as reader:
            assert reader.counts()["documents"] == 0
        other.kill()
    for _ in range(50):
        try:
            Catalogue.open(tmp_path / "here", True, place).close()
            return
        except IndexBusy:
            continue
    pytest.fail("the lock of a killed process stayed")


def test_a_write_that_fails_leaves_nothing(place: Place, tmp_path: Path, make_document: Make) -> None:
    with Catalogue.open(tmp_path, True, place) as catalogue:
        fill(catalogue, make_document)
        before = catalogue.counts(), catalogue.state
        document = replace(make_document(BUS + "Mer.\n", "ny.txt"), title="Med\0noll")
        with pytest.raises(CatalogueUnusable, match="character") as caught:
            catalogue.write_document(document, [], np.zeros((0, 4), dtype=np.float32))
        assert "\n" not in str(caught.value)
        assert (catalogue.counts(), catalogue.state) == before


def test_a_reader_cannot_write_and_sees_one_state(place: Place, tmp_path: Path, make_document: Make) -> None:
    with Catalogue.open(tmp_path, True, place) as writer, Catalogue.open(tmp_path, file=place) as reader:
        with reader.steady():
            assert reader.documents() == []
            fill(writer, make_document)
            assert reader.documents() == []
        assert len(reader.documents()) == 3
        with pytest.raises(IndexBusy, match="reading only"):
            reader.set("key", "value")


def test_what_is_not_there_is_told(place: Place, tmp_path: Path, shared_postgres: Server) -> None:
    with pytest.raises(NoIndex):
        Catalogue.open(tmp_path, file=place)
    with Catalogue.open(tmp_path, True, place) as catalogue:
        catalogue.set("schema", "1")
    with pytest.raises(SchemaMismatch, match="version 1"):
        Catalogue.open(tmp_path, file=place)
    missing = Place.parse(shared_postgres.url.replace("/postgres", "/nowhere"))
    with pytest.raises(CatalogueUnusable, match="no such database"):
        Catalogue.open(tmp_path, file=missing)
    with pytest.raises(BadSettings, match="COUNCIL_DATABASE_URL"):
        Catalogue.open(tmp_path, file=Place.parse("postgresql://host:port/db"))


def test_a_server_that_stops_is_told_in_one_line_and_used_again_when_it_is_back(
    postgres_server: Server, tmp_path: Path, make_document: Make
) -> None:
    place = Place.parse(postgres_server.url)
    writer = Catalogue.open(tmp_path, True, place)
    fill(writer, make_document)
    reader = Catalogue.open(tmp_path, file=place)
    entries = reader.documents()
    postgres_server.stop()
    for fails in (reader.documents, lambda: writer.set("a", "b"), lambda: Catalogue.open(tmp_path, file=place)):
        with pytest.raises(CatalogueAway, match="does not answer") as caught:
            fails()
        assert isinstance(caught.value, CouncilError)
        assert "\n" not in str(caught.value)
    postgres_server.start()
    assert reader.documents() == entries
    with pytest.raises(CatalogueAway, match="lost"):  # another may have taken the writer's lock meanwhile
        writer.set("a", "b")
    writer.close()
    with Catalogue.open(tmp_path, True, place) as again:
        again.set("a", "b")
    reader.close()
