"""Days, months, seasons and years of a question become periods."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.understanding import periods


def told(question: str) -> tuple[str | None, str | None] | None:
    found = periods.find(question)
    if found is None:
        return None
    return (
        found.first.isoformat() if found.first else None,
        found.last.isoformat() if found.last else None,
    )


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("Vad beslutades den 30 maj 2022?", "2022-05-30", "2022-05-30"),
        ("Vad beslutades 2022-05-30?", "2022-05-30", "2022-05-30"),
        ("Vad beslutades i maj 2022?", "2022-05-01", "2022-05-31"),
        ("Vad beslutades i februari 2024?", "2024-02-01", "2024-02-29"),
        ("What was decided in May 2022?", "2022-05-01", "2022-05-31"),
        ("What was decided in October 2022?", "2022-10-01", "2022-10-31"),
        ("Vad hände våren 2023?", "2023-01-01", "2023-06-30"),
        ("Vad hände under hösten 2022?", "2022-08-01", "2022-12-31"),
        ("What happened in autumn 2022?", "2022-08-01", "2022-12-31"),
        ("Vad beslutades under 2022?", "2022-01-01", "2022-12-31"),
        ("What was decided during 2022?", "2022-01-01", "2022-12-31"),
        ("Vad har beslutats sedan 2021?", "2021-01-01", None),
        ("Vad gäller från och med 2021?", "2021-01-01", None),
        ("What was decided since 2021?", "2021-01-01", None),
        ("Vad beslutades före 2022?", None, "2021-12-31"),
        ("What was decided before 2022?", None, "2021-12-31"),
    ],
)
def test_a_period_is_read_as_people_write_it(question: str, first: str | None, last: str | None) -> None:
    assert told(question) == (first, last)


@pytest.mark.parametrize(
    "question",
    [
        "Vad står i budget 2024?",
        "Vad gäller i ärende KS 2022/0041?",
        "Vilka mål finns i plan 2023-2026?",
        "Hur många platser har salen?",
        "Vad hände den 31 februari?",
    ],
)
def test_a_number_that_is_no_period_narrows_nothing(question: str) -> None:
    assert told(question) is None


def test_a_period_holds_its_first_and_last_day_and_no_unknown_day() -> None:
    period = periods.find("Vad beslutades i maj 2022?")
    assert period is not None
    assert period.holds(date(2022, 5, 1))
    assert period.holds(date(2022, 5, 31))
    assert not period.holds(date(2022, 6, 1))
    assert not period.holds(None)


def test_an_open_period_goes_on() -> None:
    period = periods.find("Vad har beslutats sedan 2021?")
    assert period is not None
    assert period.holds(date(2030, 1, 1))
    assert not period.holds(date(2020, 12, 31))


@given(st.dates(date(2000, 1, 1), date(2029, 12, 31)), st.sampled_from(["Vem frågade {} om X?", "{}", "den {}."]))
def test_a_day_is_found_where_it_stands(day: date, question: str) -> None:
    text = question.format(day.isoformat())
    found = periods.find(text)
    assert found is not None
    assert (found.first, found.last) == (day, day)
    assert text[found.start : found.end] == day.isoformat()


TODAY = date(2024, 11, 22)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("i fjol", "2023-01-01/2023-12-31"),
        ("last year", "2023-01-01/2023-12-31"),
        ("hittills i år", "2024-01-01/2024-12-31"),
        ("det senaste året", "2023-11-23/2024-11-22"),
        ("de senaste tre åren", "2021-11-23/2024-11-22"),
        ("in the past six months", "2024-05-23/2024-11-22"),
        ("förra månaden", "2024-10-01/2024-10-31"),
        ("i våras", "2024-01-01/2024-06-30"),
        ("last autumn", "2023-08-01/2023-12-31"),
        ("under förra mandatperioden", "2018-10-15/2022-10-14"),
        ("during the current term", "2022-10-15/2026-10-14"),
        ("mandatperioden 2018-2022", "2018-10-15/2022-10-14"),
        ("läsåret 2023/24", "2023-08-01/2024-06-30"),
        ("since March 2023", "2023-03-01/"),
        ("sedan hösten 2022", "2022-08-01/"),
        ("mellan 2021 och 2022", "2021-01-01/2022-12-31"),
        ("mellan mars och juni 2023", "2023-03-01/2023-06-30"),
        ("from January to March 2023", "2023-01-01/2023-03-31"),
        ("från mars 2022 till juni 2023", "2022-03-01/2023-06-30"),
        ("between June 1, 2023 and 5th of July 2023", "2023-06-01/2023-07-05"),
        ("under åren 2021-2023", "2021-01-01/2023-12-31"),
        ("under 2021 och 2022", "2021-01-01/2022-12-31"),
        ("före sommaren 2022", "/2022-05-31"),
        ("fram till maj 2022", "/2022-05-31"),
        ("till och med juni 2023", "/2023-06-30"),
        ("efter 2021", "2022-01-01/"),
        ("efter den 12 maj 2023", "2023-05-13/"),
        ("första halvåret 2024", "2024-01-01/2024-06-30"),
        ("first half of 2024", "2024-01-01/2024-06-30"),
        ("den 12 juni 2024", "2024-06-12/2024-06-12"),
        ("protokollet från maj 2024", "2024-05-01/2024-05-31"),
        ("motioner från 2023", "2023-01-01/2023-12-31"),
        ("motioner från 2023 och framåt", "2023-01-01/"),
        ("från och med 2022-05-01", "2022-05-01/"),
    ],
)
def test_a_period_in_other_words(question: str, value: str) -> None:
    found = periods.find(question, TODAY)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    "question", ["höja taxan till 2024", "2023 års budget", "the 2022 local election", "in the 2022 election", "i maj"]
)
def test_other_numbers_and_months_are_no_period(question: str) -> None:
    assert periods.find(question, TODAY) is None


@given(st.text(alphabet="från till mellan och 2023-05/ majhöst", max_size=60), st.dates(date(2001, 1, 1)))
def test_no_words_of_time_break_the_reading(question: str, today: date) -> None:
    found = periods.find(question, today)
    assert found is None or 0 <= found.start < found.end <= len(question)
