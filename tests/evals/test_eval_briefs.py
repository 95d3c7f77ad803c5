"""`council eval` on papers with hidden answers: the figures, what is printed and written, and what fails."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from corpus.errors import CouncilError
from corpus.sample import sample_folder
from evals import cli
from evals.brief import Judged, Nugget, Task, failed
from evals.brief.hiding import copy
from evals.brief.report import markdown, section, show
from evals.brief.running import run_all
from index.levels import Level
from index.settings import Settings
from index.store import Index

PAPER = """\
Interpellation av Anna Ek (S) till kommunstyrelsens ordförande Bo Ask (M) om bryggan i Sjövik

Mot bakgrund av detta vill jag ställa följande frågor:

1. När öppnar bryggan i Sjövik för båtar?
2. Vem betalar belysningen på bryggan i Sjövik?

Tallhamra 2023-02-06

Anna Ek (S)
"""
ANSWER = """\
Svar på interpellation av Anna Ek (S) om bryggan i Sjövik

1. När öppnar bryggan i Sjövik för båtar?

Bryggan i Sjövik öppnar för båtar den 15 juni 2023, och stegen målas röd.

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
OLD = """\
Hamnens öppettider

Bryggan i Sjövik öppnar för båtar den 1 juli 2022, säger hamnchefen.

Tallhamra 2022-05-03
"""
OPENS = "Bryggan i Sjövik öppnar för båtar den 15 juni 2023"
TASK: dict[str, Any] = {
    "id": "bryggan",
    "paper": "fraga.txt",
    "hidden": ["svar.txt"],
    "nuggets": [
        {"question": 1, "any": ["15 juni 2023"], "elsewhere": True},
        {"question": 1, "any": ["stegen målas röd"], "elsewhere": True},
        {"question": 2, "any": ["hamnföreningen"], "elsewhere": False},
    ],
    "bears": [{"question": 1, "path": "nytt.txt", "text": OPENS}],
}


def indexed(folder: Path, **papers: str) -> Settings:
    place = folder / "papers"
    place.mkdir()
    for name, text in papers.items():
        (place / f"{name}.txt").write_text(text, encoding="utf-8")
    made = Settings(folder / "index", embedder="hashing", vectors_url="memory", cache=folder / "cache")
    with Index.open(made, write=True) as index:
        index.ingest().run([place])
    return made


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """An index of a paper, its answer, and news of two years."""
    return indexed(tmp_path_factory.mktemp("harbour"), fraga=PAPER, svar=ANSWER, nytt=NEWS, gammalt=OLD)


def evaluated(dataset: Path | None, settings: Settings, out: Path | None = None) -> str:
    console = Console(file=StringIO(), width=80)
    assert cli.run(dataset, settings, out=out, console=console) == 0
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def test_recall_and_precision_are_those_worked_out_by_hand(
    settings: Settings, write_lines: Callable[..., Path], tmp_path: Path
) -> None:
    evaluated(write_lines(json.dumps(TASK)), settings, tmp_path / "out")
    whole = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    found = whole["briefs"]
    # Two facts are said to stand elsewhere: the day does, the colour of the ladder does not: 1 of 2.
    assert found["nuggets"] == 2
    assert found["recall"] == found["reach"] == 1 / 2
    # Two sentences on the opening are left: this year's is labelled, last year's nobody has judged: 1 of 2.
    assert [(one["question"], one["verdict"]) for one in found["papers"][0]["judged"]] == [
        (1, "bears"),
        (1, "unjudged"),
    ]
    assert (found["evidence"], found["labelled"], found["precision"]) == (2, 1, 1 / 2)
    # Nothing tells who pays, and the brief does not say that it is answered: 1 of 1.
    assert found["gaps"] == 1.0
    assert (found["n"], found["questions"], found["failed"]) == (1, 2, [])
    assert found["papers"][0]["missed"] == [{"question": 1, "any": ["stegen målas röd"]}]
    assert found["dataset"]["path"].endswith("questions.jsonl")
    seconds = whole["timing"]["briefs"]["all"]
    assert 0 <= seconds["p50"] <= seconds["max"]
    assert whole["n"] == 0
    assert whole["index"]["documents"] == 4
    assert "dataset" not in whole


def test_the_summary_and_the_terminal_show_the_briefs(
    settings: Settings, write_lines: Callable[..., Path], tmp_path: Path
) -> None:
    printed = evaluated(write_lines(json.dumps(TASK)), settings, tmp_path)
    lines = printed.splitlines()
    assert max(map(len, lines)) <= 80
    assert next(line for line in lines if "bryggan" in line).split()[1:3] == ["0.50", "0.50"]
    summary = (tmp_path / "summary.md").read_text("utf-8")
    assert summary.startswith("# Evaluation\n\n- system: council")
    assert "1 papers, 2 questions" in summary
    assert "| bryggan | 2 | 0.50 | 0.50 |" in summary
    assert "## Failed" not in summary
    assert (tmp_path / "records.jsonl").read_text("utf-8") == ""


def test_the_answer_in_a_second_place_is_hidden_too(tmp_path: Path) -> None:
    made = indexed(tmp_path, fraga=PAPER, svar=ANSWER, kopia=ANSWER)
    path = tmp_path / "tasks.jsonl"
    path.write_text(json.dumps({**TASK, "bears": []}), "utf-8")
    evaluated(path, made, tmp_path / "out")
    found = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))["briefs"]
    assert (found["recall"], found["evidence"]) == (0.0, 0)


def test_what_is_internal_is_measured_as_well_and_stays_internal(tmp_path: Path) -> None:
    made = indexed(tmp_path, fraga=PAPER, svar=ANSWER, nytt=NEWS)
    with Index.open(made, write=True) as index:
        index.set_access([tmp_path / "papers"], Level.INTERNAL)
    path = tmp_path / "tasks.jsonl"
    path.write_text(json.dumps(TASK), "utf-8")
    evaluated(path, made, tmp_path / "out")
    assert json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))["briefs"]["recall"] == 1 / 2
    with Index.open(made) as index, index.open_public() as public:
        assert public.catalogue.counts()["documents"] == 0


def test_a_catalogue_that_lies_elsewhere_is_left_alone(tmp_path: Path) -> None:
    made = indexed(tmp_path, fraga=PAPER, svar=ANSWER, nytt=NEWS)
    moved = tmp_path / "elsewhere.sqlite"
    moved.write_bytes(made.database.read_bytes())
    made.database.unlink()
    path = tmp_path / "tasks.jsonl"
    path.write_text(json.dumps(TASK), "utf-8")
    elsewhere = replace(made, database_url=f"sqlite:///{moved}")
    with Index.open(elsewhere) as index:
        before = index.catalogue.state
    assert "0.50" in evaluated(path, elsewhere)
    with Index.open(elsewhere) as index:
        assert index.catalogue.state == before


def test_a_paper_without_a_question_fails_and_the_run_goes_on(settings: Settings) -> None:
    empty = Task.model_validate({**TASK, "id": "tom", "paper": "nytt.txt"})
    ticks = iter(range(10))
    with copy(settings) as index:
        done = list(run_all([empty, Task.model_validate(TASK)], index, clock=lambda: float(next(ticks))))
    assert [bool(one.error) for one in done] == [True, False]
    assert [one.seconds for one in done] == [1.0, 1.0]
    found = section(done)
    # Two nuggets each are sought; one of the four is found.
    assert (found["recall"], found["nuggets"]) == (1 / 4, 4)
    assert [one["id"] for one in found["failed"]] == ["tom"]
    console = Console(file=StringIO(), width=80)
    show(done, console)
    assert isinstance(console.file, StringIO)
    assert done[0].error.split()[0] in console.file.getvalue()
    assert f"- tom: {done[0].error}" in markdown(found)


def test_seconds_are_the_median_and_the_longest() -> None:
    task = Task(id="x", paper="p", hidden=(), nuggets=(Nugget(question=1, any=("a",), elsewhere=True),))
    done: list[Judged] = [replace(failed(task, "no"), seconds=seconds) for seconds in (3.0, 1.0, 2.0, 9.0)]
    assert section(done)["seconds"] == {"p50": 2.0, "max": 9.0}
    assert section([])["seconds"] == {"p50": None, "max": None}


def test_without_a_dataset_an_index_of_other_papers_is_one_line(settings: Settings) -> None:
    with pytest.raises(CouncilError, match="none of the sample documents") as error:
        cli.run(None, settings)
    assert "\n" not in str(error.value)


def test_without_a_dataset_what_is_held_is_measured_and_the_rest_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "held"
    (folder / "avn").mkdir(parents=True)
    name = "avn/enkel-fraga-feriejobb.txt"
    (folder / name).write_bytes((sample_folder() / name).read_bytes())
    made = Settings(tmp_path / "index", embedder="hashing", vectors_url="memory", cache=tmp_path / "cache")
    with Index.open(made, write=True) as index:
        index.ingest().run([folder])
    printed = evaluated(None, made, tmp_path / "out")
    whole = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    assert whole["n"] > 0
    assert whole["dataset"]["path"] == "evals/datasets/sample.jsonl"
    assert "briefs" not in whole
    assert len(whole["left_out"]) == 2
    assert all(line in printed for line in whole["left_out"])
    assert "sample briefs" in (tmp_path / "out" / "summary.md").read_text("utf-8")
