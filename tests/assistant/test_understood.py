"""The chips of a question as understood, and the question without one of them."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.contract import Language
from assistant.streaming import Restriction, Understood
from assistant.understood import chips, without


def understood(question: str, *told: tuple[str, str, str], language: Language = "sv") -> Understood:
    """A question whose restrictions are (field, value, words)."""
    found = [
        Restriction(field, value, question.index(words), question.index(words) + len(words))
        for field, value, words in told
    ]
    return Understood(question, language, restrictions=tuple(found))


def left(question: str, field: str, value: str, words: str, language: Language = "sv") -> str:
    return without(understood(question, (field, value, words), language=language), 0)


def test_chips_say_what_narrows_in_both_languages() -> None:
    asked = understood(
        "Vilka interpellationer ställde (S) till Ulla Testberg i barnnämnden i maj 2023?",
        ("party", "S", "(S)"),
        ("person", "Ulla Testberg", "Ulla Testberg"),
        ("body", "barn- och utbildningsnämnden", "barnnämnden"),
        ("period", "2023-05-01/2023-05-31", "maj 2023"),
    )
    assert [chip.label for chip in chips(asked, "sv")] == [
        "Parti (S)",
        "Person Ulla Testberg",
        "Organ barn- och utbildningsnämnden",
        "Period maj 2023",
    ]
    assert [chip.label for chip in chips(asked, "en")][-1] == "Period May 2023"


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("2021-01-01/2021-12-31", "Period 2021"),
        ("2021-01-01/2022-12-31", "Period 2021–2022"),
        ("2024-05-15/2024-05-15", "Period 2024-05-15"),
        ("2024-01-01/", "Period från 2024-01-01"),
        ("/2024-02-07", "Period till 2024-02-07"),
        ("2023-08-01/2023-12-31", "Period 2023-08-01 till 2023-12-31"),
    ],
)
def test_a_period_is_told_as_people_say_it(value: str, told: str) -> None:
    (chip,) = chips(understood("Vad hände då?", ("period", value, "då")), "sv")
    assert chip.label == told


def test_words_that_say_two_things_are_one_chip() -> None:
    asked = understood(
        "Vad står i interpellationen om badet?",
        ("genre", "interpellation", "interpellationen"),
        ("genre", "interpellation_answer", "interpellationen"),
    )
    (chip,) = chips(asked, "sv")
    assert chip.label == "Handling interpellation, interpellationssvar"
    assert chip.question == "Vad står om badet?"


@pytest.mark.parametrize(
    ("question", "field", "value", "words", "rest"),
    [
        (
            "Vem i kommunstyrelsen frågade om badet?",
            "body",
            "kommunstyrelsen",
            "kommunstyrelsen",
            "Vem frågade om badet?",
        ),
        (
            "Vad bestämde fullmäktige om badet?",
            "body",
            "kommunfullmäktige",
            "fullmäktige",
            "Vad bestämde man om badet?",
        ),
        ("Vem yrkade avslag i ks?", "body", "kommunstyrelsen", "ks", "Vem yrkade avslag?"),
        (
            "Vad svarade Ulla Testberg (S) om badet?",
            "person",
            "Ulla Testberg",
            "Ulla Testberg",
            "Vad svarade någon om badet?",
        ),
        ("Vad svarade Ulla Testberg (S) om badet?", "party", "S", "(S)", "Vad svarade Ulla Testberg om badet?"),
        (
            "Vad blev svaret på Testbergs fråga?",
            "person",
            "Ulla Testberg",
            "Testbergs",
            "Vad blev svaret på någons fråga?",
        ),
        (
            "Vad tjänar kommundirektören Ulla Testberg?",
            "person",
            "Ulla Testberg",
            "Ulla Testberg",
            "Vad tjänar kommundirektören?",
        ),
        ("Vad sa S och M om badet?", "party", "M", "M", "Vad sa S om badet?"),
        ("Vad sa S och M om badet?", "party", "S", "S", "Vad sa M om badet?"),
        ("I maj 2023 avslogs vad?", "period", "2023-05-01/2023-05-31", "maj 2023", "Avslogs vad?"),
        ("Vem saknades den 15 maj 2024?", "period", "2024-05-15/2024-05-15", "15 maj 2024", "Vem saknades?"),
        ("Vad hände i slutet av maj 2024?", "period", "2024-05-01/2024-05-31", "maj 2024", "Vad hände?"),
        ("Vad har Tallhamra kommun betalat?", "municipality", "Tallhamra", "Tallhamra", "Vad har man betalat?"),
        ("Vad beslutade nämnden i ärende KS 2023/1?", "case_number", "KS 2023/1", "KS 2023/1", ""),
        (
            "Vad beslutade nämnden om badet i ärende KS 2023/1?",
            "case_number",
            "KS 2023/1",
            "KS 2023/1",
            "Vad beslutade nämnden om badet?",
        ),
        ("KS 2023/1", "case_number", "KS 2023/1", "KS 2023/1", ""),
    ],
)
def test_swedish_words_go_with_what_governs_them(question: str, field: str, value: str, words: str, rest: str) -> None:
    assert left(question, field, value, words) == rest


@pytest.mark.parametrize(
    ("question", "field", "value", "words", "rest"),
    [
        (
            "What did the council decide about the bath?",
            "body",
            "kommunfullmäktige",
            "the council",
            "What did anyone decide about the bath?",
        ),
        (
            "Who replied to Testberg about the bath?",
            "person",
            "Ulla Testberg",
            "Testberg",
            "Who replied about the bath?",
        ),
        (
            "Who answered Ulla Testberg's question?",
            "person",
            "Ulla Testberg",
            "Ulla Testberg's",
            "Who answered the question?",
        ),
        ("Why did the Left Party object?", "party", "V", "Left Party", "Why did anyone object?"),
        ("When the Moderates asked, who replied?", "party", "M", "Moderates", "When anyone asked, who replied?"),
        (
            "What came of the May 2023 vote on it?",
            "period",
            "2023-05-01/2023-05-31",
            "May 2023",
            "What came of the vote on it?",
        ),
        ("Who resigned in May 2023?", "period", "2023-05-01/2023-05-31", "May 2023", "Who resigned?"),
    ],
)
def test_english_words_go_with_what_governs_them(question: str, field: str, value: str, words: str, rest: str) -> None:
    assert left(question, field, value, words, "en") == rest


def test_what_a_follow_up_took_over_goes_with_the_conversation() -> None:
    asked = Understood("Vem svarade?", "sv", True, (Restriction("period", "2023-01-01/2023-12-31", 0, 0),))
    (chip,) = chips(asked, "sv")
    assert (chip.question, chip.fresh) == ("Vem svarade?", True)


def test_a_word_taken_out_keeps_what_the_conversation_gave() -> None:
    question = "Vem svarade i barnnämnden?"
    body = understood(question, ("body", "barnnämnden", "barnnämnden")).restrictions[0]
    taken = Restriction("period", "2023-01-01/2023-12-31", 0, 0)
    first, second = chips(Understood(question, "sv", True, (taken, body)), "sv")
    assert (first.fresh, second.fresh) == (True, False)
    assert second.question == "Vem svarade?"


@settings(deadline=None)
@given(
    st.text(st.sampled_from("abc (),?i är den ")),
    st.integers(0, 30),
    st.integers(0, 30),
    st.sampled_from(["person", "period", "genre"]),
)
def test_whatever_is_taken_out_the_rest_is_tidy(question: str, start: int, length: int, field: str) -> None:
    value = "2023-01-01/2023-12-31" if field == "period" else "minutes"
    start = min(start, len(question))
    one = Restriction(field, value, start, min(start + length, len(question)))
    rest = without(Understood(question, "sv", restrictions=(one,)), 0)
    if one.start < one.end:
        assert "  " not in rest
        assert rest == rest.strip()


def test_both_languages_have_every_word() -> None:
    known = tomllib.loads((files("assistant") / "understood.toml").read_text("utf-8"))
    for group in ("label", "period", "cut"):
        assert known["sv"][group].keys() == known["en"][group].keys()
