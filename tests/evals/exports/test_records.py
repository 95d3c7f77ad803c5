"""Records for ragas and DeepEval, with the texts of an index."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from assistant.contract import Retrieved
from assistant.quality import fingerprint
from corpus.errors import BadSettings
from evals import report
from evals.dataset import Gold
from evals.exports import FORMATS, export
from evals.exports.passages import WrongIndex
from evals.exports.reference import reference
from evals.fingerprint import fingerprint as check
from evals.record import Record
from index.settings import Settings
from index.store import Index

from ..conftest import make_answer, make_question, make_record

TEXT = "Vision frågade vem som har jour.\n\nFörvaltningen svarade att det är enhetschefen.\n"


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("tallhamra")
    (folder / "papers").mkdir()
    (folder / "papers" / "fvg.txt").write_text(TEXT, "utf-8")
    made = Settings(index=folder / "index", embedder="hashing")
    with Index.open(made, write=True) as index:
        assert index.ingest().run([folder / "papers"]).usable
    return made


@pytest.fixture(scope="module")
def held(settings: Settings) -> tuple[str, str]:
    """The text of the document as the index has it, and the mark of the index."""
    with Index.open(settings) as index:
        document = index.catalogue.by_path("fvg.txt")
        assert document is not None
        return document.text, fingerprint([document.id], index.catalogue.embedder)


def stored(folder: Path, text: str, **index: str) -> Path:
    start = text.index("Förvaltningen")
    end = text.index("chefen.") + len("chefen.")
    gold = Gold(path="fvg.txt", check=check(text[start:end]), start=start, end=end)  # its words stand in no dataset
    retrieved = [Retrieved(path="fvg.txt", start=start, end=end, score=1.0)]
    record = make_record(make_question(gold=(gold,), history=("Vem sover?",)), make_answer(retrieved=retrieved))
    error = Record(make_question(id="q2", status="not_found", gold=(), nuggets=()), None, 1.0, (), "timed out")
    report.write([record, error], report.report([record, error], {"system": "x", "index": index}), folder)
    return folder


def written(run: Path, to: str, out: Path, settings: Settings) -> str:
    console = Console(file=StringIO(), width=200)
    assert export(run, to, out, settings=settings, console=console) == 0
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def test_ragas_reads_samples(tmp_path: Path, settings: Settings, held: tuple[str, str]) -> None:
    run = stored(tmp_path / "run", held[0], fingerprint=held[1])
    assert "ragas.jsonl written to" in written(run, "ragas", tmp_path / "out", settings)
    first, second = map(json.loads, (tmp_path / "out" / "ragas.jsonl").read_text("utf-8").splitlines())
    answer = "Förvaltningen svarade att det är enhetschefen."
    assert first["user_input"] == "Vem sover?\nVem har jour?"
    assert first["response"] == "Det är enhetschefen."
    assert first["reference"] == "enhetschef"
    assert [" ".join(text.split()) for text in first["retrieved_contexts"]] == [answer]
    assert first["retrieved_contexts"] == first["reference_contexts"]
    assert first["retrieved_context_ids"] == first["reference_context_ids"]
    assert (second["response"], second["retrieved_contexts"]) == ("", [])
    assert second["reference"] == "Underlaget säger inget om detta."


def test_deepeval_reads_test_cases(tmp_path: Path, settings: Settings, held: tuple[str, str]) -> None:
    written(stored(tmp_path / "run", held[0]), "deepeval", tmp_path / "out", settings)
    first, second = json.loads((tmp_path / "out" / "deepeval.json").read_text("utf-8"))
    assert list(first) == ["name", "input", "actual_output", "expected_output", "retrieval_context", "context"]
    assert first["context"] == first["retrieval_context"]
    assert (first["name"], second["name"]) == ("q1", "q2")


def test_trec_needs_no_index(tmp_path: Path, held: tuple[str, str]) -> None:
    nowhere = Settings(index=tmp_path / "none")
    written(stored(tmp_path / "run", held[0]), "trec", tmp_path / "out", nowhere)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["qrels-new.txt", "qrels.txt", "run.txt"]


def test_another_index_is_refused(tmp_path: Path, settings: Settings, held: tuple[str, str]) -> None:
    with pytest.raises(WrongIndex, match="was made on the index other"):
        written(stored(tmp_path / "run", held[0], fingerprint="other"), "ragas", tmp_path / "out", settings)
    longer = stored(tmp_path / "longer", "x" * 500 + held[0])
    with pytest.raises(WrongIndex, match=r"fvg\.txt, 5\d\d–5\d\d: is not in the index"):
        written(longer, "ragas", tmp_path / "out", settings)


def test_an_unknown_format_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="choose from trec, ragas, deepeval"):
        export(tmp_path, "csv", tmp_path)
    assert FORMATS == ("trec", "ragas", "deepeval")


def test_the_reference_is_in_the_language_of_the_question() -> None:
    asked = make_question(language="en", status="asked_not_answered", nuggets=(("14 May", "May 14"), ("Öberg",)))
    assert reference(asked) == "The question was asked but is not answered in the documents. 14 May; Öberg"
    assert reference(make_question(nuggets=())) == "Förvaltningen svarade att det är enhetschefen."
