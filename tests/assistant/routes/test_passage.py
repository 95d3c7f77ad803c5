"""Facts are answered with the sentence that states them, never with one that asks."""

from __future__ import annotations

import pytest

from assistant import Assistant


@pytest.mark.parametrize(
    ("question", "quote", "path"),
    [
        ("När öppnar simhallen för allmänheten igen?", "den 1 september 2022", "kf/svar-simhallen.txt"),
        ("When does simhallen open again?", "den 1 september 2022", "kf/svar-simhallen.txt"),
        ("Hur mycket har reparationen av reningsverket kostat?", "4,2 miljoner kronor", "kf/svar-simhallen.txt"),
        ("Hur många medarbetare har Jobbcentrum?", "34 medarbetare", "avn/tjansteutlatande-jobbcentrum.txt"),
        ("Vad beräknas flytten av Jobbcentrum kosta?", "1 850 000 kronor", "avn/tjansteutlatande-jobbcentrum.txt"),
        ("Hur många veckor är väntetiden hos Jobbcenter Ung?", "elva veckor", "avn/svar-jobbcenter-ung.txt"),
    ],
)
def test_a_fact_is_quoted_from_where_it_stands(tallhamra: Assistant, question: str, quote: str, path: str) -> None:
    answer = tallhamra.ask(question)
    assert (answer.status, answer.route) == ("answered", "passage")
    assert quote in answer.citations[0].quote
    assert answer.citations[0].path == path
    assert "[1]" in answer.claims[0].text + answer.answer
    assert all(not c.quote.rstrip().endswith("?") and c.act != "question" for c in answer.citations)


def test_an_answer_is_told_with_who_gave_it(tallhamra: Assistant) -> None:
    answer = tallhamra.ask("När öppnar simhallen för allmänheten igen?")
    assert answer.answer.startswith("Bo Ask (M) svarade Anna Ek (S) (2022-04-19): ”Simhallen öppnar den 1 september")


def test_a_sentence_of_nobody_is_told_with_its_document(tallhamra: Assistant) -> None:
    answer = tallhamra.ask("Hur många medarbetare har Jobbcentrum?")
    assert answer.answer.startswith("Tjänsteutlåtande om flytt av Jobbcentrum till Verkstadsgatan, 2022-08-09: ”")


@pytest.mark.parametrize(
    "question",
    ["Vilka byar förlorade bokbussens hållplats under vintern?", "Hur många låntagare har bokbussen haft per vecka?"],
)  # fmt: skip
def test_what_was_only_asked_is_no_evidence(tallhamra: Assistant, question: str) -> None:
    answer = tallhamra.ask(question)
    assert answer.status == "asked_not_answered"
    assert answer.citations[0].quote == question
    assert answer.answer.startswith("Ylva Norrman (V) frågade Tore Bladh (C) (2023-02-06)")
    assert answer.answer.endswith("Frågan har ställts, men underlaget innehåller inget svar på den.")


def test_a_suggestion_is_a_question_one_could_ask(tallhamra: Assistant) -> None:
    for question in ("När öppnar simhallen?", "Vad kostar flytten av Jobbcentrum?", "When does simhallen open?"):
        for suggestion in tallhamra.ask(question).suggestions:
            assert question.rstrip("?") not in suggestion
