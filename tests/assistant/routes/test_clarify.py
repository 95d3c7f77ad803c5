"""Where a question fits two people or two places it is asked back with both; where it fits one it is not."""

from __future__ import annotations

import pytest
from council_documents import faithful

from assistant import Assistant, FilterSpec


@pytest.mark.parametrize(
    ("question", "says", "suggestions"),
    [
        ("Vad yrkade Mats Orre om solceller?", "”Mats Orre” är Mats Orre (C) eller Mats Orre (S). Vem menas?",
         ["Vad yrkade Mats Orre (C) om solceller?", "Vad yrkade Mats Orre (S) om solceller?"]),
        ("Vad har Mats Orre yrkat?", "Mats Orre (C) eller Mats Orre (S)",
         ["Vad har Mats Orre (C) yrkat?", "Vad har Mats Orre (S) yrkat?"]),
        ("What did Mats Orre move about solceller?", "“Mats Orre” is Mats Orre (C) or Mats Orre (S). Who is meant?",
         ["What did Mats Orre (C) move about solceller?", "What did Mats Orre (S) move about solceller?"]),
    ],
)  # fmt: skip
def test_namesakes_who_both_acted_are_asked_back_about(
    council: Assistant, question: str, says: str, suggestions: list[str]
) -> None:
    answer = council.ask(question)
    assert (answer.status, answer.route) == ("clarify", "clarify")
    assert says in answer.answer
    assert answer.suggestions == suggestions
    assert {name for c in answer.citations for name in c.actors} >= {"Mats Orre (C)", "Mats Orre (S)"}
    faithful(council, answer)


def test_a_suggestion_leads_to_an_answer_about_that_one_alone(council: Assistant) -> None:
    for wanted, other in (("C", "S"), ("S", "C")):
        answer = council.ask(f"Vad yrkade Mats Orre ({wanted}) om solceller?")
        assert answer.status == "answered"
        told = {name for c in answer.citations for name in c.actors}
        assert f"Mats Orre ({wanted})" in told
        assert f"Mats Orre ({other})" not in told


def test_where_only_one_of_two_has_acted_that_one_is_meant(council: Assistant) -> None:
    answer = council.ask("Vad frågade Mats Orre om?")
    assert answer.status == "answered"
    assert answer.answer.startswith("Mats Orre (C) frågade")


@pytest.mark.parametrize(
    ("question", "suggestions"),
    [
        ("Vem frågade om väntetiden på Jobbtorget?",
         ["Vem frågade om väntetiden på Jobbtorget i Tallhamra?", "Vem frågade om väntetiden på Jobbtorget i Ekmarka?"]),
        ("Who asked about väntetiden på Jobbtorget?",
         ["Who asked about väntetiden på Jobbtorget in Tallhamra?", "Who asked about väntetiden på Jobbtorget in Ekmarka?"]),
    ],
)  # fmt: skip
def test_units_of_one_name_in_two_municipalities_are_asked_back_about(
    council: Assistant, question: str, suggestions: list[str]
) -> None:
    answer = council.ask(question)
    assert (answer.status, answer.route) == ("clarify", "clarify")
    assert sorted(answer.suggestions) == sorted(suggestions)
    assert {tuple(c.actors) for c in answer.citations} == {("Karin Lind (MP)",), ("Rut Sten (L)",)}


@pytest.mark.parametrize(
    ("question", "filters", "who"),
    [
        ("Vem frågade om väntetiden på Jobbtorget i Ekmarka?", None, "Rut Sten (L)"),
        ("Vem frågade om väntetiden på Jobbtorget i Tallhamra?", None, "Karin Lind (MP)"),
        ("Who asked about väntetiden på Jobbtorget in Ekmarka?", None, "Rut Sten (L)"),
        ("Vem frågade om väntetiden på Jobbtorget?", FilterSpec(municipality=["Ekmarka"]), "Rut Sten (L)"),
        ("Vem frågade om väntetiden på Jobbtorget i AVN 2023/17?", None, "Karin Lind (MP)"),
    ],
)
def test_a_place_that_is_named_is_not_asked_for(
    council: Assistant, question: str, filters: FilterSpec | None, who: str
) -> None:
    answer = council.ask(question, filters=filters)
    assert answer.status == "answered"
    assert {name for c in answer.citations for name in c.actors} == {who}


def test_papers_of_one_case_are_not_two_places(council: Assistant) -> None:
    assert council.ask("Vem frågade om sporthallens tak?").status == "answered"
