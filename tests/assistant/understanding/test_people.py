"""People and parties of the register are found in questions as people write them."""

from __future__ import annotations

import pytest

from assistant.understanding.people import Directory

DIRECTORY = Directory(
    ["Anna Ek", "Bo Ask", "Karin Lind", "Olof Lind", "Eva von Platen", "Lars-Erik Öberg", "Ordföranden"],
    "Tallhamra",
)


@pytest.mark.parametrize(
    ("question", "persons"),
    [
        ("Vad frågade Anna Ek om?", ("Anna Ek",)),
        ("vad frågade anna ek om?", ("Anna Ek",)),
        ("Vad var Anna Eks fråga?", ("Anna Ek",)),
        ("What was Anna Ek's question?", ("Anna Ek",)),
        ("Vad tycker Eva von Platen?", ("Eva von Platen",)),
        ("Vad tycker Lars-Erik Öberg?", ("Lars-Erik Öberg",)),
        ("Vad svarade Öberg?", ("Lars-Erik Öberg",)),
        ("Vad svarade Öbergs parti?", ("Lars-Erik Öberg",)),
        ("Vad frågade Anna Ek Bo Ask om?", ("Anna Ek", "Bo Ask")),
        ("Vad sa Ek, och vad sa Anna Ek?", ("Anna Ek",)),
    ],
)
def test_a_person_is_found_by_whole_name_surname_and_genitive(question: str, persons: tuple[str, ...]) -> None:
    assert DIRECTORY.find(question).persons == persons


def test_a_surname_that_two_bear_names_both() -> None:
    assert set(DIRECTORY.find("Vad frågade Lind om?").persons) == {"Karin Lind", "Olof Lind"}


def test_a_whole_name_names_no_namesake() -> None:
    assert DIRECTORY.find("Vad frågade Olof Lind om?").persons == ("Olof Lind",)
    assert DIRECTORY.find("Vad frågade Olof Linds parti om?").persons == ("Olof Lind",)


@pytest.mark.parametrize("question", ["Vem planterade en lind vid torget?", "Hur många frågor ställdes?", "Anna?", "…"])
def test_an_ordinary_word_is_nobody(question: str) -> None:
    assert DIRECTORY.find(question).persons == ()


@pytest.mark.parametrize(
    ("question", "parties"),
    [
        ("Vad frågade (S) om?", ("S",)),
        ("Vad frågade (s) om?", ("S",)),
        ("Vad frågade Vänsterpartiet om?", ("V",)),
        ("Vad var Moderaternas förslag?", ("M",)),
        ("Vad frågade V om bokbussen?", ("V",)),
        ("What did the Social Democrats ask about?", ("S",)),
        ("What did the Green Party ask?", ("MP",)),
        ("Vad frågade Tallhamralistan?", ("TL",)),
        ("Vad tycker S, M och KD?", ("S", "M", "KD")),
        ("Vad gör FSG i frågan (LOV)?", ()),
        ("I have a question", ()),
    ],
)
def test_a_party_is_found_in_brackets_by_name_and_as_a_bare_letter(question: str, parties: tuple[str, ...]) -> None:
    assert DIRECTORY.find(question).parties == parties


def test_where_names_stand_is_told() -> None:
    question = "Vad frågade Anna Ek (S) om?"
    found = DIRECTORY.find(question)
    assert {question[a:b] for a, b in found.spans} >= {"Anna Ek", "(S)"}


def test_another_first_name_is_somebody_else() -> None:
    assert DIRECTORY.find("Vad frågade Sven Öberg om?").persons == ()
    assert DIRECTORY.find("Vad sa Ordföranden Öberg om det?").persons == ("Lars-Erik Öberg",)


def test_a_place_called_as_somebody_is_nobody() -> None:
    assert DIRECTORY.find("What became of the Platen plant?").persons == ()


def test_a_surname_written_small_is_a_name_when_it_is_no_word() -> None:
    directory = Directory(["Marika Lindeqvist", "Eva Strand"])
    words = {"strand"}
    assert directory.find("vad frågade lindeqvist om", words.__contains__).persons == ("Marika Lindeqvist",)
    assert directory.find("vad händer vid en strand", words.__contains__).persons == ()
    assert directory.find("vad frågade lindeqvist om").persons == ()


def test_what_is_named_is_told_with_its_place() -> None:
    question = "Vad frågade Anna Ek (S) om?"
    found = DIRECTORY.find(question).places
    assert [(kind, value, question[a:b]) for kind, value, a, b in found] == [
        ("person", "Anna Ek", "Anna Ek"),
        ("party", "S", "(S)"),
    ]
