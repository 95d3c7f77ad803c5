"""The whole of it, with the real model, on the sample documents: what a release must not fall below."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import open_assistant
from assistant.assistant import Assistant
from corpus.sample import sample_folder
from evals.dataset import load
from evals.report import measure
from evals.run import ServiceSystem, run
from index.settings import Settings
from index.store import Index

DATASET = Path(__file__).parents[2] / "evals" / "datasets" / "sample.jsonl"
SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
CACHE = Settings.load().cache


def ingested(folder: Path, index: Path) -> Settings:
    settings = Settings(index=index, cache=CACHE)
    with Index.open(settings, write=True) as opened:
        assert opened.ingest().run([folder]).usable
    return settings


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with open_assistant(ingested(sample_folder(), tmp_path_factory.mktemp("sample"))) as assistant:
        yield assistant


@pytest.mark.parametrize("question", ["who asked about Jobbcentrum's timeline", "Vem frågade om Jobbcentrums tidplan?"])
def test_the_question_it_was_built_for(sample: Assistant, question: str) -> None:
    answer = sample.ask(question)
    first = answer.citations[0]
    assert answer.status == "answered"
    assert "Marika Lindeqvist (V)" in answer.answer
    assert "Jonas Berglind (M)" in answer.answer
    assert (first.act, first.date, first.path) == ("question", "2022-04-19", "avn/interpellation-jobbcentrum.docx")
    assert "fastställd tidplan?" in first.quote


def test_the_vote_counts_not_what_the_chair_found(sample: Assistant) -> None:
    answer = sample.ask("Vad beslutade kommunfullmäktige om motionen om avgiftsfri buss för unga?")
    assert "bifalles" in answer.answer or "bifalla" in answer.answer
    assert "avsl" not in answer.answer
    assert answer.citations[0].act == "decision"


def test_a_personal_number_is_nowhere(sample: Assistant) -> None:
    for info in sample.documents():
        document = sample.document(info.document_id)
        assert document is not None
        assert "850312-" not in document.text + document.title


def test_the_sample_questions_are_answered_as_well_as_before(sample: Assistant) -> None:
    """Floors a little below what was measured; raise them when the figures rise.

    The third of the questions that nothing is fitted to; `council eval --gate` asks all of them.
    """
    records = list(run(load(DATASET, "test"), ServiceSystem(sample)))
    overall = {name: value or 0.0 for name, value in measure(records).items()}
    assert overall["citation_exactness"] == 1.0
    assert overall["recall@5"] >= 0.70
    assert overall["correct"] >= 0.60


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the shared seed documents are not beside this checkout")
@pytest.mark.parametrize(
    "question", ["who asked about Jobbcentrum's timeline", "Vem frågade om Jobbcentrums tidsplan?"]
)
def test_the_seed_documents(tmp_path: Path, question: str) -> None:
    with open_assistant(ingested(SEEDS, tmp_path)) as assistant:
        answer = assistant.ask(question)
        first = answer.citations[0]
        document = assistant.document(first.document_id)
    assert document is not None
    assert document.text[first.start : first.end] == first.quote
    assert first.quote == "Finns det någon tidsplan när den nya organisationen kommer att vara på plats?"
    assert (first.actors, first.date) == (["Sven Jansson (S)"], "2020-09-03")
    assert "Mats Flodin (M)" in answer.answer
