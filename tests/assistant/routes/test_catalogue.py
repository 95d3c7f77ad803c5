"""What there is on a topic: every document, counted by kind, from the first day to the last."""

from __future__ import annotations

import pytest
from council_documents import faithful, table

from assistant import Assistant, FilterSpec


@pytest.mark.parametrize(
    ("question", "says", "days"),
    [
        ("Vad har ni om sporthallen?",
         "Underlaget har 5 dokument om ”sporthallen”, daterade 2023-02-06 till 2023-04-24: 3 protokoll, 1 interpellation, 1 interpellationssvar.",
         ["2023-02-06", "2023-02-27", "2023-03-27", "2023-04-17", "2023-04-24"]),
        ("What do you have about biblioteket?",
         "The documents hold 2 documents about “biblioteket”, dated 2022-10-03 to 2022-11-07: 1 interpellation, 1 answer to an interpellation.",
         ["2022-10-03", "2022-11-07"]),
        ("Vad finns det om hundbad?",
         "Underlaget har 2 dokument om ”hundbad”, daterade 2023-04-03 till 2023-08-14: 1 motion, 1 tjänsteutlåtande.",
         ["2023-04-03", "2023-08-14"]),
    ],
)  # fmt: skip
def test_the_documents_on_a_topic(council: Assistant, question: str, says: str, days: list[str]) -> None:
    answer = council.ask(question)
    assert (answer.status, answer.route) == ("answered", "catalogue")
    assert answer.answer.startswith(says)
    assert [next(iter(row.values())) for row in table(answer)] == days
    faithful(council, answer)


def test_what_was_done_in_them_is_counted(council: Assistant) -> None:
    assert "1 fråga, 1 förslag eller yrkande" not in council.ask("Vad har ni om hundbad?").answer
    answer = council.ask("Vad har ni om biblioteket?").answer
    assert "I dem finns 2 frågor, 1 svar i frågan." in answer


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("Vad har ni om skidspår?", "Underlaget innehåller inget om ”skidspår”. Sökningen gällde 18 dokument"),
        ("What do you have about ski tracks?", "The documents hold nothing about “ski tracks”. The search covered 18"),
        ("Vad har ni om skidspår vid biblioteket?", "Underlaget innehåller inget om ”skidspår vid biblioteket”."),
        ("Vad har ni från 2019?", "Inga dokument motsvarar de valda filtren. Sökningen gällde 0 dokument"),
    ],
)
def test_that_there_is_nothing_is_said_with_what_was_searched(council: Assistant, question: str, says: str) -> None:
    answer = council.ask(question)
    assert (answer.status, answer.route, answer.citations) == ("not_found", "catalogue", [])
    assert answer.answer.startswith(says)


def test_how_far_back_the_documents_go(council: Assistant) -> None:
    answer = council.ask("Hur långt tillbaka sträcker sig underlaget?")
    assert answer.answer.startswith(
        "Underlaget har 18 dokument, daterade 2022-10-03 till 2023-10-30: 6 interpellationer, "
    )
    rows = table(answer)
    assert len(rows) == 18
    assert rows[-1]["Datum"] == "–"


def test_the_callers_filters_narrow_what_there_is(council: Assistant) -> None:
    only = FilterSpec(genre=["interpellation"])
    answer = council.ask("Vad har ni om sporthallen?", filters=only)
    assert answer.answer.startswith("Underlaget har 1 dokument om ”sporthallen”")


def test_a_board_and_a_year_narrow_what_there_is(council: Assistant) -> None:
    answer = council.ask("Vad har ni om solceller från 2023 i kommunstyrelsen?")
    assert [row["Datum"] for row in table(answer)] == ["2023-09-12"]
