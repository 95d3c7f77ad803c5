"""The last word in a case is told, not the referral or the proposal on the way to it."""

from __future__ import annotations

import pytest
from council_documents import faithful

from assistant import Assistant

SOLAR = "i ärendet ”Svar på motion av Karin Lind (MP) om solceller på skolornas tak” (2023-10-30): ”Motionen avslås.”"


@pytest.mark.parametrize(
    "question",
    ["Vad beslutades om motionen om solceller på skolornas tak?", "Vad blev det av motionen om solceller?",
     "Vad beslutade kommunfullmäktige om solceller på skolornas tak?", "Hur gick det för motionen om solceller på skolornas tak?"],
)  # fmt: skip
def test_the_decision_and_not_the_referral(council: Assistant, question: str) -> None:
    answer = council.ask(question)
    assert answer.status == "answered"
    assert answer.answer.startswith(f"Kommunfullmäktige beslutade {SOLAR}")
    assert all("remitteras" not in c.quote and c.act == "decision" for c in answer.citations)
    faithful(council, answer)


@pytest.mark.parametrize(
    ("question", "day", "words"),
    [
        ("Vad beslutades om interpellationen om sporthallens tak?", "2023-04-24", "Interpellationen anses besvarad."),
        ("What was decided about the interpellation about sporthallens tak?", "2023-04-24", "Interpellationen anses besvarad."),
        ("Vad beslutade fullmäktige om sporthallens tak i mars 2023?", "2023-03-27", "Interpellationen bordläggs."),
        ("Vad beslutade fullmäktige om solceller på skolornas tak i mars 2023?", "2023-03-27", "Motionen remitteras till kommunstyrelsen."),
    ],
)  # fmt: skip
def test_the_last_word_by_the_day_that_is_asked_about(council: Assistant, question: str, day: str, words: str) -> None:
    answer = council.ask(question)
    assert (answer.citations[0].date, answer.citations[0].quote) == (day, words)
    assert len(answer.citations) == 1


@pytest.mark.parametrize(
    "question", ["När bordlades interpellationen om sporthallens tak?", "When was the interpellation about sporthallens tak adjourned?"]
)  # fmt: skip
def test_each_time_that_a_matter_was_put_off(council: Assistant, question: str) -> None:
    answer = council.ask(question)
    assert [(c.date, c.quote) for c in answer.citations] == [
        ("2023-02-27", "Interpellationen bordläggs."),
        ("2023-03-27", "Interpellationen bordläggs."),
    ]


@pytest.mark.parametrize(
    ("question", "says", "proposed"),
    [
        ("Vad beslutade kommunstyrelsen om solceller på skolornas tak?",
         "Underlaget innehåller inget beslut i frågan, bara ett förslag:", "Kommunstyrelsen föreslog (2023-09-12)"),
        ("Vad beslutades om hundbadet vid Långsjön?",
         "Underlaget innehåller inget beslut i frågan, bara ett förslag:", "Kommunstyrelseförvaltningen föreslog (2023-08-14)"),
        ("What was decided about hundbadet vid Långsjön?",
         "The documents hold no decision on this, only a proposal:", "Kommunstyrelseförvaltningen proposed (2023-08-14)"),
    ],
)  # fmt: skip
def test_what_was_only_proposed_is_told_as_no_more(council: Assistant, question: str, says: str, proposed: str) -> None:
    answer = council.ask(question)
    assert answer.status == "not_found"
    assert answer.answer.startswith(says)
    assert proposed in answer.answer
    assert [c.act for c in answer.citations] == ["proposal"]


@pytest.mark.parametrize(
    ("question", "who", "words"),
    [
        ("Vem yrkade avslag på motionen om solceller?", ["Bo Ask (M)", "Mats Orre (C)"], "yrkar avslag på motionen"),
        ("Vem yrkade bifall till motionen om solceller?", ["Karin Lind (MP)", "Mats Orre (S)"], "yrkar bifall till motionen"),
    ],
)  # fmt: skip
def test_who_moved_rejection_is_not_who_moved_approval(
    council: Assistant, question: str, who: list[str], words: str
) -> None:
    answer = council.ask(question)
    assert [c.actors for c in answer.citations] == [who]
    assert words in answer.citations[0].quote


def test_that_nobody_moved_it_is_said_before_what_was_moved(council: Assistant) -> None:
    answer = council.ask("Vem yrkade återremiss på motionen om solceller på skolornas tak?")
    assert answer.answer.startswith("Inget yrkande på just det finns i underlaget.")


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("Har interpellationen om cykelbanan längs Sågvägen besvarats?", "asked_not_answered"),
        ("Has the interpellation about cykelbanan been answered?", "asked_not_answered"),
        ("Har interpellationen om sporthallens tak besvarats?", "answered"),
    ],
)
def test_whether_an_interpellation_was_answered(council: Assistant, question: str, status: str) -> None:
    answer = council.ask(question)
    assert answer.status == status
    remark = ("Inget svar på frågan finns i underlaget.", "These documents hold no answer to the question.")
    assert answer.answer.endswith(remark) == (status == "asked_not_answered")
    assert any(c.act == "answer" for c in answer.citations) == (status == "answered")
