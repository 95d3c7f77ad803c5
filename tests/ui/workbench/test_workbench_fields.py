"""What staff correct of a paper before the work begins."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ui_support import read
from workbench_support import FIRST, PAPER, PAPER_TEXT, SECOND, THIRD, Outline

from assistant.brief.records import Paper, Person
from corpus.records import Genre
from ui.texts import texts
from ui.workbench.editing import Unreadable, after, edited, ready
from ui.workbench.fields import added, joined, person_line, removed, split, without_blanks
from ui.workbench.paper import form

SV, EN = texts("sv"), texts("en")


def fields(**changes: Any) -> dict[str, Any]:
    plain = {
        "title": PAPER.title,
        "genre": "interpellation",
        "topic": "lekplatsen",
        "date": "2024-05-02",
        "case_number": "KS 2024/1",
        "askers": "Ulla Testberg (S)",
        "addressees": "Bo Prov (M), ordförande",
        "question": [FIRST, SECOND, THIRD],
        "parts": ["", "Vad kostar den?\nOch vem betalar?", ""],
    }
    return {"fields": {**plain, **changes}}


def verbatim(paper: Paper) -> bool:
    return all(ask.start == ask.end or paper.text[ask.start : ask.end] == ask.text for ask in paper.questions)


def test_fields_that_nobody_touched_leave_the_paper_as_it_is() -> None:
    assert ready(PAPER, fields()) == PAPER.model_copy(update={"title": " ".join(PAPER.title.split())})


def test_what_is_corrected_is_taken() -> None:
    two = "Ulla Testberg (S)\nCia Prov, gruppledare"
    paper = ready(PAPER, fields(askers=two, genre="motion", date="", case_number=" ", topic=" bad "))
    assert paper.askers == (Person(name="Ulla Testberg", party="S"), Person(name="Cia Prov", role="gruppledare"))
    assert (paper.genre, paper.date, paper.case_number, paper.topic) == (Genre.MOTION, None, None, "bad")


@pytest.mark.parametrize("person", [*PAPER.askers, *PAPER.addressees, Person(name="Kommunstyrelsen")])
def test_a_person_is_read_as_they_are_shown(person: Person) -> None:
    assert ready(PAPER, fields(askers=person_line(person))).askers == (person,)


def test_a_question_written_anew_has_no_place_and_its_own_parts() -> None:
    paper = ready(PAPER, fields(question=[FIRST, "Vem betalar bygget?", THIRD], parts=["", SECOND, ""]))
    assert (paper.questions[1].start, paper.questions[1].end) == (0, 0)
    changed = ready(PAPER, fields(question=["Vem betalar bygget?", SECOND, THIRD]))
    assert changed.questions[0].parts == ("Vem betalar bygget?",)
    assert changed.questions[1] == PAPER.questions[1]


def test_parts_can_be_written() -> None:
    paper = ready(PAPER, fields(parts=["När?\nVar?", "", ""]))
    assert paper.questions[0].parts == ("När?", "Var?")
    assert paper.questions[1].parts == (SECOND,)
    assert verbatim(paper)


def test_a_question_is_split_where_the_cursor_stands_and_joined_again() -> None:
    cut = split(PAPER, 2, SECOND.index("Och"))
    assert [ask.text for ask in cut.questions] == [FIRST, "Vad kostar den?", "Och vem betalar?", THIRD]
    assert [ask.n for ask in cut.questions] == [1, 2, 3, 4]
    assert all(ask.end > ask.start for ask in cut.questions)
    assert verbatim(cut)
    again = joined(cut, 2)
    assert again.questions[1].text == SECOND
    assert verbatim(again)


def test_without_a_cursor_a_question_is_split_at_its_first_sentence() -> None:
    assert [ask.text for ask in split(PAPER, 2, 0).questions][1:3] == ["Vad kostar den?", "Och vem betalar?"]
    with pytest.raises(Unreadable):
        split(PAPER, 1, 0)


@given(st.integers(0, 60), st.integers(0, 4))
def test_wherever_it_is_cut_what_has_a_place_is_verbatim(at: int, n: int) -> None:
    try:
        cut = split(PAPER, n, at)
    except Unreadable:
        return
    assert verbatim(cut)
    assert "".join("".join(ask.text.split()) for ask in cut.questions) == "".join(f"{FIRST}{SECOND}{THIRD}".split())


def test_questions_far_apart_are_joined_without_what_stands_between() -> None:
    near = joined(removed(PAPER, 2), 1)
    assert near.questions[0].text == f"{FIRST} {THIRD}"
    assert near.questions[0].start == near.questions[0].end


def test_empty_questions_are_left_out_when_the_work_begins() -> None:
    assert len(added(PAPER).questions) == 4
    assert without_blanks(added(PAPER)) == PAPER
    with pytest.raises(Unreadable) as none:
        ready(PAPER, fields(question=["  ", ""], parts=["", ""]))
    assert "Skriv in minst en" in SV(str(none.value))


def test_a_date_that_is_none_is_told_and_the_rest_is_kept() -> None:
    given = fields(date="i våras", topic="bad")
    with pytest.raises(Unreadable) as unread:
        ready(PAPER, given)
    assert "2026-05-31" in SV(str(unread.value))
    assert (edited(PAPER, given).topic, edited(PAPER, given).date) == ("bad", PAPER.date)


def test_a_press_keeps_what_was_written_beside_it() -> None:
    desk = after("add", {**fields(topic="bad"), "n": "1"}, PAPER, SV)
    assert desk.paper is not None
    assert (desk.paper.topic, len(desk.paper.questions)) == ("bad", 4)
    told = after("split", {**fields(), "n": "1", "at": "0"}, PAPER, EN)
    assert "cursor" in told.said


def test_the_fields_show_everything_and_nothing_becomes_markup() -> None:
    content = form(PAPER, SV, "Ett fel.")
    tags = read(content).tags
    areas = [attrs for tag, attrs in tags if tag == "textarea" and attrs.get("name") == "question"]
    assert len(areas) == 3
    assert ("<img" in content, "{{" in content) == (False, False)
    values = {attrs.get("name"): attrs.get("value") for tag, attrs in tags if tag == "input"}
    assert values["date"] == "2024-05-02"
    assert values["title"] == PAPER.title
    assert "Ett fel." in content
    assert PAPER_TEXT.strip().splitlines()[-1] in read(content).text
    joins = [button["data-n"] for button in Outline(content).buttons if button.get("data-act") == "join"]
    assert joins == ["1", "2"]
