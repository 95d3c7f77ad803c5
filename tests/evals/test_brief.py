"""Briefs with their answers hidden: what is hidden stays hidden, and the arithmetic of the measures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.brief.records import Ask, Brief, Cover, Evidence, Paper, Prepared, Source, Use
from corpus.errors import BadSettings
from corpus.records import Genre
from evals.brief import Nugget, Piece, Task, judged, load, scores
from evals.brief.__main__ import main
from evals.brief.hiding import copy, without
from evals.brief.report import section, table
from evals.brief.running import run
from evals.dataset import DatasetError
from index.settings import Settings
from index.store import Index

ASKED = """\
Interpellation av Anna Ek (S) till kommunstyrelsens ordförande Bo Ask (M) om bryggan i Sjövik

Mot bakgrund av detta vill jag ställa följande frågor:

1. När öppnar bryggan i Sjövik för båtar?
2. Vem betalar belysningen på bryggan i Sjövik?

Tallhamra 2023-02-06

Anna Ek (S)
"""
ANSWERED = """\
Svar på interpellation av Anna Ek (S) om bryggan i Sjövik

1. När öppnar bryggan i Sjövik för båtar?

Bryggan i Sjövik öppnar för båtar den 15 juni 2023.

2. Vem betalar belysningen på bryggan i Sjövik?

Belysningen betalas av hamnföreningen.

Tallhamra 2023-03-20

Bo Ask (M)
Kommunstyrelsens ordförande
"""
NEWS = """\
Nytt från hamnen

Bryggan i Sjövik öppnar för båtar den 15 juni 2023, säger hamnchefen.

Tallhamra 2023-05-02
"""


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """An index of three papers of Tallhamra."""
    folder = tmp_path_factory.mktemp("harbour")
    papers = folder / "papers"
    papers.mkdir()
    for name, text in (("fraga.txt", ASKED), ("svar.txt", ANSWERED), ("nytt.txt", NEWS)):
        (papers / name).write_text(text, encoding="utf-8")
    made = Settings(folder / "index", embedder="hashing", vectors_url="memory", cache=folder / "cache")
    with Index.open(made, write=True) as index:
        index.ingest().run([papers])
    return made


@pytest.fixture
def copied(settings: Settings) -> Iterator[Index]:
    with copy(settings) as index:
        yield index


def task(**changes: object) -> Task:
    values = {
        "id": "bryggan",
        "paper": "fraga.txt",
        "hidden": ("svar.txt",),
        "nuggets": (
            Nugget(question=1, any=("15 juni 2023",), elsewhere=True),
            Nugget(question=2, any=("hamnföreningen",), elsewhere=False),
        ),
    }
    return Task.model_validate({**values, **changes})


def source(quote: str, path: str = "nytt.txt") -> Source:
    return Source(document_id="d", path=path, title="t", page=1, start=0, end=len(quote), quote=quote)


def brief(*quotes: tuple[str, ...], covers: tuple[Cover, ...] = (Cover.ANSWERED, Cover.NOTHING)) -> Brief:
    """A brief with the quotes as the evidence of its questions."""
    prepared = tuple(
        Prepared(
            ask=Ask(n=n, text="?", parts=("?",)),
            cover=covers[n - 1],
            covers=(covers[n - 1],),
            evidence=tuple(Evidence(source=source(one), use=Use.FACT, score=1.0) for one in found),
        )
        for n, found in enumerate(quotes, 1)
    )
    paper = Paper(title="", genre=Genre.INTERPELLATION, topic="", text="")
    return Brief(id="b", paper=paper, prepared=prepared, made=datetime(2024, 1, 1, tzinfo=UTC), state="", documents=1)


def test_a_hidden_document_is_gone_and_comes_back(copied: Index) -> None:
    with without(copied, ["svar.txt"]) as left:
        assert {entry.path for entry in left.catalogue.documents()} == {"fraga.txt", "nytt.txt"}
    with without(copied, ["nytt.txt"]) as left:
        assert {entry.path for entry in left.catalogue.documents()} == {"fraga.txt", "svar.txt"}


def test_the_index_itself_is_left_alone(settings: Settings) -> None:
    with copy(settings) as index, without(index, ["svar.txt"]):
        pass
    assert not (settings.index / "public").exists()
    with Index.open(settings) as index:
        assert index.catalogue.counts()["documents"] == 3


def test_a_path_that_is_not_indexed_is_an_error(copied: Index) -> None:
    with pytest.raises(BadSettings, match=r"borta\.txt is not in the index"), without(copied, ["borta.txt"]):
        pass


def test_a_brief_is_made_and_judged_without_the_answer(copied: Index) -> None:
    done = run(task(), copied)
    assert {source.path for _, source, _ in done.evidence} <= {"nytt.txt"}
    assert done.silent == done.honest == 1
    assert section([done])["papers"][0]["id"] == "bryggan"
    assert table([done]).row_count == 2


def test_nugget_recall_is_over_those_that_other_documents_hold() -> None:
    found = judged(task(), brief(("Bryggan öppnar den 15 juni 2023.",), ()))
    assert (found.sought, found.found) == (task().nuggets[:1], task().nuggets[:1])
    # One nugget sought, one found.
    assert scores([found]).recall == 1.0
    assert scores([judged(task(), brief((), ()))]).recall == 0.0


def test_a_nugget_at_another_question_is_reached_but_not_recalled() -> None:
    found = scores([judged(task(), brief((), ("Bryggan öppnar den 15 juni 2023.",)))])
    assert (found.recall, found.reach) == (0.0, 1.0)


def test_precision_goes_by_labels_and_what_nobody_judged_is_beside_the_point() -> None:
    labels = task(
        bears=(Piece(question=1, path="nytt.txt", text="den 15 juni 2023"),),
        beside=(Piece(question=1, path="nytt.txt", text="Glass säljs i kiosken."),),
    )
    three = ("Bryggan öppnar den 15\njuni 2023.", "Glass säljs i kiosken.", "Det regnade.")
    found = judged(labels, brief(three, ()))
    assert [verdict for _, _, verdict in found.evidence] == ["bears", "beside", "unjudged"]
    told = scores([found])
    assert told.precision == pytest.approx(1 / 3)
    assert (told.evidence, told.labelled) == (3, 2)


def test_a_label_of_another_question_or_document_says_nothing() -> None:
    labels = task(
        bears=(
            Piece(question=2, path="nytt.txt", text="Det regnade."),
            Piece(question=1, path="annan.txt", text="Det regnade."),
        )
    )
    assert judged(labels, brief(("Det regnade.",), ())).evidence[0][2] == "unjudged"


def test_what_staff_dropped_is_not_measured() -> None:
    one = brief(("Bryggan öppnar den 15 juni 2023.",), ())
    dropped = one.prepared[0].model_copy(
        update={"evidence": (one.prepared[0].evidence[0].model_copy(update={"kept": False}),)}
    )
    found = scores([judged(task(), one.model_copy(update={"prepared": (dropped, one.prepared[1])}))])
    assert (found.recall, found.precision) == (0.0, None)


def test_a_question_that_nothing_answers_and_is_called_answered_is_no_honest_gap() -> None:
    honest = judged(task(), brief((), ()))
    wrong = judged(task(), brief((), (), covers=(Cover.NOTHING, Cover.ANSWERED)))
    assert scores([honest]).gaps == 1.0
    assert scores([honest, wrong]).gaps == 0.5


def test_a_paper_can_be_a_part_of_its_document() -> None:
    assert task(begin="Fråga", end="Svar").cut("Först Fråga: när? Svar: nu.") == "Fråga: när? "
    with pytest.raises(DatasetError, match="bryggan"):
        task(begin="Fråga").cut("Ingen.")


def test_the_tasks_of_the_sample_documents_are_complete() -> None:
    tasks = load()
    assert len(tasks) >= 6
    assert sum(len(one.nuggets) for one in tasks) >= 25
    assert any(nugget.elsewhere for one in tasks for nugget in one.nuggets)
    for one in tasks:
        assert one.paper not in one.hidden or one.begin or one.end
        assert not {piece.path for piece in (*one.bears, *one.beside)} & set(one.hidden)


@pytest.mark.parametrize(
    ("text", "message"),
    [("", "holds no papers"), ('{"id": "x"}', "line 1: paper"), ("{", "line 1"), ("\n[]", "line 2")],
)
def test_a_bad_file_is_named_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "tasks.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DatasetError, match=message):
        load(path)


def test_without_an_index_there_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "none")]) == 1
    told = capsys.readouterr().err
    assert "no index" in told
    assert told.count("\n") == 1
