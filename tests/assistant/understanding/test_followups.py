"""What a follow-up leaves out is taken from the question before it."""

from __future__ import annotations

import pytest
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
        "party=S",
        "period=2023-01-01/2023-12-31",
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


@pytest.mark.parametrize(
    ("follow_up", "understood"),
    [
        ("Vad fick hon för svar?", "Vad blev svaret på Anna Eks fråga om simhallen?"),
        ("Who answered her?", "Who answered Anna Ek’s question about simhallen?"),
        ("När var det?", "När ställdes Anna Eks fråga om simhallen?"),
        ("Vilket parti tillhör hon?", "Vilket parti tillhör Anna Ek?"),
        ("Och Bo Ask då?", "Vad frågade Bo Ask om simhallen?"),
        ("Och bokbussen?", "Vad frågade Anna Ek om bokbussen?"),
        ("Och 2021?", "Vad frågade Anna Ek om simhallen under 2021?"),
        ("Blev det beslutat?", "Vad beslutades om simhallen?"),
        ("Berätta mer", "Vad mer sägs om simhallen?"),
        ("Vem mer frågade?", "Vem mer frågade om simhallen?"),
        ("Varför då?", "Varför, när det gäller simhallen?"),
        ("Vad är kostnaden?", "Vad är kostnaden när det gäller simhallen?"),
    ],
)
def test_a_follow_up_is_put_in_full_words(follow_up: str, understood: str) -> None:
    assert read(follow_up, "Vad frågade Anna Ek om simhallen?").understood == understood


def test_where_the_matter_before_is_no_phrase_the_question_before_is_shown() -> None:
    before = "När kunde bussen köra ända till torget igen?"
    assert read("Och varför blev det så?", before).understood == f"Varför blev det så? (efter: {before})"
    before = "When could the bus go all the way to the square again?"
    assert read("Why was that?", before).understood == f"Why was that? (after: {before})"


def test_a_follow_up_is_searched_with_the_question_before_it() -> None:
    found = read("Varför svarade hon så?", "Vad frågade Anna Ek om simhallen?")
    assert found.search == "Vad frågade Anna Ek om simhallen? Varför svarade Anna Ek så?"


@pytest.mark.parametrize(
    "question",
    [
        "Vad kostar det att parkera vid torget?",
        "Vad kostar de nya bussarna?",
        "När byggs skolan och vad kostar den?",
        "Har Bo Ask frågat om bussen och fick han svar?",
        "Och vad kostar bussen?",
        "Hur många interpellationer ställdes 2023?",
        "Vilka dokument finns?",
        "Vad gäller i ärende KS 2022/0041?",
    ],
)
def test_a_question_with_its_own_topic_begins_a_new_one(question: str) -> None:
    assert read(question, "Vad frågade Anna Ek om simhallen?").follows is None


def test_a_greeting_between_two_questions_is_passed_over() -> None:
    assert read("Och vem svarade?", "Vem frågade om simhallen?", "tack!").topic == "simhallen"


def test_another_board_takes_the_place_of_the_first() -> None:
    assert read("Och KS?", "Vilka reserverade sig i KF 2024?").understood == "Vilka reserverade sig i KS 2024?"


def test_a_pronoun_with_a_gender_is_not_just_anybody() -> None:
    found = read("Vad svarade hon?", "Vad frågade Bo Ask om simhallen?")
    assert found.unclear is not None
    assert found.unclear.why == "nobody"


# Questions put in few words, or two in one


@pytest.mark.parametrize(
    ("question", "understood"),
    [
        ("Anna Ek", "Vem är Anna Ek?"),
        ("2023-03-27", "Vilka dokument finns 2023-03-27?"),
        ("KS", "Vilka dokument finns från KS?"),
    ],
)
def test_a_bare_name_is_put_as_a_question(question: str, understood: str) -> None:
    assert read(question).understood == understood


def test_a_question_that_stands_alone_is_not_told_back() -> None:
    assert read("Vem frågade om simhallen?").understood is None


def test_two_questions_of_one_matter_are_two() -> None:
    found = read("Vem föreslog och vad beslutades om simhallen?")
    assert found.second is not None
    assert (found.topic, found.second.topic) == ("simhallen", "simhallen")


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Till vem är skrivelsen om torget ställd?", "torget"),
        ("To whom was the letter about the square addressed?", "square"),
    ],
)
def test_whom_a_paper_was_put_to(question: str, topic: str) -> None:
    found = read(question)
    assert (found.kind, found.topic) == ("addressee", topic)


def test_what_somebody_has_answered_is_a_list_of_answers() -> None:
    found = read("Which questions has Bo Ask answered?")
    assert found.listing is not None
    assert found.listing.unit == "answer"


def test_whether_a_party_has_reserved_is_a_question_for_its_reservations() -> None:
    found = read("Har SD reserverat sig mot något?")
    assert found.intent is not None
    assert (found.intent.kinds[0], found.topic, found.named.parties) == ("dissent", "", ("SD",))
