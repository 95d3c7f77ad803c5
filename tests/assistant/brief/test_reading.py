"""A file or a text as the paper to be answered."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from library_papers import ANSWER, INTERPELLATION, MINUTES, MOTION

from assistant import Assistant
from assistant.brief.reading import NoQuestion, paper_from, paper_in, paper_of, read_paper, with_questions
from assistant.brief.records import Paper
from corpus.errors import EmptyFile, MissingFile
from corpus.records import Genre


def in_place(paper: Paper) -> bool:
    """Whether every question is the exact characters of the paper."""
    return all(paper.text[ask.start : ask.end] == ask.text for ask in paper.questions)


def test_the_head_of_an_interpellation_and_its_questions(unanswered: Assistant, tmp_path: Path) -> None:
    file = tmp_path / "interpellation.txt"
    file.write_text(INTERPELLATION, encoding="utf-8")
    paper = read_paper(file, unanswered.index)
    assert [person.label for person in paper.askers] == ["Anna Ek (S)"]
    assert [person.label for person in paper.addressees] == ["Tore Bladh (C)"]
    assert (paper.date, paper.topic, paper.genre) == (
        date(2024, 9, 2),
        "stadsbibliotekets ombyggnad",
        Genre.INTERPELLATION,
    )
    assert paper.case_number is not None
    assert paper.document_id is None
    assert [len(ask.parts) for ask in paper.questions] == [2, 1, 1]
    assert paper.questions[1].text == "Hur många besökare hade stadsbiblioteket under 2023?"
    assert in_place(paper)


def test_the_same_bytes_are_the_same_paper(answered: Assistant) -> None:
    paper = paper_from(INTERPELLATION.encode(), "annat-namn.txt", answered.index)
    document = answered.document(paper.document_id or "")
    assert document is not None
    assert document.path == "kf/interpellation-stadsbiblioteket.txt"
    assert paper_in(document.id, answered.index).questions == paper.questions


def test_another_print_of_it_is_known_by_its_questions(answered: Assistant) -> None:
    paper = paper_of(INTERPELLATION.replace("Många låntagare", "Väldigt många låntagare"), answered.index)
    document = answered.document(paper.document_id or "")
    assert document is not None
    assert document.path == "kf/interpellation-stadsbiblioteket.txt"


def test_a_file_with_the_answer_first_holds_the_same_paper(unanswered: Assistant) -> None:
    both = paper_of(f"{ANSWER}\n\n{INTERPELLATION}", unanswered.index)
    alone = paper_of(INTERPELLATION, unanswered.index)
    assert [ask.text for ask in both.questions] == [ask.text for ask in alone.questions]
    assert both.addressees == alone.addressees
    assert both.askers == alone.askers
    assert "öppnar igen den 14 januari" not in both.text
    assert in_place(both)


def test_two_addressees_are_both_kept(unanswered: Assistant) -> None:
    text = INTERPELLATION.replace(
        "till kulturnämndens ordförande Tore Bladh (C) om",
        "till kulturnämndens ordförande Tore Bladh (C) och fritidsnämndens ordförande Samira Hadd (S) om",
    )
    paper = paper_of(text, unanswered.index)
    assert {person.label for person in paper.addressees} == {"Tore Bladh (C)", "Samira Hadd (S)"}


def test_a_motion_is_answered_point_by_point(unanswered: Assistant) -> None:
    paper = paper_of(MOTION, unanswered.index)
    assert "köper en bokbuss" in paper.questions[0].text
    assert sum(len(ask.parts) for ask in paper.questions) == 2
    assert [person.label for person in paper.askers] == ["Olof Lind (KD)"]


def test_eighty_questions_are_eighty(unanswered: Assistant) -> None:
    many = "\n".join(f"{n}. Hur många böcker stod på hylla {n} i biblioteket?" for n in range(1, 81))
    head, rest = INTERPELLATION.split("1. När", 1)
    paper = paper_of(f"{head}{many}\n\nTallhamra{rest.split('Tallhamra', 1)[1]}", unanswered.index)
    assert [ask.n for ask in paper.questions] == list(range(1, 81))
    assert in_place(paper)


def test_pasted_questions_without_any_form(unanswered: Assistant) -> None:
    paper = paper_of("Mina frågor är:\n\n1. När öppnar badet?\n2. Vad kostar det?\n", unanswered.index)
    assert [ask.text for ask in paper.questions] == ["När öppnar badet?", "Vad kostar det?"]


def test_a_lead_on_the_line_of_a_question_is_none_of_it(unanswered: Assistant) -> None:
    text = (
        INTERPELLATION.split("Mot bakgrund")[0] + "Jag vill fråga Tore Bladh: När öppnar biblioteket?\n\nAnna Ek (S)\n"
    )
    assert [ask.text for ask in paper_of(text, unanswered.index).questions] == ["När öppnar biblioteket?"]


def test_a_paper_without_a_question_says_so_in_one_line(unanswered: Assistant) -> None:
    with pytest.raises(NoQuestion, match="no question") as raised:
        paper_of(MINUTES, unanswered.index)
    assert "\n" not in str(raised.value)
    written = with_questions(raised.value.paper, ["Vad kostar ombyggnaden?"])
    assert written.questions[0].text == "Vad kostar ombyggnaden?"


def test_nothing_pasted_and_nothing_there(unanswered: Assistant, tmp_path: Path) -> None:
    with pytest.raises(EmptyFile):
        paper_of("  \n", unanswered.index)
    with pytest.raises(MissingFile):
        read_paper(tmp_path / "borta.pdf", unanswered.index)
    with pytest.raises(MissingFile):
        paper_in("0" * 16, unanswered.index)


def test_edited_questions_are_numbered_anew_and_the_rest_keeps_its_place(unanswered: Assistant) -> None:
    paper = paper_of(INTERPELLATION, unanswered.index)
    second = paper.questions[1]
    edited = with_questions(paper, [second.text, " ", "Vem beslutade om ombyggnaden och när?"])
    assert [ask.n for ask in edited.questions] == [1, 2]
    assert (edited.questions[0].start, edited.questions[0].end) == (second.start, second.end)
    assert edited.questions[1].start == edited.questions[1].end == 0
    with pytest.raises(NoQuestion):
        with_questions(paper, ["", "  "])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(alphabet="abcåäö ,-–\u00a0\u00ad", min_size=3, max_size=60), min_size=1, max_size=4))
def test_questions_are_exact_characters_whatever_they_hold(unanswered: Assistant, asked: list[str]) -> None:
    lines = "\n".join(f"{n}. Hur {text.strip()} biblioteket?" for n, text in enumerate(asked, 1))
    head = INTERPELLATION.split("1. När")[0]
    paper = paper_of(f"{head}{lines}\n\nTallhamra 2024-09-02\n\nAnna Ek (S)\n", unanswered.index)
    assert paper.questions
    assert in_place(paper)
