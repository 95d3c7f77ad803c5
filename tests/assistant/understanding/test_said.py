"""What a question says becomes a filter, stands where it is said, and can be lifted."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tallhamra_words import EDUCATION, WORK, read, said

from assistant.understanding.said import days, narrowed
from corpus.records import ActKind, Genre
from index.records import Filters


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Vilka interpellationer ställde V under hösten 2023?", ["party=V", "period=2023-08-01/2023-12-31"]),
        ("What did the Left Party ask in May 2022?", ["party=V", "period=2022-05-01/2022-05-31"]),
        ("Vad frågade Anna Ek om sedan 2023?", ["person=Anna Ek", "period=2023-01-01/"]),
        ("Vad beslutade KF om torget?", ["body=kommunfullmäktige"]),
        ("What did the education board decide about the school?", [f"body={EDUCATION}"]),
        ("Vad beslutade utbildningsnämnden?", [f"body={EDUCATION}"]),
        ("Vilka ärenden har AVN behandlat?", [f"body={WORK}"]),
        ("Vad gäller i ärende KS 2022/0041?", ["case_number=KS 2022/41"]),
        ("vad gäller ks 2022/0041", ["case_number=KS 2022/41"]),
        ("Vad säger revisionsrapporten om Jobbcentrum?", ["genre=audit_report"]),
        ("What does the audit report say about Jobbcentrum?", ["genre=audit_report"]),
        ("Vad kostar bussen enligt tjänsteutlåtandet?", ["genre=officer_report"]),
        (
            "Vad står i protokollet från den 23 maj 2022?",
            ["genre=minutes", "genre=minutes_extract", "period=2022-05-23/2022-05-23"],
        ),
        ("Vilka tjänsteutlåtanden har ni från 2023?", ["genre=officer_report", "period=2023-01-01/2023-12-31"]),
        ("Vad säger V i reservationen om taxan?", ["party=V", "act=dissent"]),
        ("Vem frågade om simhallen i Granhamra?", ["municipality=Granhamra"]),
        ("Vad beslutade Tallhamra kommun om torget?", ["municipality=Tallhamra"]),
    ],
)
def test_what_a_question_says(question: str, expected: list[str]) -> None:
    assert said(question) == expected


@pytest.mark.parametrize(
    "question",
    [
        "Vem svarade på interpellationen om simhallen?",  # told by whatever paper
        "Hur många fick feriejobb under 2022?",  # told by papers of 2023
        "Vad kostar Tallhamra torg?",
        "Vem vet att fullmäktige inte fick veta?",
        "Var det nämnden eller fullmäktige som beslöt?",
        "Vad tycker kommunstyrelsens ordförande?",
        "Vad händer vecka V?",
        "I have a question",
        "VAD HÄNDER MED NY SKOLA?",
    ],
)
def test_what_narrows_nothing(question: str) -> None:
    assert said(question) == []


def test_where_it_is_said() -> None:
    found = read("Vilka interpellationer ställde  V under hösten 2023?")
    assert [found.question[one.start : one.end] for one in found.said] == ["V", "hösten 2023"]


def test_a_surname_that_two_bear_is_said_twice_in_one_place() -> None:
    found = read("Vad frågade Lind om?")
    assert {one.value for one in found.said} == {"Karin Lind", "Olof Lind"}
    assert len({(one.start, one.end) for one in found.said}) == 1


def test_filters_are_narrowed() -> None:
    asked = read("Vad beslutade KF och kommunstyrelsen hade i protokollet från maj 2022?")
    found = narrowed(asked, Filters())
    assert found.bodies[0] == "kommunfullmäktige"
    assert found.genres == (Genre.MINUTES, Genre.MINUTES_EXTRACT)
    assert (found.date_from, found.date_to) == (date(2022, 5, 1), date(2022, 5, 31))


def test_what_is_lifted_narrows_nothing() -> None:
    asked = read("Vad beslutade KF i maj 2022?")
    assert narrowed(asked, Filters(), lifted=frozenset({"body", "period"})) == Filters()
    assert narrowed(asked, Filters(), lifted=frozenset({"period"})) == Filters(bodies=("kommunfullmäktige",))


def test_the_callers_filters_win() -> None:
    asked = read("Vad beslutade KF i maj 2022?")
    given = Filters(bodies=("kommunstyrelsen",), date_from=date(2023, 1, 1))
    assert narrowed(asked, given) == given


def test_people_narrow_only_where_they_are_asked_to() -> None:
    asked = read("Vilka motioner har Anna Ek och V lämnat?")
    assert narrowed(asked, Filters()) == Filters()
    assert narrowed(asked, Filters(), people=True) == Filters(persons=("Anna Ek",), parties=("V",))


def test_acts_and_case_numbers_narrow() -> None:
    asked = read("Vad säger de i reservationerna i KS 2022/0041?")
    found = narrowed(asked, Filters())
    assert found.acts == (ActKind.DISSENT,)
    assert found.case_numbers == ("KS 2022/41",)


WORDS = st.sampled_from(
    ["Vilka", "hur många", "motioner", "frågor", "V", "(S)", "Lindeqvist", "KF", "i", "protokollet", "mellan", "maj", "2022", "och", "2023", "i fjol", "obesvarade", "till", "Anna Ek", "ks 2022/1", "Granhamra", "Jobcentrum", "frågde", "§", "?", "\\", "[", "(", "the council", "reservationerna"]
)  # fmt: skip


@settings(deadline=None, max_examples=150)
@given(st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=16).map(" ".join)), st.lists(WORDS, max_size=8))
def test_whatever_is_typed_what_is_said_stands_in_the_question(question: str, before: list[str]) -> None:
    found = read(question, " ".join(before))
    for one in found.said:
        assert 0 <= one.start <= one.end <= len(found.question)
        assert found.follows is not None or found.question[one.start : one.end].strip()
    assert isinstance(narrowed(found, Filters(), people=True), Filters)


@pytest.mark.parametrize(
    "text", ["å" * 4000, "frågde " * 571, "(S) " * 1000, "2022-" * 800, "Anna Ek och " * 333, "hur många " * 400]
)
def test_long_questions_are_read(text: str) -> None:
    assert read(text).search


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2023-09-01/2023-11-30", (date(2023, 9, 1), date(2023, 11, 30))),
        ("2023-01-01/", (date(2023, 1, 1), None)),
        ("/2021-12-31", (None, date(2021, 12, 31))),
    ],
)
def test_a_period_as_it_is_said(value: str, expected: tuple[date | None, date | None]) -> None:
    assert days(value) == expected
