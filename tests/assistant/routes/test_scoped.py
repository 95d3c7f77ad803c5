"""What narrows an answer is said, and can be lifted; where it leaves nothing, it is lifted and said to be."""

from __future__ import annotations

from datetime import date

import pytest

from assistant import Assistant, FilterSpec
from assistant.routes.scoped import in_period, without
from assistant.understanding.question import understand


@pytest.mark.parametrize(
    ("question", "says", "wider"),
    [
        ("Vem frågade i kommunstyrelsen om cykelbanan längs Sågvägen?", "Avgränsat till: kommunstyrelsen.",
         "Vem frågade om cykelbanan längs Sågvägen?"),
        ("Who asked about sporthallens tak in February 2023?", "Narrowed to: from 2023-02-01 to 2023-02-28.",
         "Who asked about sporthallens tak?"),
        ("Vem frågade om väntetiden på Jobbtorget i Ekmarka?", "Avgränsat till: Ekmarka.",
         "Vem frågade om väntetiden på Jobbtorget?"),
        ("Vad beslutade kommunfullmäktige om solceller på skolornas tak?", "Avgränsat till: kommunfullmäktige.", None),
    ],
)  # fmt: skip
def test_what_narrows_is_said_and_offered_to_be_lifted(
    council: Assistant, question: str, says: str, wider: str | None
) -> None:
    answer = council.ask(question)
    assert answer.status == "answered"
    assert answer.claims[-1].text == says
    assert wider is None or answer.suggestions[-1] == wider
    for suggestion in answer.suggestions:
        assert " beslutade om" not in suggestion


@pytest.mark.parametrize(
    ("question", "says", "who"),
    [
        ("Vem frågade i kultur- och fritidsnämnden om cykelbanan längs Sågvägen?",
         "Inget hittades för: kultur- och fritidsnämnden. I hela underlaget:", "Ylva Norrman (V) frågade"),
        ("Vad beslutade kommunstyrelsen om sporthallens tak?",
         "Inget hittades för: kommunstyrelsen. I hela underlaget:", "Kommunfullmäktige beslutade"),
        ("What did the executive decide about sporthallens tak?",
         "Nothing was found for: kommunstyrelsen. In all the documents:", "Kommunfullmäktige decided"),
    ],
)  # fmt: skip
def test_where_nothing_is_left_the_whole_is_searched_and_that_is_said(
    council: Assistant, question: str, says: str, who: str
) -> None:
    answer = council.ask(question)
    assert answer.status == "answered"
    assert answer.claims[0].text == says
    assert answer.claims[1].text.startswith(who)


def test_the_last_word_is_told_also_when_the_board_is_lifted(council: Assistant) -> None:
    answer = council.ask("Vad beslutade kommunstyrelsen om sporthallens tak?")
    assert [c.quote for c in answer.citations] == ["Interpellationen anses besvarad."]


def test_the_callers_own_filters_are_never_lifted(council: Assistant) -> None:
    only = FilterSpec(body=["kommunstyrelsen"])
    answer = council.ask("Vem frågade om bibliotekets öppettider?", filters=only)
    assert all("bibliotek" not in c.quote for c in answer.citations)
    assert "I hela underlaget" not in answer.answer


def test_a_question_that_narrows_nothing_says_nothing_of_it(council: Assistant) -> None:
    answer = council.ask("Vem frågade om cykelbanan längs Sågvägen?").answer
    assert "Avgränsat" not in answer
    assert "Inget hittades" not in answer


@pytest.mark.parametrize(
    ("first", "last", "swedish", "english"),
    [
        (date(2023, 1, 1), date(2023, 6, 30), "från 2023-01-01 till 2023-06-30", "from 2023-01-01 to 2023-06-30"),
        (date(2023, 3, 27), date(2023, 3, 27), "den 2023-03-27", "on 2023-03-27"),
        (date(2023, 1, 1), None, "från och med 2023-01-01", "since 2023-01-01"),
        (None, date(2023, 1, 1), "till och med 2023-01-01", "until 2023-01-01"),
    ],
)
def test_a_period_in_words(first: date | None, last: date | None, swedish: str, english: str) -> None:
    assert (in_period("sv", first, last), in_period("en", first, last)) == (swedish, english)


def test_a_question_without_a_narrowing_has_no_wider_one() -> None:
    assert without(understand("Vem frågade om cykelbanan?")) is None
