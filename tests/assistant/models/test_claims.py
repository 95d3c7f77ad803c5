"""What a model may say of a sentence, and what not: every word of it is looked at."""

from __future__ import annotations

import pytest

from assistant import Assistant

from .council_model import asked, line, says

HALL = "När öppnar simhallen?"
STAFF = "Hur många medarbetare har Jobbcentrum?"
STAFF_EN = "How many medarbetare does Jobbcentrum have?"
BUS_EN = "What did the council decide about free public transport for pensioners?"
BUS = "Vad beslutade kommunfullmäktige om avgiftsfri kollektivtrafik för pensionärer?"


def shown(assistant: Assistant, question: str, text: str) -> bool:
    """Whether the words are shown as a claim that cites the first sentence."""
    answer = asked(assistant, question, says(line([1], text)))
    assert all(answer.claims)
    return any(claim.text == text and claim.citations == [1] for claim in answer.claims)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (HALL, "Simhallen öppnar den 1 september 2022."),
        (HALL, "Den 1 september 2022 öppnar simhallen, när det nya reningsverket har provats."),
        (HALL, "Bo Ask (M) svarade att simhallen öppnar den 1 september 2022."),
        (STAFF_EN, "Jobbcentrum has 34 employees."),
        (STAFF, "Jobbcentrum har 34 medarbetare."),
        (STAFF_EN, "Jobbcentrum has 34 employees and rents premises on Storgatan."),
        (BUS_EN, "The council rejected the motion."),
        (BUS, "Kommunfullmäktige beslutade att motionen avslås."),
    ],
)
def test_what_the_sentence_says_is_shown(tallhamra: Assistant, question: str, text: str) -> None:
    assert shown(tallhamra, question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (HALL, "Simhallen öppnar den 1 oktober 2022."),
        (HALL, "Simhallen öppnar inte den 1 september 2022."),
        (HALL, "Simhallen öppnar aldrig."),
        (HALL, "Simhallen rivs."),
        (HALL, "Anna Ek (S) svarade att simhallen öppnar den 1 september 2022."),
        (HALL, "Karin Lind (MP) svarade att simhallen öppnar den 1 september 2022."),
        (HALL, "The swimming hall opens on 1 September 2022."),
        (HALL, "Simhallen öppnar den 1 september 2022, se https://simhallen.example"),
        (HALL, "**Simhallen** öppnar den 1 september 2022."),
        (HALL, "Simhallen öppnar den 1 september 2022 {quote}"),
        (HALL, "Simhallen öppnar <b>den 1 september 2022</b>."),
        (HALL, "Simhallen öppnar den 1 sep\u200btember 2022."),
        (HALL, "![simhallen](september 2022)"),
        (HALL, "Simhallen öppnar den 1 september 2022. " * 20),
        (HALL, "1"),
        (HALL, ""),
        (STAFF_EN, "Jobbcentrum is closed forever."),
        (STAFF_EN, "Jobbcentrum has 34 employees since 1 October 2021."),
        (STAFF, "Jobbcentrum har 43 medarbetare."),
        (STAFF_EN, "Jobbcentrum has 34 lazy employees."),
        (BUS_EN, "The council approved the motion."),
        (BUS, "Kommunfullmäktige biföll motionen."),
    ],
)
def test_what_it_does_not_say_is_not(tallhamra: Assistant, question: str, text: str) -> None:
    assert not shown(tallhamra, question, text)
    answer = asked(tallhamra, question, says(line([1], text)))
    plain = asked(tallhamra, question, None)
    assert (answer.claims, answer.citations) == (plain.claims, plain.citations)


def test_markers_of_the_models_own_are_left_out(tallhamra: Assistant) -> None:
    answer = asked(tallhamra, HALL, says(line([1], "Simhallen öppnar den 1 september 2022 [7].")))
    assert answer.answer == "Simhallen öppnar den 1 september 2022. [1]"
