"""The models of sentences, fitted to made-up questions: they separate, they are measured left out, and are written."""

from __future__ import annotations

import tomllib
from pathlib import Path

import numpy as np
import pytest

from assistant.drafts import Support
from assistant.extraction.choose import Sentence
from assistant.understanding.question import understand
from corpus.records import Document, Genre
from evals.dataset import DatasetError, Gold, Question
from evals.fitting import output
from evals.fitting.gather import Case
from evals.fitting.left_out import measure
from evals.fitting.models import fit_all
from evals.fitting.plan import features
from evals.fitting.thresholds import auc

TEXT = "Simhallen öppnar i maj. Den kostar pengar. När öppnar simhallen?"
PAPER = Document("d", "a.txt", "0", "txt", "Simhallen", Genre.OTHER, TEXT)
FIRST, SECOND, ASKED = (0, 23), (24, 41), (42, 64)
GOLD = {
    "answered": (Gold(path="a.txt", quote=TEXT[:23], start=0, end=23),),
    "asked_not_answered": (Gold(path="a.txt", quote=TEXT[42:64], start=42, end=64),),
}


def sentence(place: tuple[int, int], numbers: np.random.Generator, **told: float) -> Sentence:
    known = dict.fromkeys([*features("rank")[0], "answers", "asks_same", "english", "few", "cosine"], 0.0)
    known |= {name: float(numbers.random()) * 0.2 for name in ("near", "around", "own", "read")}
    return Sentence(Support(PAPER, *place), TEXT[slice(*place)], 0.0, 0.0, {**known, **told})


def case(number: int, status: str, collection: str) -> Case:
    """Answered: the first sentence answers, and the reader sees it; only asked: the question holds all words."""
    numbers = np.random.default_rng(number)
    seen = 0.9 if status == "answered" else 0.1
    told = (
        sentence(FIRST, numbers, answers=seen, read=seen, near=seen, inverse_rank=1.0),
        sentence(SECOND, numbers, inverse_rank=0.5),
    )
    put = (sentence(ASKED, numbers, around=0.9 if status == "asked_not_answered" else 0.1, asks=1.0),)
    question = Question(
        id=f"q{number}", question="När öppnar simhallen?", language="sv", category="when", status=status,
        gold=GOLD.get(status, ()),
    )  # fmt: skip
    passages = {"passage": seen, "z": seen}
    return Case(question, collection, understand(question.question), told, put, passages)


@pytest.fixture(scope="module")
def cases() -> dict[str, list[Case]]:
    kinds = ("answered", "answered", "not_found", "asked_not_answered") * 5
    return {
        name: [case(20 * at + number, kind, name) for number, kind in enumerate(kinds)]
        for at, name in enumerate(("nämnden", "styrelsen", "fullmäktige"))
    }


def test_the_models_tell_the_kinds_of_questions_apart(cases: dict[str, list[Case]]) -> None:
    models = fit_all(cases["nämnden"] + cases["styrelsen"])
    for one in cases["fullmäktige"]:
        assert (models.told_chance(one) > 0.5) == (one.status == "answered")
        assert (models.asked_chance(one) > 0.5) == (one.status == "asked_not_answered")
        if one.status == "answered":
            assert one.right(models.ranked(one)[0])


def test_further_questions_teach_what_is_only_asked_and_nothing_is_measured_on_them(
    cases: dict[str, list[Case]],
) -> None:
    alone = fit_all(cases["nämnden"])
    taught = fit_all(cases["nämnden"], further=cases["styrelsen"])
    assert taught.rank == alone.rank
    asked = cases["fullmäktige"][3]
    assert taught.asked_chance(asked) != alone.asked_chance(asked)
    few = measure(
        {name: cases[name] for name in ("nämnden", "styrelsen")}, further={"fullmäktige": cases["fullmäktige"]}
    )
    assert set(few.ranks) == {"nämnden", "styrelsen"}


def test_a_feature_that_is_left_out_has_no_weight(cases: dict[str, list[Case]]) -> None:
    models = fit_all(cases["nämnden"], without=["read", "answers"])
    assert "read" not in models.rank
    assert not {"read", "answers"} & set(models.told.names)


def test_one_kind_of_question_is_not_enough(cases: dict[str, list[Case]]) -> None:
    with pytest.raises(DatasetError, match="both"):
        fit_all([one for one in cases["nämnden"] if one.status == "answered"])
    with pytest.raises(DatasetError, match="two collections"):
        measure({"nämnden": cases["nämnden"]})


def test_what_is_left_out_is_measured_and_told_and_written(cases: dict[str, list[Case]], tmp_path: Path) -> None:
    measured = measure(cases)
    assert auc(measured.judged) == 1.0
    text = output.report(measured, None)
    assert "| all | 30 | 1.00 |" in text
    output.write_report(text, measured, tmp_path)
    assert (tmp_path / "abstention.svg").read_text("utf-8").startswith("<svg")
    output.write_weights(cases, measured, tmp_path)
    written = tomllib.loads((tmp_path / output.ABSTENTION).read_text("utf-8"))
    shipped = tomllib.loads((output.PROJECT / output.ABSTENTION).read_text("utf-8"))
    assert (written["intends"], written["passages"]) == (shipped["intends"], shipped["passages"])
    assert set(written["told"]) == set(shipped["told"])
    assert written["told"]["threshold"] == measured.thresholds.told
    rank = tomllib.loads((tmp_path / output.SENTENCES).read_text("utf-8"))["rank"]
    assert rank["near"] > 0
    assert "fragment" not in rank or rank["fragment"] <= 0
