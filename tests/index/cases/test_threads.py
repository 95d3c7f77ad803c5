"""Which prints are one question, what answers it, and how a case stands."""

from __future__ import annotations

import pytest
from case_archive import ANNA, BO, EVA, Archive, Item, Told, answers, asks, decides

from corpus.records import Act, ActKind, Actor, Form, Genre
from index.cases import Cases, QuestionThread
from index.records import Filters

QUESTION = "När öppnar simhallen för allmänheten igen efter ombyggnaden?"
OTHER = "Hur mycket har reparationen av reningsverket kostat hittills?"
TITLE = "Interpellation av Anna Ek (S) till Bo Ask (M) om simhallens ombyggnad"
REPLY = "Simhallen öppnar den 1 september."


def threads(archive: Archive, cases: Cases, answered: bool | None = None) -> list[QuestionThread]:
    return cases.threads(archive.catalogue.acts(Filters(acts=(ActKind.QUESTION,))), answered=answered)


def quote(archive: Archive, act: Act) -> str:
    document = archive.catalogue.document(act.span.document_id)
    assert document is not None
    return document.quote(act.span)


def test_prints_in_paper_answer_and_minutes_are_one_thread(archive: Archive) -> None:
    archive.paper(TITLE, asks(QUESTION, ANNA), number="KS 2022/1", path="1.txt", on="2023-01-01")
    archive.paper(
        "Interpellationssvar", asks(QUESTION, ANNA), answers(REPLY, BO, reply=QUESTION), number="KS 2022/1",
        genre=Genre.INTERPELLATION_ANSWER, path="2.txt", on="2023-02-01",
    )  # fmt: skip
    archive.minutes(Item("4", TITLE, "KS 2022/1", (asks(QUESTION.replace("efter", "under"), ANNA),)), on="2023-03-01")
    (thread,) = threads(archive, archive.cases())
    assert thread.question.span.document_id == archive.written[0].id
    assert len(thread.copies) == 2
    assert [(quote(archive, act), sure) for act, sure in thread.replies] == [(REPLY, 0.9)]
    assert thread.case_id == "KS 2022/1"


def test_questions_that_differ_in_a_year_or_stand_in_one_paper_are_two(archive: Archive) -> None:
    spent = "Hur mycket har kommunen betalat för reparationen av reningsverket under 2021?"
    archive.paper(
        TITLE, asks(spent, ANNA), asks(spent.replace("betalat", "fått"), ANNA), number="KS 2022/1", on="2023-01-01"
    )
    archive.paper("Interpellationssvar", asks(spent.replace("2021", "2022"), ANNA), number="KS 2022/1", on="2023-02-01")
    assert len(threads(archive, archive.cases())) == 3


def test_an_answer_is_the_less_certain_the_farther_it_stands(archive: Archive) -> None:
    archive.paper(TITLE, asks(QUESTION, ANNA), answers(REPLY, BO, reply=QUESTION), number="KS 2022/1")
    archive.paper(TITLE, asks(QUESTION, ANNA), number="KS 2022/2")
    archive.minutes(Item("4", TITLE, "KS 2022/2", (answers("Bo Ask (M) besvarar interpellationen.", BO),)))
    found = {thread.case_id: thread.replies[0][1] for thread in threads(archive, archive.cases())}
    assert found == {"KS 2022/1": 1.0, "KS 2022/2": 0.7}


def test_an_answer_to_somebody_else_or_of_an_earlier_day_is_none(archive: Archive) -> None:
    archive.paper(TITLE, asks(QUESTION, ANNA), number="KS 2022/1", on="2023-02-01")
    archive.minutes(Item("4", "Bad", "KS 2022/1", (answers("Det blir dyrt.", BO, to=(EVA,)),)), on="2023-03-01")
    archive.minutes(Item("4", "Bad", "KS 2022/1", (answers("Det har vi svarat på.", BO),)), on="2023-01-01")
    (thread,) = threads(archive, archive.cases())
    assert thread.replies == ()


def test_answered_and_unanswered_questions_are_told_apart(archive: Archive) -> None:
    archive.paper(
        TITLE, asks(QUESTION, ANNA), asks(OTHER, ANNA), answers(REPLY, BO, reply=QUESTION), number="KS 2022/1"
    )
    cases = archive.cases()
    assert [quote(archive, t.question) for t in threads(archive, cases, True)] == [QUESTION]
    assert [quote(archive, t.question) for t in threads(archive, cases, False)] == [OTHER]


def test_questions_of_question_time_have_threads_without_a_case(archive: Archive) -> None:
    told = (asks(QUESTION, ANNA), answers(REPLY, BO, reply=QUESTION), asks(OTHER, EVA))
    archive.minutes(Item("2", "Frågestund", None, told))
    cases = archive.cases()
    assert [(quote(archive, t.question), t.case_id, len(t.replies)) for t in threads(archive, cases)] == [
        (QUESTION, None, 1),
        (OTHER, None, 0),
    ]
    assert cases.find() == []


def test_the_heading_in_minutes_is_no_question_beside_those_of_the_paper(archive: Archive) -> None:
    archive.paper(TITLE, asks(QUESTION, ANNA), asks(OTHER, ANNA), number="KS 2022/1", on="2023-01-01")
    told = (asks(TITLE, ANNA), answers("Bo Ask (M) besvarar interpellationen.", BO, reply=TITLE))
    archive.minutes(Item("4", TITLE, "KS 2022/1", told), on="2023-02-01")
    found = threads(archive, archive.cases())
    assert [(quote(archive, t.question), [sure for _, sure in t.replies]) for t in found] == [
        (QUESTION, [0.7]),
        (OTHER, [0.7]),
    ]


def test_the_same_closing_words_in_two_numbered_cases_are_two_questions(archive: Archive) -> None:
    archive.paper(TITLE, asks(QUESTION, ANNA), number="KS 2022/1")
    archive.paper(TITLE, asks(QUESTION, ANNA), answers(REPLY, BO, reply=QUESTION), number="KS 2022/2")
    assert sorted(len(t.replies) for t in threads(archive, archive.cases())) == [0, 1]


def test_two_people_who_ask_the_same_are_two_threads(archive: Archive) -> None:
    archive.minutes(Item("2", "Frågestund", None, (asks(QUESTION, ANNA),)), on="2023-01-01")
    archive.minutes(Item("2", "Frågestund", None, (asks(QUESTION, EVA),)), on="2023-02-01")
    assert len(threads(archive, archive.cases())) == 2


ASKED = asks(QUESTION, ANNA)
STATES = [
    ((ASKED,), "open"),
    ((ASKED, answers(REPLY, BO, reply=QUESTION)), "answered"),
    ((ASKED, decides("Interpellationen anses besvarad.", Form.CONSIDERED_ANSWERED)), "answered"),
    ((ASKED, decides("Interpellationen bordläggs.", Form.ADJOURNED)), "adjourned"),
    ((ASKED, decides("Ärendet utgår.", Form.WITHDRAWN)), "withdrawn"),
    ((ASKED, decides("Interpellationen överlämnas."), decides("Det antecknas.", Form.NOTED)), "noted"),
]


@pytest.mark.parametrize(("told", "state"), STATES)
def test_how_an_interpellation_stands(archive: Archive, told: tuple[Told, ...], state: str) -> None:
    archive.minutes(Item("4", TITLE, "KS 2022/1", told))
    assert [case.status for case in archive.cases().find()] == [state]


MOTION = "Motion av Anna Ek (S) om gratis frukost"
BOARD = Actor(organisation="kommunstyrelsen")
TURNS = [
    (MOTION, [decides("Den bordläggs.", Form.ADJOURNED), decides("Motionen avslås.", Form.REJECTED)], "rejected"),
    (MOTION, [decides("Den bifalls.", Form.APPROVED), decides("Uppföljningen antecknas.", Form.NOTED)], "approved"),
    (MOTION, [decides("Motionen remitteras till kommunstyrelsen.")], "open"),
    (MOTION, [decides("Den bordläggs.", Form.ADJOURNED), Told(ActKind.PROPOSAL, "Motionen avslås.", (BOARD,), form=Form.REJECTED)], "open"),
    ("Taxa för bad", [decides("Den återremitteras.", Form.REFERRED_BACK), decides("Avgiften höjs till 60 kronor.")], "approved"),
    ("Taxa för bad", [decides("Avgiften höjs.", Form.APPROVED), decides("Ärendet återremitteras.", Form.REFERRED_BACK)], "referred_back"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "told", "state"), TURNS)
def test_the_last_decision_says_how_a_case_stands(archive: Archive, title: str, told: list[Told], state: str) -> None:
    for month, act in enumerate(told, 1):
        archive.minutes(Item("4", title, "KS 2022/1", (act,)), on=f"2023-{month:02}-01")
    assert [case.status for case in archive.cases().find()] == [state]


def test_find_takes_kind_person_party_day_status_and_side(archive: Archive) -> None:
    archive.paper(TITLE, number="KS 2022/1", on="2023-03-01")
    archive.paper("Motion av Eva Lo (V) om frukost", number="KS 2022/2", genre=Genre.MOTION, on="2023-05-01")
    cases = archive.cases()

    def numbers(*kinds: Genre, **filters: object) -> list[str | None]:
        side = str(filters.pop("side", "actor"))
        return [c.number for c in cases.find(kinds, Filters(**filters), side=side)]  # type: ignore[arg-type]

    assert numbers() == ["KS 2022/1", "KS 2022/2"]
    assert numbers(Genre.MOTION) == ["KS 2022/2"]
    assert numbers(parties=("V",)) == ["KS 2022/2"]
    assert numbers(persons=("Bo Ask",)) == []
    assert numbers(persons=("Bo Ask",), side="addressee") == ["KS 2022/1"]
    assert numbers(date_from=archive.at.replace(month=4)) == ["KS 2022/2"]
    assert [c.number for c in cases.find(statuses=("open",))] == ["KS 2022/1", "KS 2022/2"]


def test_answers_of_another_paper_go_to_the_question_of_their_number(archive: Archive) -> None:
    third = "Vad händer med personalen när projektet är slut i mars?"
    archive.paper(
        TITLE, *(asks(words, ANNA) for words in (QUESTION, OTHER, third)), number="KS 2022/1", on="2023-01-01"
    )
    told = (
        Told(ActKind.STATEMENT, "Fråga 1. Simhallen"), answers(REPLY, BO, to=(ANNA,)),
        Told(ActKind.STATEMENT, "Fråga 3."), answers("De går tillbaka till sina tjänster.", BO, to=(ANNA,)),
    )  # fmt: skip
    archive.paper("Svar på skrivelse", *told, number="KS 2022/1", genre=Genre.OFFICER_REPORT, on="2023-02-01")
    found = {
        quote(archive, t.question): [quote(archive, act) for act, _ in t.replies]
        for t in threads(archive, archive.cases())
    }
    assert found == {QUESTION: [REPLY], OTHER: [], third: ["De går tillbaka till sina tjänster."]}


def test_an_answer_with_a_number_that_no_question_has_answers_the_paper(archive: Archive) -> None:
    archive.paper(TITLE, asks(QUESTION, ANNA), number="KS 2022/1", on="2023-01-01")
    told = (
        Told(ActKind.STATEMENT, "Fråga 1."),
        answers(REPLY, BO),
        Told(ActKind.STATEMENT, "Fråga 2."),
        answers("Ja.", BO),
    )
    archive.paper("Svar på skrivelse", *told, number="KS 2022/1", genre=Genre.OFFICER_REPORT, on="2023-02-01")
    (thread,) = threads(archive, archive.cases())
    assert len(thread.replies) == 2
