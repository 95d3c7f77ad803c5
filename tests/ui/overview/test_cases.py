"""The list of cases and the timeline of one, as HTML."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from ui_support import HOSTILE, read

from assistant.overview.answers import Question, Reply
from assistant.overview.cases import CaseHints, CaseInfo, Step, StepAct, Timeline
from assistant.overview.listings import CASES_BEGIN, CaseFilter, Order
from corpus.records import ActKind, Actor, Form, Genre
from index.cases import Case
from ui.overview.cases import detail, facets, missing, table
from ui.overview.tables import ROWS, Shown, number
from ui.texts import texts

SV, EN = texts("sv"), texts("en")
ULLA, BO = Actor("Ulla Testberg", "S"), Actor("Bo Prov", "M")
CASE = CaseInfo(
    id="KS 2023/1",
    number="KS 2023/1",
    kind=Genre.INTERPELLATION,
    title=f"Interpellation om lekplatsen {HOSTILE}",
    askers=(ULLA,),
    addressees=(BO,),
    status="open",
    first=date(2023, 5, 4),
    last=date(2023, 9, 11),
    documents=3,
    questions=2,
    unanswered=1,
    bodies=("kommunfullmäktige",),
)
REPLY = Reply(("Bo Prov (M)",), date(2023, 9, 11), "svar", "kf/svar.txt", "Svar", 1, 40, 70, "Den är klar i maj.", 1.0)


def act(kind: ActKind, start: int, **changes: Any) -> StepAct:
    plain = StepAct(kind, None, date(2023, 5, 4), (ULLA,), (), 1, start, start + 20, f"Ord {start} {HOSTILE}")
    return replace(plain, **changes)


def step(document_id: str, when: date | None, *acts: StepAct, **changes: Any) -> Step:
    plain = Step(
        document_id, f"kf/{document_id}.txt", "Protokoll", Genre.MINUTES, "kommunfullmäktige", when, "Lekplatsen", "12",
        2, 10, 400, 1.0, "number", None, acts,
    )  # fmt: skip
    return replace(plain, **changes)


def timeline(**changes: Any) -> Timeline:
    steps = (
        step(
            "fråga",
            date(2023, 5, 4),
            act(ActKind.QUESTION, 100, addressees=(BO,), question=Question("q1", (REPLY,))),
            act(ActKind.QUESTION, 200, question=Question("q2")),
        ),
        step("prot", date(2023, 6, 1), act(ActKind.DECISION, 300, actors=(), form=Form.ADJOURNED)),
        step("svar", date(2023, 9, 11), act(ActKind.QUESTION, 20, question=Question("q1", (REPLY,)), again=True)),
    )
    whole = Case("KS 2023/1", "KS 2023/1", None, "", (), (), None, None, "open", ())
    return replace(Timeline(CASE, steps, whole), **changes)


def pressable(content: str) -> list[dict[str, str | None]]:
    return [attrs for tag, attrs in read(content).tags if tag == "button"]


def test_a_row_opens_its_case_and_tells_what_is_unanswered() -> None:
    content = table([CASE], 7, CaseFilter(), Shown(CASES_BEGIN), SV)
    assert {"KS 2023/1"} == {b["data-case"] for b in pressable(content) if "data-case" in b}
    text = read(content).text
    assert "1 av 7 ärenden" in text
    assert "1 av 2" in text
    assert "Ulla Testberg (S)" in text


def test_the_sorted_column_says_so_and_others_do_not() -> None:
    tags = read(table([CASE], 1, CaseFilter(), Shown(Order("last", True)), SV)).tags
    heads = [attrs for tag, attrs in tags if tag == "th" and attrs.get("scope") == "col"]
    assert [attrs.get("aria-sort") for attrs in heads] == [None, None, None, None, "descending", None, None]


def test_the_download_is_narrowed_and_sorted_as_the_table() -> None:
    chosen = CaseFilter("å & b", kinds=("motion", "none"), unanswered=True)
    tags = read(table([CASE], 1, chosen, Shown(Order("title")), EN)).tags
    (link,) = [attrs["href"] for tag, attrs in tags if tag == "a"]
    assert link == (
        "api/cases.csv?q=%C3%A5+%26+b&kind=motion&kind=none&unanswered=true&sort=title&descending=false&lang=en"
    )


def test_many_rows_are_shown_in_parts() -> None:
    many = [replace(CASE, id=f"KS 2023/{n}") for n in range(ROWS + 30)]
    content = table(many, len(many), CaseFilter(), Shown(CASES_BEGIN), SV)
    assert "Visa 30 till" in content
    assert "Visa 30 till" not in table(many, len(many), CaseFilter(), Shown(CASES_BEGIN, rows=2 * ROWS), SV)


def test_an_empty_list_says_why() -> None:
    assert "Inga ärenden passar" in table([], 3, CaseFilter("x"), Shown(CASES_BEGIN), SV)
    assert "inga ärenden i underlaget" in table([], 0, CaseFilter(), Shown(CASES_BEGIN), SV)


def test_only_what_is_there_can_be_chosen() -> None:
    offered = facets([CASE, replace(CASE, kind=None, status="approved", bodies=())], SV)
    assert offered["kind"] == [("Interpellation", "interpellation"), ("Övrigt ärende", "none")]
    assert offered["status"] == [("Bifallet", "approved"), ("Pågående", "open")]
    assert offered["body"] == [("Kommunfullmäktige", "kommunfullmäktige")]


def test_unanswered_questions_stand_above_the_timeline() -> None:
    content = detail(timeline(), SV)
    assert content.index("1 av 2 frågor är obesvarade") < content.index("Ord 200") < content.index('class="stages"')
    assert content.count("Obesvarad i underlaget") == 1


def test_every_quote_opens_its_exact_place() -> None:
    places = {
        (b["data-doc"], b["data-start"], b["data-end"]) for b in pressable(detail(timeline(), SV)) if "data-doc" in b
    }
    assert {("fråga", "100", "120"), ("fråga", "200", "220"), ("prot", "300", "320"), ("svar", "40", "70")} <= places
    assert ("prot", "10", "400") in places


def test_kinds_are_told_apart_in_words() -> None:
    text = read(detail(timeline(), SV)).text
    assert "Beslut: bordläggning" in text
    assert "Samma fråga som ovan." in text
    assert "§ 12 Lekplatsen" in text
    assert "Decision: adjournment" in read(detail(timeline(), EN)).text


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (REPLY, None),
        (replace(REPLY, certainty=0.9), "samma fråga i en annan handling"),
        (replace(REPLY, certainty=0.7), "inte knutet till just den här frågan"),
        (replace(REPLY, certainty=0.6, start=0, end=0, quote=""), "säger inte vilken del"),
    ],
)
def test_what_is_not_certain_is_said_in_words(reply: Reply, told: str | None) -> None:
    asked = act(ActKind.QUESTION, 100, question=Question("q1", (reply,)))
    text = read(detail(timeline(steps=(step("fråga", date(2023, 5, 4), asked),)), SV)).text
    assert ("Troligen besvarad" in text) is (reply.certainty < 0.8)
    assert told is None or told in text
    tied = step("fråga", None, certainty=0.85, why="title")
    assert "hör troligen hit" in read(detail(timeline(steps=(tied,)), SV)).text


def test_three_dated_steps_make_a_picture_that_is_told_in_words() -> None:
    content = detail(timeline(), SV)
    assert '<svg viewBox="0 0 760' in content
    assert "2023-05-04 Fråga; 2023-06-01 Bordläggning; 2023-09-11 Fråga" in content
    assert "<svg" not in detail(timeline(steps=timeline().steps[:2]), SV)


def test_days_close_together_keep_their_marks_apart_and_inside() -> None:
    days = [date(2020, 1, 1), *(date(2023, 5, n) for n in range(1, 29))]
    content = detail(timeline(steps=tuple(step(f"d{n}", day) for n, day in enumerate(days))), SV)
    places = [float(attrs["cx"] or 0) for tag, attrs in read(content).tags if tag == "circle"]
    assert len(places) == len(days)
    assert all(b - a > 15 for a, b in pairwise(places))
    assert min(places) > 0
    assert max(places) < 760


def test_nothing_of_a_document_becomes_markup() -> None:
    for content in (detail(timeline(), SV), table([CASE], 1, CaseFilter(HOSTILE), Shown(CASES_BEGIN), SV)):
        assert "<img" not in content
        assert "${" not in content
        assert "{{" not in content


def test_a_number_that_is_no_case_offers_what_comes_near() -> None:
    content = missing(f"1/1 {HOSTILE}", CaseHints(("KS 2023/1",), ("kf/a.txt",)), SV)
    assert [b["data-case"] for b in pressable(content) if "data-case" in b] == ["KS 2023/1"]
    assert "kf/a.txt" in content
    assert "<img" not in content


def test_counts_have_their_thousands_apart() -> None:
    assert (number(12480, SV), number(12480, EN)) == ("12\u00a0480", "12,480")
