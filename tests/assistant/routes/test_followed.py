"""A follow-up goes on with what was told: the day of a fact, not the day on which somebody told it."""

from __future__ import annotations

import pytest
from council_documents import faithful

from assistant import Assistant


@pytest.mark.parametrize(("before", "follow_up"), [("Flyttar Jobbcentrum till Verkstadsgatan?", "Och när?")])
def test_when_after_a_fact_is_the_day_of_the_fact(tallhamra: Assistant, before: str, follow_up: str) -> None:
    answer = tallhamra.ask(follow_up, history=[before])
    assert answer.status == "answered"
    assert "den 1 oktober 2022" in answer.answer
    assert f"”När: {before}”" in answer.claims[-1].text
    assert answer.answer.count("Frågan uppfattades som") == 1
    faithful(tallhamra, answer)


def test_when_after_who_asked_is_the_day_of_the_question(tallhamra: Assistant) -> None:
    answer = tallhamra.ask("Och när?", history=["Vem frågade om simhallen?"])
    assert answer.status == "answered"
    assert "2022-03-14" in answer.answer


def test_the_number_of_a_paper(tallhamra: Assistant) -> None:
    answer = tallhamra.ask("What is the number of the interpellation about bokbussen?")
    assert answer.status == "answered"
    assert "KFN 2023/0015" in answer.answer
    faithful(tallhamra, answer)
