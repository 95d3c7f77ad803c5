"""How much of a question stands in a sentence: its ideas, the rarer the heavier."""

from __future__ import annotations

from typing import Any

import pytest

QUESTION = "Hur många låntagare har bokbussen haft på landsbygden?"


@pytest.mark.parametrize("question", [QUESTION, "Who asked about simhallen?", "Vad hände 2022-03-14?", "bokbussen"])
def test_the_weights_of_a_question_sum_to_one(desk: Any, question: str) -> None:
    weights = desk.coverage(question).weights
    assert sum(weights) == pytest.approx(1.0)
    assert all(weight > 0 for weight in weights)


def test_a_question_without_ideas_is_covered_by_nothing(desk: Any) -> None:
    coverage = desk.coverage("Vad?")
    assert coverage.share(coverage.words("Bokbussen har dragits in."), coverage.words("")) == 0.0


def test_all_some_and_none_of_the_question(desk: Any) -> None:
    coverage = desk.coverage(QUESTION)
    empty = coverage.words("")
    all_of_it, some, none = (
        coverage.share(coverage.words(text), empty)
        for text in ("Bokbussen hade 90 låntagare på landsbygden.", "Bokbussen har dragits in.", "Taxan höjs.")
    )
    assert none == 0.0 < some < all_of_it == pytest.approx(1.0)


def test_what_stands_around_counts_less_than_what_stands_in_the_sentence(desk: Any) -> None:
    coverage = desk.coverage("bokbussens låntagare")
    here, elsewhere = coverage.words("Bokbussen har låntagare."), coverage.words("Den har dragits in.")
    assert 0.0 < coverage.share(elsewhere, here) < coverage.share(here, elsewhere)


def test_a_number_must_stand_in_the_sentence_itself(desk: Any) -> None:
    coverage = desk.coverage("2022-03-14")
    day, other = coverage.words("Mötet var 2022-03-14."), coverage.words("Mötet var 2022-05-30.")
    assert coverage.share(day, other) == pytest.approx(1.0)
    assert coverage.share(other, day) == 0.0


def test_a_rare_word_weighs_more_than_a_common_one(desk: Any) -> None:
    coverage = desk.coverage("bokbussen kommunfullmäktige")
    empty = coverage.words("")
    rare, common = (coverage.share(coverage.words(text), empty) for text in ("bokbussen", "kommunfullmäktige"))
    assert rare > common > 0.0


def test_a_part_of_a_compound_meets_it_in_part(desk: Any) -> None:
    coverage = desk.coverage("gatubelysningen")
    empty = coverage.words("")
    part, whole = (coverage.share(coverage.words(text), empty) for text in ("Belysningen är släckt.", "Gatubelysning."))
    assert 0.0 < part < whole == pytest.approx(1.0)


def test_where_an_idea_is_met_is_told(desk: Any) -> None:
    coverage = desk.coverage("bokbussen låntagare landsbygden laddstolpar")
    words = [coverage.words(text) for text in ("Bokbussen körs.", "Låntagare finns.", "Landsbygden", "Landsbygden")]
    met = {one.group.terms[0]: one for one in coverage.met(*words)}
    bus, reader, land, post = (met[next(t for t in met if t.startswith(s))] for s in ("bokb", "lånt", "land", "ladd"))
    assert (bus.own, bus.beside, bus.header, bus.passage) == (1.0, 1.0, False, True)
    assert reader.own == 0.0 < reader.beside < 1.0
    assert (land.own, land.header, land.passage) == (0.0, True, True)
    assert (post.own, post.beside, post.header, post.passage) == (0.0, 0.0, False, False)
