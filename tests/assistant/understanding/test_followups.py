"""What a follow-up leaves out is taken from the question before it."""

from __future__ import annotations

from tallhamra_words import read, said


def test_another_period_of_the_same_question() -> None:
    found = read("Och under 2023?", "Vem frågade om simhallen?")
    assert found.intent is not None
    assert found.intent.asked == "who"
    assert found.topic == "simhallen"
    assert said("Och under 2023?", "Vem frågade om simhallen?") == ["period=2023-01-01/2023-12-31"]


def test_another_party_takes_the_place_of_the_first() -> None:
    found = read("och S?", "Vilka interpellationer har V ställt under 2023?")
    assert found.listing is not None
    assert found.named.parties == ("S",)
    assert said("och S?", "Vilka interpellationer har V ställt under 2023?") == [
        "period=2023-01-01/2023-12-31",
        "party=S",
    ]


def test_which_of_them_are_unanswered() -> None:
    found = read("Och vilka är obesvarade?", "Hur många frågor har Anna Ek ställt?")
    assert found.listing is not None
    assert (found.listing.unit, found.listing.counted, found.listing.unanswered) == ("question", False, True)
    assert found.named.persons == ("Anna Ek",)


def test_the_year_after() -> None:
    found = read("Och året efter?", "Hur många fick feriejobb 2022?")
    assert "2023" in found.search
    assert "2022" not in found.search


def test_another_year_of_a_list() -> None:
    found = read("och 2023?", "Vilka interpellationer ställdes 2022?")
    assert found.listing is not None
    assert found.period is not None
    assert found.period.value == "2023-01-01/2023-12-31"


def test_a_follow_up_of_its_own_takes_over_no_list() -> None:
    assert read("Och vem svarade?", "Vilka interpellationer ställde V?").listing is None


def test_an_empty_question_before_is_leant_on_by_nothing() -> None:
    assert read("och?", "?").follows is None
