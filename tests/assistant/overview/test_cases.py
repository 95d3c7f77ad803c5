"""The list of cases and the timeline of one."""

from __future__ import annotations

from assistant import Assistant
from assistant.overview.answers import Answered
from assistant.overview.cases import CaseInfo, cases, hints, timeline
from corpus.records import ActKind, Genre


def listed(tallhamra: Assistant, number: str) -> CaseInfo:
    (found,) = [case for case in cases(tallhamra.index) if case.number == number]
    return found


def test_a_case_tells_its_documents_questions_and_boards(tallhamra: Assistant) -> None:
    case = listed(tallhamra, "KS 2022/41")
    assert case.kind is Genre.INTERPELLATION
    assert [actor.label for actor in case.askers] == ["Anna Ek (S)"]
    assert (case.documents, case.questions, case.unanswered) == (2, 2, 0)
    assert (str(case.first), str(case.last)) == ("2022-03-14", "2022-04-19")
    assert "kommunfullmäktige" in [body.casefold() for body in case.bodies]


def test_unanswered_questions_are_counted_once_each(tallhamra: Assistant) -> None:
    case = listed(tallhamra, "KFN 2023/15")
    assert (case.questions, case.unanswered) == (2, 2)
    assert case.status == "open"


def test_list_and_timeline_agree(tallhamra: Assistant) -> None:
    for case in cases(tallhamra.index):
        found = timeline(tallhamra.index, case.id)
        assert found is not None
        counts = (found.case.documents, found.case.questions, found.case.unanswered)
        assert counts == (case.documents, case.questions, case.unanswered), case.id


def test_a_timeline_goes_from_the_question_to_its_answer(tallhamra: Assistant) -> None:
    found = timeline(tallhamra.index, "ks 2022/0041")
    assert found is not None
    assert [step.path for step in found.steps] == ["kf/interpellation-simhallen.txt", "kf/svar-simhallen.txt"]
    asked = [act for act in found.steps[0].acts if act.kind is ActKind.QUESTION]
    assert all(not act.again for act in asked)
    assert all(act.question and act.question.replies[0].path == "kf/svar-simhallen.txt" for act in asked)
    assert all(act.again for act in found.steps[1].acts if act.kind is ActKind.QUESTION)
    assert not any(act.kind is ActKind.SIGNATURE for step in found.steps for act in step.acts)


def test_every_quote_stands_where_it_is_said_to(tallhamra: Assistant) -> None:
    for case in cases(tallhamra.index):
        found = timeline(tallhamra.index, case.id)
        assert found is not None
        for step in found.steps:
            document = tallhamra.document(step.document_id)
            assert document is not None
            assert all(document.text[act.start : act.end] == act.quote for act in step.acts)
            assert 0 <= step.start <= step.end <= len(document.text)


def test_an_unanswered_question_is_told_so(tallhamra: Assistant) -> None:
    found = timeline(tallhamra.index, "KFN 2023/15")
    assert found is not None
    states = [act.question.answered for step in found.steps for act in step.acts if act.question]
    assert states == [Answered.NO, Answered.NO]


def test_a_number_that_is_no_case_is_met_with_what_comes_near(tallhamra: Assistant) -> None:
    assert timeline(tallhamra.index, "XX 1999/1") is None
    near, mentioning = hints(tallhamra.index, "2022/41")
    assert near == ("KS 2022/41",)
    assert mentioning == ()
