"""Compilations of short questions with their answers: many askers, many answerers, one paper."""

from __future__ import annotations

import pytest
from papers import acts, by, paper, quotes, to

from corpus.records import ActKind, Document, Genre

Q, A = ActKind.QUESTION, ActKind.ANSWER
HEAD = (
    "Region Tallhamra\nRegionfullmäktige\n\nSAMMANSTÄLLNING      2025-04-15\n"
    "Enkla frågor med svar      Dnr RS 2025-0088\n\nÄrende 6. Enkla frågor\n\n"
)
FIRST = "Kostnaden var 318 miljoner kronor 2023 och har sedan dess minskat varje år enligt bokslutet."


def compiled(numbers: tuple[str, str, str]) -> Document:
    one, two, three = numbers
    return paper(
        f"{HEAD}{one}Fråga från Eva Ek (L) till regionrådet Bo Ask (S)\n      om hyrpersonal\n\n"
        "Regionen sade i januari att beroendet skulle vara borta i år.\n\n   Fråga: Står målet fast?\n\n"
        f"Svar: Ja, målet står fast. {FIRST}\n   Jag vill också påminna om att läkare inte omfattas.\n\n"
        f"{two}Fråga från Olle Sand (M) till regionrådet Nina Berg (C)\n      om sommarersättningen\n\n"
        "Inför 2025 är beloppet sänkt.\n\n   Fråga: Varför?\n\nSvar: Vi har höjt ersättningen för obekväm tid.\n\n"
        f"{three}Fråga från Arvid Torn (KD) till regionrådet Bo Ask (S)\n      om apotek\n\n"
        "Frågan återtogs före sammanträdet.\n\nRegionfullmäktiges beslut § 37\nFrågorna är därmed besvarade.\n"
    )


@pytest.mark.parametrize("numbers", [("6:1   ", "6:2   ", "6:3   "), ("3. ", "4. ", "5. "), ("Nr 4 ", "Nr 5 ", "Nr 6 "), ("", "", "")])  # fmt: skip
def test_each_question_and_answer_of_a_compilation_has_its_two_sides(numbers: tuple[str, str, str]) -> None:
    document = compiled(numbers)
    assert document.genre is Genre.SIMPLE_QUESTION
    assert document.title == "Enkla frågor med svar"
    asked, answered = acts(document, Q), acts(document, A)
    assert [by(q) for q in asked] == [["Eva Ek (L)"], ["Olle Sand (M)"], ["Arvid Torn (KD)"]]
    assert [to(q) for q in asked] == [["Bo Ask (S)"], ["Nina Berg (C)"], ["Bo Ask (S)"]]
    assert quotes(document, Q)[0] == "Står målet fast?"
    assert [by(a) for a in answered] == [["Bo Ask (S)"], ["Nina Berg (C)"]]
    assert [a.reply_to for a in answered] == [q.id for q in asked[:2]]


def test_an_answer_runs_to_the_next_question() -> None:
    first, second = quotes(compiled(("6:1 ", "6:2 ", "6:3 ")), A)
    assert first.startswith("Ja, målet")
    assert first.endswith("läkare inte omfattas.")
    assert second == "Vi har höjt ersättningen för obekväm tid."


def test_a_question_of_one_word_is_told_with_what_stands_above_it() -> None:
    words = " ".join(quotes(compiled(("6:1 ", "6:2 ", "6:3 ")), Q)[1].split())
    assert words == "Inför 2025 är beloppet sänkt. Fråga: Varför?"


def test_a_question_that_was_withdrawn_is_its_heading() -> None:
    words = " ".join(quotes(compiled(("6:1 ", "6:2 ", "6:3 ")), Q)[2].split())
    assert words == "Fråga från Arvid Torn (KD) till regionrådet Bo Ask (S) om apotek"


def test_one_question_with_its_answer_is_no_compilation() -> None:
    text = "Fråga från Eva Ek (L) till regionrådet Bo Ask (S) om hyrpersonal\n\nStår målet fast?\n\nEva Ek (L)\n"
    assert paper(text).title == "Fråga från Eva Ek (L) till regionrådet Bo Ask (S) om hyrpersonal"
