"""The benchmark of asking, on an index of a few invented papers; no model is loaded."""

import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from assistant.assistant import Assistant
from assistant.filters import to_filters
from evals.bench import synthetic
from evals.bench.asking import Measured, Unit, filters_of, goal, main, measure, recalls
from evals.dataset import Question
from index.settings import Settings
from index.store import Index

pytestmark = pytest.mark.slow

PAPER = """Protokoll {number}
Organ: Kommunstyrelsen
Datum: 2023-0{number}-16

§ 1 Föreningsbidrag till Tallhamra bågskytteklubb
Beslut av Anna Ek (C): Bidraget till bågskytteklubben fastställs till {number}000 kronor.

§ 2 Lokaler
Beslut av Vera Lund (V): Förslaget om lokalerna avslås.
"""
QUESTIONS = "\n".join(
    f'{{"id": "q{n}", "question": "{text}", "language": "sv", "category": "what", "status": "not_found", "gold": []}}'
    for n, text in enumerate(["Vad fick bågskytteklubben?", "Vad beslutades om lokalerna?", "Vem är Anna Ek?"])
)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("real")
    (folder / "docs").mkdir()
    for number in range(1, 6):
        (folder / "docs" / f"{number}.txt").write_text(PAPER.format(number=number), encoding="utf-8")
    settings = Settings(folder / "index", embedder="hashing", vectors_url="memory")
    with Index.open(settings, write=True) as index:
        index.ingest().run([folder / "docs"])
    return folder / "index"


@pytest.fixture(scope="module")
def made(real: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "index"
    with closing(sqlite3.connect(real / "catalogue.sqlite")) as held:
        passages = int(held.execute("SELECT count(*) FROM passages").fetchone()[0])
    assert synthetic.write(real, folder, 4 * passages) >= 4 * passages
    return folder


def opened(folder: Path) -> Index:
    return Index.open(Settings(folder, embedder="hashing", vectors_url="memory"))


def test_a_made_index_is_one_of_several_councils(made: Path) -> None:
    with opened(made) as index:
        documents = index.catalogue.documents()
        assert len({entry.municipality for entry in documents}) == 4
        assert len({entry.path for entry in documents}) == len(documents)
        for entry in documents:
            document = index.catalogue.document(entry.id)
            assert document is not None
            for passage in index.catalogue.passages_of(entry.id):
                assert passage.text.split()[0] in document.quote(passage.span)
            for act in document.acts:
                assert all(not actor.name or actor.name in document.text for actor in act.actors)


def test_its_questions_are_timed_and_its_search_compared(made: Path, tmp_path: Path) -> None:
    index = opened(made)
    chosen = filters_of(index)
    sizes = {name: len(index.catalogue.passage_ids(to_filters(spec))) for name, spec in chosen.items()}
    assert 0 < sizes["selective"] < sizes["broad"] <= sizes["none"]
    with Assistant(index) as assistant:
        questions = [
            Question.model_validate(
                {
                    "id": "a",
                    "question": "Vad fick klubben?",
                    "language": "sv",
                    "category": "what",
                    "status": "not_found",
                }
            )
        ]
        for users in (1, 2):
            found = measure(assistant, questions * 2, "none", chosen["none"], users, Unit())
            assert len(found.wall) == 2
            assert found.lost >= 1
        assert recalls(index, assistant, questions, chosen) == {"none": 1.0, "selective": 1.0, "broad": 1.0}


def test_percentiles_are_of_the_nearest_rank() -> None:
    row = Measured("none", 1, (4.0, 1.0, 3.0, 2.0), 1.0)
    assert (row.percentile(0.5), row.percentile(0.95)) == (2.0, 4.0)
    assert [goal(size) for size in (62, 9_829, 100_034, 1_000_005, 5_000_000)] == [40, 40, 60, 120, 120]


def test_mixed_vectors_are_near_those_they_come_from() -> None:
    rng = np.random.default_rng(0)
    rows = rng.standard_normal((50, 64)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    found = synthetic.mixed(rows, list(range(50)), 1).astype(np.float32)
    assert np.linalg.norm(found, axis=1) == pytest.approx(np.ones(50), abs=1e-2)
    assert (np.sum(found * rows, axis=1) > 0.8).all()


def test_it_is_run_from_the_command_line(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"EMBEDDER": "hashing", "VECTORS_URL": "memory", "CACHE": str(tmp_path)}.items():
        monkeypatch.setenv(f"COUNCIL_{name}", value)
    questions = tmp_path / "questions.jsonl"
    questions.write_text(QUESTIONS, encoding="utf-8")
    out = tmp_path / "row.md"
    arguments = [str(made), "--questions", str(questions), "--count", "1", "--users", "1", "--out", str(out)]
    assert main(arguments) == 0
    assert "p95/p50" in capsys.readouterr().out
    assert out.read_text("utf-8").startswith("| ")
    assert main([*arguments, "--profile"]) == 0
    assert " ms  " in capsys.readouterr().out
