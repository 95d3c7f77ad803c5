"""A case is found by its number however it is written, and a number by its matter."""

from __future__ import annotations

import pytest
from council_documents import faithful, quoted, table

from assistant import Assistant


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("Vilket diarienummer har motionen om solceller?", "har diarienummer KS 2023/0060"),
        ("What is the case number of the motion about solceller?", "has the number KS 2023/0060"),
        ("Vad har interpellationen om bibliotekets öppettider för diarienummer?", "har diarienummer KFN 2022/0031"),
        ("Dnr för interpellationen om sporthallens tak?", "har diarienummer KS 2023/0011"),
    ],
)
def test_the_number_of_a_matter_as_the_paper_writes_it(council: Assistant, question: str, says: str) -> None:
    answer = council.ask(question)
    assert (answer.status, answer.route) == ("answered", "register")
    assert says in answer.answer
    assert says.rpartition(" ")[2] in answer.citations[0].quote
    faithful(council, answer)


@pytest.mark.parametrize(
    "question",
    ["Vilket diarienummer har interpellationen om vattentornets framtid?", "Vilket diarienummer har motionen om skidspår?"],
)  # fmt: skip
def test_a_matter_without_a_number_gets_no_other_matters(council: Assistant, question: str) -> None:
    answer = council.ask(question)
    assert answer.status == "not_found"
    assert "har diarienummer" not in answer.answer


@pytest.mark.parametrize(
    "question",
    ["Vad är KS 2023/0011?", "Vad är KS 2023/11?", "KS 2023/11", "What is case KS 2023/0011?", "Status KS 2023/11?",
     "Vad är KS 2023/11 för ärende?", "Vad handlar ärende KS 2023/11 om?"],
)  # fmt: skip
def test_a_case_is_told_step_by_step_in_date_order(council: Assistant, question: str) -> None:
    answer = council.ask(question)
    assert (answer.status, answer.route) == ("answered", "register")
    assert "KS 2023/0011 (interpellation): Interpellation av Anna Ek (S)" in answer.answer
    assert ("besvarad" in answer.answer) or ("State: answered" in answer.answer)
    assert [next(iter(row.values())) for row in table(answer)] == [
        "2023-02-06", "2023-02-27", "2023-03-27", "2023-04-17", "2023-04-24",
    ]  # fmt: skip
    kinds = [row.get("Vad", row.get("What")) for row in table(answer)]
    assert kinds in (
        ["fråga", "beslut", "beslut", "svar", "beslut"],
        ["question", "decision", "decision", "answer", "decision"],
    )
    faithful(council, answer)


def test_a_boards_proposal_is_no_decision_in_the_thread(council: Assistant) -> None:
    answer = council.ask("Vad är KS 2023/60?")
    assert "Läge: avslagen" in answer.answer
    told = {row["Datum"]: (row["Organ"], row["Vad"], quoted(answer, row)) for row in table(answer)}
    assert told["2023-03-27"] == ("kommunfullmäktige", "beslut", "Motionen remitteras till kommunstyrelsen.")
    assert told["2023-09-12"][:2] == ("kommunstyrelsen", "förslag")
    assert told["2023-10-30"] == ("kommunfullmäktige", "beslut", "Motionen avslås.")


def test_what_an_officer_proposed_is_a_proposal(council: Assistant) -> None:
    answer = council.ask("Vad är KS 2023/81?")
    assert "Läge: pågående" in answer.answer
    assert [row["Vad"] for row in table(answer)] == ["förslag", "förslag"]


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("Vad är KS 2023/999?", "Inget dokument i underlaget har diarienummer KS 2023/999. Sökningen gällde 18 dok"),
        ("Vad är AVN 2023/11?", "Inget dokument i underlaget har diarienummer AVN 2023/11. Samma år och löpnummer har: KS 2023/11."),
        ("What is case BUN 2023/60?", "No document has the case number BUN 2023/60. The same year and serial number have: KS 2023/60."),
    ],
)  # fmt: skip
def test_an_unknown_number_is_not_taken_for_another(council: Assistant, question: str, says: str) -> None:
    answer = council.ask(question)
    assert (answer.status, answer.citations) == ("not_found", [])
    assert answer.answer.startswith(says)


def test_a_fact_in_a_case_is_no_question_for_its_thread(council: Assistant) -> None:
    answer = council.ask("Vad har läckan i sporthallen kostat enligt KS 2023/11?")
    assert "640 000 kronor" in answer.answer
    assert "steg i underlaget" not in answer.answer
