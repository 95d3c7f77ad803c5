"""The sentences that answer are chosen; those that only ask are not."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.extraction.choose import chance, choose, is_heading
from assistant.extraction.values import asked_kind, holds, is_strict
from assistant.understanding.question import understand


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("När öppnar simhallen för allmänheten igen?", "Simhallen öppnar den 1 september 2022"),
        ("Hur mycket har reparationen av reningsverket kostat?", "Reparationen har till och med mars kostat 4,2"),
        ("Hur många medarbetare har Jobbcentrum?", "Jobbcentrum har 34 medarbetare"),
        ("Vad kostar flytten av Jobbcentrum?", "Flytten beräknas kosta 1 850 000 kronor."),
        ("How many medarbetare does Jobbcentrum have?", "Jobbcentrum har 34 medarbetare"),
        ("Från när höjs taxan för torgplats?", "Taxan för torgplats höjs till 150 kronor"),
    ],
)
def test_the_sentence_that_answers_stands_before_all_others_that_tell(desk: Any, question: str, best: str) -> None:
    chosen = desk.chosen(question)
    kind = asked_kind(question)
    can_answer = [s for s in chosen if not s.is_question and (holds(kind, s.text) or not is_strict(kind))]
    assert can_answer[0].text.startswith(best)
    assert [s.score for s in chosen] == sorted((s.score for s in chosen), reverse=True)


def test_a_sentence_is_the_exact_text_of_its_document(desk: Any) -> None:
    chosen = desk.chosen("När öppnar simhallen för allmänheten igen?")
    assert len(chosen) > 5
    for sentence in chosen:
        assert " ".join(sentence.support.quote.split()) == " ".join(sentence.text.split())
        assert sentence.coverage == sentence.told["own"]


def test_a_question_is_known_by_its_mark_and_by_its_act(desk: Any) -> None:
    asking = {s.text: s.is_question for s in desk.chosen("När öppnar simhallen för allmänheten igen?")}
    assert asking["När öppnar simhallen för allmänheten igen?"]
    assert not asking["Simhallen i centrum har varit stängd i två år."]


def test_nothing_is_chosen_from_nothing(desk: Any) -> None:
    assert choose(desk.reader, understand("När öppnar simhallen?"), [], {}) == []


def test_passages_of_documents_that_are_gone_are_left_out(desk: Any) -> None:
    question = "När öppnar simhallen?"
    assert choose(desk.reader, understand(question), desk.hits(question), {}) == []


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("Svar på interpellation av Anna Ek (S) om simhallen", True),
        ("SVAR PÅ INTERPELLATION AV ANNA EK (S) OM SIMHALLEN", True),
        ("Kommunens svar på interpellation av Anna Ek (S) om simhallen", True),
        ("Simhallen öppnar den 1 september 2022, när det nya reningsverket har provats under sommaren.", False),
    ],
)
def test_a_line_that_repeats_the_title_is_a_heading(desk: Any, line: str, heading: bool) -> None:
    assert is_heading(desk.document("kf/svar-simhallen.txt"), line) is heading


@pytest.mark.parametrize("line", ["Taxa för upplåtelse av torgplats", "Reservation", "Frågestund", "§ 40 Frågestund"])
def test_the_heading_of_a_section_is_one_with_its_number_or_without(desk: Any, line: str) -> None:
    assert is_heading(desk.document("kf/protokoll-2022-05-30.txt"), line)


@pytest.mark.parametrize(("bias", "value"), [(0.0, 0.5), (1e6, 1.0), (-1e6, 0.0)])
def test_a_chance_is_one_however_large_the_weights(bias: float, value: float) -> None:
    assert chance({"a": 0.0}, {"a": 3.0}, bias) == pytest.approx(value)
    assert chance({"unknown": 5.0}, {}, bias) == pytest.approx(value)
    assert chance({"a": 1.0}, {"a": 3.0}, 0.0) > 0.9
