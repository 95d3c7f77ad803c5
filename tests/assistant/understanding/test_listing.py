"""Questions for all of something, or for how many, and what they do not ask."""

from __future__ import annotations

import pytest
from tallhamra_words import read

from assistant.understanding.listing import Listing
from corpus.records import Form


@pytest.mark.parametrize(
    ("question", "unit", "counted"),
    [
        ("Vilka interpellationer ställde V under hösten 2023?", "interpellation", False),
        ("Which interpellations did the Left Party submit?", "interpellation", False),
        ("Hur många frågor har Anna Ek ställt?", "question", True),
        ("How many questions has Anna Ek put since 2023?", "question", True),
        ("Lista alla motioner om skolan", "motion", False),
        ("List all motions about schools", "motion", False),
        ("alla motioner från S", "motion", False),
        ("V motioner 2023", "motion", False),
        ("Antal interpellationer 2023", "interpellation", True),
        ("The number of motions in 2023", "motion", True),
        ("Vilka enkla frågor har ställts?", "simple_question", False),
        ("Vilka svar har Bo Ask lämnat på interpellationer?", "answer", False),
        ("Vilka ledamotsinitiativ har väckts?", "member_initiative", False),
        ("Hur många medborgarförslag har kommit in?", "citizen_proposal", True),
        ("Which citizens' proposals have been submitted?", "citizen_proposal", False),
        ("Vilka skrivelser har S lämnat in?", "letter", False),
        ("Vilka yrkanden lades om budgeten?", "proposal", False),
        ("Vilka beslut fattade KF i juni 2023?", "decision", False),
        ("Which decisions did the council make in June 2023?", "decision", False),
        ("Vilka reservationer har V lämnat?", "dissent", False),
        ("Hur många ledamöter reserverade sig?", "dissent", True),
        ("Vilka beslut har V reserverat sig mot?", "dissent", False),
        ("Vilka omröstningar hölls i maj 2022?", "vote", False),
        ("Vilka ärenden bordlades?", "case", False),
        ("Vilka tjänsteutlåtanden finns från 2023?", "document", False),
        ("Which documents are there about Jobbcentrum?", "document", False),
        ("Vilka politiker har ställt frågor om skolan?", "person", False),
        ("How many members have asked about the school?", "person", True),
        ("har det ställts några interpellationer om elevhälsan?", "interpellation", False),
        ("Are there any questions to Bo Ask?", "question", False),
        ("Obesvarade interpellationer", "interpellation", False),
    ],
)
def test_what_is_listed_or_counted(question: str, unit: str, counted: bool) -> None:
    found = read(question).listing
    assert found is not None
    assert (found.unit, found.counted) == (unit, counted)


@pytest.mark.parametrize(
    "question",
    [
        "Hur många bor i Tallhamra?",
        "Hur många elever var frånvarande?",
        "Hur många frågor får en ledamot ställa?",
        "Hur många svar kom in på enkäten?",
        "Hur många ärenden hanterade socialtjänsten?",
        "Hur många röster fick motionen?",
        "How many votes did the proposal get?",
        "How many people signed the parents' list?",
        "Vilka frågor är viktigast för skolan?",
        "Vilka åtgärder finns mot råttor?",
        "Varför avslogs alla motioner?",
        "Hur hög var frånvaron?",
        "Vem frågade om skolmaten?",
        "Vilka handlingar krävs för bygglov?",
    ],
)
def test_a_question_about_facts_lists_nothing(question: str) -> None:
    assert read(question).listing is None


@pytest.mark.parametrize(
    ("question", "form", "counted"),
    [
        ("Vilka ledamöter var frånvarande den 12 juni 2024?", Form.ABSENT, False),
        ("Which members were absent?", Form.ABSENT, False),
        ("How many members were not present?", Form.ABSENT, True),
        ("Hur många gånger har Anna Ek varit frånvarande?", Form.ABSENT, True),
        ("Vilka närvarade vid sammanträdet?", Form.PRESENT, False),
        ("Who attended the meeting?", Form.PRESENT, False),
        ("Vilka var med på mötet?", Form.PRESENT, False),
        ("Vem var närvarande för Vision?", Form.PRESENT, False),
    ],
)
def test_who_was_at_a_meeting_and_who_was_not(question: str, form: Form, counted: bool) -> None:
    assert read(question).listing == Listing("attendance", counted, form)


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("Vilka motioner avslogs?", Form.REJECTED),
        ("Which motions were rejected?", Form.REJECTED),
        ("Which motions did the council reject?", Form.REJECTED),
        ("Hur många motioner biföll fullmäktige 2023?", Form.APPROVED),
        ("Vilka ärenden bordlades?", Form.ADJOURNED),
        ("Which interpellations were put off by the council?", Form.ADJOURNED),
        ("Vilka ärenden återremitterades i KS?", Form.REFERRED_BACK),
        ("Vilka motioner anses besvarade?", Form.CONSIDERED_ANSWERED),
        ("Vilka reservationer har V lämnat?", Form.RESERVATION),
        ("Vilka särskilda yttranden har C lämnat?", Form.SPECIAL_STATEMENT),
        ("Vilka ersättaryttranden finns?", Form.SUBSTITUTE_STATEMENT),
        ("Vilka protokollsanteckningar har M gjort?", Form.MINUTES_NOTE),
        ("Vilka motioner lämnade S in?", None),
    ],
)
def test_how_what_is_listed_was_done(question: str, form: Form | None) -> None:
    found = read(question).listing
    assert found is not None
    assert found.form is form
    assert found.unanswered is None


@pytest.mark.parametrize(
    ("question", "unanswered", "tell"),
    [
        ("Vilka interpellationer har inte besvarats?", True, False),
        ("Finns det interpellationer som inte har besvarats?", True, False),
        ("Vilka frågor saknar svar?", True, False),
        ("Lista alla obesvarade interpellationer", True, False),
        ("show me all unanswered questions", True, False),
        ("Which interpellations have not been answered?", True, False),
        ("Vilka frågor från Anna Ek har besvarats?", False, False),
        ("Which questions by Anna Ek have been answered?", False, False),
        ("Hur många frågor har Anna Ek ställt sedan 2023, och vilka är obesvarade?", None, True),
        ("How many questions has Anna Ek put, and which are unanswered?", None, True),
        ("Vilka frågor har Anna Ek ställt och har de besvarats?", None, True),
        ("Which questions has Anna Ek put?", None, False),
    ],
)
def test_only_what_is_unanswered_or_all_with_which_is_which(question: str, unanswered: bool | None, tell: bool) -> None:
    found = read(question).listing
    assert found is not None
    assert (found.unanswered, found.tell_status) == (unanswered, tell)


@pytest.mark.parametrize(
    ("question", "role", "addressed"),
    [
        ("Vilka interpellationer ställde Anna Ek?", "actor", ()),
        ("Vilka frågor har ställts till Bo Ask?", "addressee", ("Bo Ask",)),
        ("frågor till Bo Ask", "addressee", ("Bo Ask",)),
        ("Which interpellations were addressed to Bo Ask?", "addressee", ("Bo Ask",)),
        ("Hur många frågor har Bo Ask fått?", "addressee", ("Bo Ask",)),
        ("Vilka frågor från Anna Ek till Bo Ask har besvarats?", "any", ("Bo Ask",)),
        ("Interpellations from the Left Party to Bo Ask", "any", ("Bo Ask",)),
        ("Vilka interpellationer finns som rör Bo Ask?", "any", ()),
    ],
)
def test_who_put_it_and_whom_it_was_put_to(question: str, role: str, addressed: tuple[str, ...]) -> None:
    found = read(question).listing
    assert found is not None
    assert (found.role, found.addressed) == (role, addressed)


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Vilka interpellationer ställde V under hösten 2023?", ""),
        ("how many questions has Anna Ek put since 2023, and which are unanswered?", ""),
        ("Vilka motioner avslogs i kommunfullmäktige i juni 2023?", ""),
        ("Vilka interpellationer om elevhälsan har ställts av V?", "elevhälsan"),
        ("Vilka motioner har S lämnat om kollektivtrafik på landsbygden?", "kollektivtrafik på landsbygden"),
        ("List the questions about school meals that have not been answered", "school meals"),
        ("vad har ni om Jobbcentrum?", "Jobbcentrum"),
        ("What do you have about Jobbcentrum, from when to when?", "Jobbcentrum"),
    ],
)
def test_the_topic_of_a_list(question: str, topic: str) -> None:
    assert read(question).topic == topic


def test_a_list_of_matters_asks_what_and_not_who() -> None:
    intent = read("Vilka motioner avslogs i KF?").intent
    assert intent is not None
    assert intent.asked == "what"
