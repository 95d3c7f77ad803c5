"""Slips are put right and told; what is right, rare or a name stays as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tallhamra_words import DIRECTORY, read, vocabulary

from assistant.understanding.slips import by_first_letter, distance, nearest
from assistant.understanding.spelling import correct

VOCABULARY = vocabulary()


@pytest.mark.parametrize(
    ("question", "changes"),
    [
        ("Vem interpelerade om skolmaten?", (("interpelerade", "interpellerade"),)),
        ("Vem fråagde om skolmaten?", (("fråagde", "frågade"),)),
        ("vem fragade om skolmaten", (("fragade", "frågade"),)),
        ("Vem resreverade sig?", (("resreverade", "reserverade"),)),
        ("vilka motionerna avslgos", (("avslgos", "avslogs"),)),
        ("Vem frågade om Jobcentrums tidsplan?", (("Jobcentrums", "Jobbcentrums"),)),
        ("Vem frågade om jobcentrum?", (("jobcentrum", "jobbcentrum"),)),
        ("Who asked about Jobcentrum?", (("Jobcentrum", "Jobbcentrum"),)),
        ("Vem frågade om hemtjansten?", (("hemtjansten", "hemtjänsten"),)),
        ("Vem frågade om aldreomsorgen?", (("aldreomsorgen", "äldreomsorgen"),)),
        ("Vad frågade Lindekvist om?", (("Lindekvist", "Lindeqvist"),)),
        ("who proposd the dog park", (("proposd", "proposed"),)),
        ("how long was the blackuot in janury", (("blackuot", "blackout"), ("janury", "january"))),
        ("what did the finnance department say", (("finnance", "finance"),)),
    ],
)
def test_a_slip_is_put_right_and_told(question: str, changes: tuple[tuple[str, str], ...]) -> None:
    found = read(question)
    assert found.corrected == changes
    for written, meant in changes:
        assert meant in found.search
        assert written not in found.search.split()


@pytest.mark.parametrize(
    "question",
    [
        "Vem frågade om vargjakten?",
        "Vem frågade om frågans beredning?",
        "Hur många elbilar äger kommunen?",
        "Vem frågade om Jobbcenter Ung?",  # another unit than Jobbcentrum
        "What about sponsoring, cameras and burglaries?",
        "Why did the board refrain from setting out terraced houses?",
        "Vem frågade om sjuorna?",
        "VEM FRÅGADE OM JOBCENTRUM?",
        "Vad gäller KS 2022/0041?",
        "Vad frågade Anna Ek om?",
        "Vem satt i nmd?",
    ],
)
def test_what_is_no_slip_stays(question: str) -> None:
    assert read(question).corrected == ()


def test_a_surname_between_two_others_is_not_guessed() -> None:
    assert correct("Vad sa Palmkvist?", "sv", VOCABULARY, DIRECTORY).changes == ()


def test_a_slip_of_intent_is_understood() -> None:
    intent = read("Vem interpelerade om Jobcentrum?").intent
    assert intent is not None
    assert (intent.asked, intent.kinds[0]) == ("who", "question")


def test_a_pasted_text_is_left_alone() -> None:
    text = "fråagde " * 100
    assert correct(text, "sv").text == text


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [("a", "a", 0), ("tid", "tdi", 1), ("tid", "ti", 1), ("tid", "tids", 1), ("tid", "lid", 1), ("tidplan", "plan", 3)],
)
def test_how_far_two_words_are_apart(one: str, other: str, slips: int) -> None:
    assert distance(one, other) == slips


@given(st.text("abcå", max_size=7), st.text("abcå", max_size=7))
def test_the_distance_is_the_same_both_ways(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) == (one == other)


def test_two_words_as_near_mean_neither() -> None:
    known = by_first_letter(["palmqvist", "palmquist"])
    assert nearest("palmkvist", known, 1) is None or distance("palmkvist", "palmquist") > 1
    assert nearest("palmqist", known, 1) is None
    assert nearest("palmqvst", known, 1) == "palmqvist"
