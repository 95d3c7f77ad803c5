"""Whether to answer at all: far from the edge, whatever the weights are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.abstention import enough, features, probability
from assistant.contract import Language
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
