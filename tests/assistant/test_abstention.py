"""Whether to answer at all: far from the edge, whatever the weights are."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.abstention import (
    asked_chance,
    asked_features,
    enough,
    features,
    intends,
    is_answer,
    is_asked,
    is_sure,
    probability,
    told_chance,
)
from assistant.contract import Language
from assistant.drafts import Support
from assistant.extraction.choose import Sentence
from assistant.understanding.question import understand
from corpus.records import Document, Genre
from index.retrieval.evidence import Evidence

FULL = Evidence(passage=1.0, text=1.0, document=1.0, names=1.0, cosine=0.9, z=4.0, ideas=4)
NONE = Evidence(passage=0.0, text=0.0, document=0.0, names=0.0, unknown=("a", "b"), cosine=0.75, z=0.0, ideas=2)
LANGUAGES: tuple[Language, ...] = ("sv", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_passage_with_every_word_of_the_question_is_enough(language: Language) -> None:
    assert enough(FULL, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_that_stand_nowhere_are_not_enough(language: Language) -> None:
    assert not enough(NONE, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_without_a_word_to_search_for_is_never_answered(language: Language) -> None:
    assert not enough(Evidence(1.0, 1.0, 1.0, 1.0, cosine=0.95, z=5.0, ideas=0), language)


shares = st.floats(0, 1)


@given(shares, shares, shares, st.floats(-1, 1), st.floats(-3, 8), st.sampled_from(LANGUAGES))
def test_a_probability_is_one(
    passage: float, text: float, names: float, cosine: float, z: float, language: Language
) -> None:
    evidence = Evidence(passage, text, passage, names, ("x",), cosine, z, 3)
    assert 0.0 <= probability(evidence, language) <= 1.0


@given(shares, shares, st.sampled_from(LANGUAGES))
def test_more_of_the_question_in_a_passage_never_speaks_against_it(a: float, b: float, language: Language) -> None:
    less, more = (Evidence(x, x, x, 1.0, cosine=0.85, z=2.0, ideas=3) for x in sorted((a, b)))
    assert probability(less, language) <= probability(more, language) + 1e-9


def test_an_unknown_word_speaks_against_an_answer() -> None:
    known = Evidence(0.6, 0.6, 0.6, 1.0, (), 0.85, 2.0, 4)
    unknown = Evidence(0.6, 0.6, 0.6, 1.0, ("kärnkraft", "Barsebäck"), 0.85, 2.0, 4)
    assert probability(unknown, "sv") < probability(known, "sv")


def test_nothing_found_is_measured_without_failing() -> None:
    assert features(Evidence(), "sv")["unknown"] == 0.0
    assert not enough(Evidence(), "sv")


# Sentences


PAPER = Document("d1", "kf/a.txt", "0", "txt", "Svar", Genre.MINUTES, "Simhallen öppnar i höst.")
GOOD = {
    "read": 1.0, "answers": 0.95, "read_here": 0.0, "alike": 0.4, "asks_same": -0.8, "around": 1.0, "header": 0.6, "own": 0.6, "beyond_own": 1.0,
    "beyond_near": 1.0, "beyond_missing": 0.0, "missing": 0.0, "exact_missing": 0.0, "strict_has": 1.0,
    "date_has": 0.0, "reason_has": 0.0, "name_has": 0.0, "unit": 1.0, "inverse_rank": 1.0, "cosine": 0.5, "few": 0.3,
    "english": 0.0, "asks": 0.0, "question_act": 0.0,
}  # fmt: skip
BAD = {
    **GOOD, "read": -1.5, "answers": 0.01, "read_here": -1.0, "alike": 0.0, "asks_same": -1.0, "around": 0.0, "header": 0.0, "own": 0.0,
    "beyond_own": 0.0, "beyond_near": 0.0, "beyond_missing": 1.0, "missing": 1.0, "strict_has": 0.0, "unit": 0.0,
    "inverse_rank": 0.2, "cosine": -0.2,
}  # fmt: skip


def sentence(told: dict[str, float], score: float = 0.0) -> Sentence:
    return Sentence(Support(PAPER, 0, len(PAPER.text)), PAPER.text, score, told["own"], told)


def test_a_sentence_with_all_that_is_asked_in_a_passage_that_answers_is_an_answer() -> None:
    assert is_answer([sentence(GOOD, 12.0), sentence(BAD, -8.0)])
    assert is_sure([sentence(GOOD, 12.0), sentence(BAD, -8.0)])


def test_a_sentence_about_something_else_is_none() -> None:
    assert not is_answer([sentence(BAD, -8.0), sentence(BAD, -9.0)])
    assert not is_answer([])
    assert not is_sure([])
    assert told_chance([]) == 0.0


@pytest.mark.parametrize("name", ["read", "answers", "around", "header"])
def test_what_speaks_for_an_answer_never_speaks_against_it(name: str) -> None:
    assert told_chance([sentence({**GOOD, name: BAD[name]})]) < told_chance([sentence(GOOD)])


@pytest.mark.parametrize("name", ["missing"])
def test_a_part_of_the_question_that_stands_nowhere_speaks_against_an_answer(name: str) -> None:
    assert told_chance([sentence({**GOOD, name: 1.0})]) < told_chance([sentence(GOOD)])


@settings(deadline=None)  # the tables are read with the first one
@given(st.dictionaries(st.sampled_from(sorted(GOOD)), st.floats(-2, 2)), st.floats(-30, 30))
def test_chances_of_sentences_are_ones(changed: dict[str, float], score: float) -> None:
    told = sentence({**GOOD, **changed}, score)
    assert 0.0 <= told_chance([told, sentence(BAD)]) <= 1.0
    assert is_answer([told]) or not is_sure([told])
    assert 0.0 <= asked_chance(asked_features(understand("När öppnar simhallen?"), told, [sentence(GOOD)])) <= 1.0


# Questions in the documents


def test_a_question_in_the_same_words_is_the_one_that_is_asked_where_nothing_answers() -> None:
    same = {**GOOD, "own": 1.0, "strict_has": 0.0, "asks": 1.0, "question_act": 1.0, "asks_same": 0.0}
    told = asked_features(understand("När öppnar simhallen?"), sentence(same, 10.0), [sentence(BAD, -8.0)])
    assert is_asked(told, answered=False)
    assert asked_chance(told) > 0.5


def test_a_question_that_shares_no_word_with_the_one_asked_is_another() -> None:
    other = sentence({**BAD, "inverse_rank": 1.0}, 3.0)
    for told in ([], [sentence(BAD, -8.0)]):
        assert not is_asked(
            asked_features(understand("Hur många elefanter har djurparken?"), other, told), answered=False
        )


@pytest.mark.parametrize(
    ("question", "intended"),
    [
        ("Avser nämnden att hålla biblioteket öppet?", True),
        ("Tänker kommunen bygga laddstolpar?", True),
        ("När öppnar simhallen?", False),
        ("Vilken dag avser nämnden att öppna biblioteket?", False),
        ("Vad kostade flytten?", False),
    ],
)
def test_who_asks_for_a_plan_and_who_for_a_day(question: str, intended: bool) -> None:
    assert intends(understand(question)) is intended
