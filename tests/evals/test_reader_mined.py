"""Misses for training: what search finds for a question beside the passage that it was written on."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from evals.fingerprint import fingerprint
from evals.reader.mined import may_answer, mined
from evals.reader.pairs import Pair
from index.embedding.states import SHOWN, Encoder
from index.embedding.weights import packed_file
from index.reader.features import Eyes, Space
from index.settings import Settings
from index.store import Index

HALL = "Simhallen i Tallhamra har stängt för ombyggnad och öppnar igen den 3 maj enligt fritidschefen på plats.\n"
OTHER = "Simhallen i Granby har en bassäng och en bastu, och taxan för simhallen höjs med fem kronor i januari.\n"
SAME = (
    "Som nämnden redan vet öppnar simhallen i Tallhamra den 3 maj, vilket kommunstyrelsen har fått veta i ett brev.\n"
)


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("Simhallen öppnar den 3 maj.", True),
        ("Chefen Eva Lind säger det.", True),
        ("Simhallen öppnar igen när taket är lagat.", False),
        ("Taxan höjs.", False),
    ],
)
def test_what_holds_the_answers_values_may_answer(text: str, may: bool) -> None:
    assert may_answer("När öppnar simhallen?", "Chefen Eva Lind säger att det blir den 3 maj.", text) is may


def test_a_near_miss_has_no_answer_that_another_passage_could_hold() -> None:
    assert not may_answer("Vad kostar det?", "", "Det kostar 40 kronor.")


def test_passages_elsewhere_that_do_not_answer_are_misses(tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    for name, text in (("hall.txt", HALL), ("other.txt", OTHER), ("same.txt", SAME)):
        (papers / name).write_text(text, "utf-8")
    encoder = Encoder(packed_file())
    width = encoder.shape.hidden * len(SHOWN)
    eyes = Eyes(encoder, Space(np.zeros(width, np.float32), np.eye(width, dtype=np.float32)))
    with Index.open(Settings(index=tmp_path / "index", embedder="hashing"), write=True) as index:
        assert index.ingest().run([papers]).usable
        (home,) = index.catalogue.passages_of(next(d.id for d in index.catalogue.documents() if d.path == "hall.txt"))
        answer = home.text.index("den 3 maj")
        pair = Pair(
            id="p", question="När öppnar simhallen i Tallhamra?", language="sv", kind="when", path="hall.txt",
            start=home.span.start, end=home.span.end, check=fingerprint(home.text), answer=(answer, answer + 9),
        )  # fmt: skip
        found = list(mined(index, eyes, [pair, pair.model_copy(update={"check": "00000000"})], lambda path: path))
    (miss,) = found  # the passage that tells the same day is none, and a pair whose passage has changed teaches nothing
    assert miss.collections == {"hall.txt", "other.txt"}
    assert (miss.source, miss.positive, miss.asked) == ("miss", False, "p")


def test_an_answer_without_words_of_its_own_may_stand_anywhere() -> None:
    assert may_answer("Blir det så?", "Ja, det gör vi.", "Taxan höjs.")
