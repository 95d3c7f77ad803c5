"""Who somebody is, and on which side of a meeting people sit."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.assistant import Assistant
from assistant.drafts import Support
from assistant.routes.scoped import may_lift
from assistant.understanding.listing import side
from assistant.understanding.people import Directory
from assistant.understanding.question import understand
from assistant.wording import tell
from corpus.records import Act, ActKind, Actor, Document, Form, Genre

DIRECTORY = Directory(["Anna Ek"], bodies=["kommunfullmäktige"])


@pytest.mark.parametrize("question", ["Vilket parti tillhör Anna Ek?", "Which party is Anna Ek in?"])
def test_the_party_of_a_person_is_told_with_a_source(tallhamra: Assistant, question: str) -> None:
    answer = tallhamra.ask(question)
    assert (answer.status, answer.route) == ("answered", "register")
    assert "Anna Ek (S)" in answer.answer
    assert all("Anna Ek" in citation.quote or "Anna Ek (S)" in citation.actors for citation in answer.citations)
    assert answer.citations


def test_what_a_party_did_is_no_question_about_a_person(tallhamra: Assistant) -> None:
    assert not understand("Vilket parti frågade Anna Ek om simhallen?", (), DIRECTORY).about_person
    assert tallhamra.ask("Vilket parti frågade om simhallen?").citations[0].act == "question"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Vilka närvarade för arbetsgivaren?", "arbetsgivaren"),
        ("Who attended for the employer?", "arbetsgivaren"),
        ("Vilka var med för facken?", ""),
        ("Who was there for the unions?", ""),
        ("Vilka närvarade i maj 2022?", None),
    ],
)
def test_the_side_that_is_asked_for(question: str, expected: str | None) -> None:
    found = side(question)
    assert (found[0] if found else None) == expected


@pytest.mark.parametrize(
    ("form", "told"),
    [
        (Form.ABSENT, "Anna Ek (S) var frånvarande (2022-05-30): "),
        (Form.SUBSTITUTE, "Anna Ek (S) var närvarande som ersättare (2022-05-30): "),
        (Form.PRESENT, "Anna Ek (S) var närvarande (2022-05-30): "),
        (Form.ADJOINED, "Anna Ek (S) var adjungerad (2022-05-30): "),
    ],
)
def test_who_was_absent_did_not_attend(form: Form, told: str) -> None:
    document = Document("d", "d.txt", "0", "txt", "d", Genre.MINUTES, "Anna Ek (S)")
    day = date(2022, 5, 30)
    act = Act(ActKind.ATTENDANCE, document.span(0, 11), (Actor("Anna Ek", "S"),), date=day, form=form)
    assert tell(act, Support(document, 0, 11, act), "sv").text == told + "{quote}"


def test_what_a_board_decided_on_a_day_is_not_answered_with_another_boards_decision() -> None:
    assert not may_lift(understand("Vad beslutade kommunfullmäktige den 2 mars 2020?", (), DIRECTORY))
    assert may_lift(understand("Vad beslutade kommunfullmäktige om simhallen?", (), DIRECTORY))
