"""Every kind of act, in both languages, with and without a verb, and how the act was done."""

from __future__ import annotations

import pytest
from tallhamra_words import read

from corpus.records import Form


def intent(question: str) -> str | None:
    found = read(question).intent
    return f"{found.asked}:{found.kinds[0]}" if found else None


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("vem var det som tog upp skolmaten?", "who:question"),
        ("Vems fråga gällde skolmaten?", "who:question"),
        ("Whose question was it about the meals?", "who:question"),
        ("Who pressed Anna Ek on the meals?", "who:question"),
        ("Which councillor sought answers about the meals?", "who:question"),
        ("Vem pressade nämnden om skolmaten?", "who:question"),
        ("Vem ville ha besked om skolmaten?", "who:question"),
        ("Vem bemötte frågan om skolmaten?", "who:answer"),
        ("Vem fick svara på interpellationen om skolmaten?", "who:answer"),
        ("Who told the committee about the meals?", "who:answer"),
        ("På vems förslag sköts ärendet upp?", "who:proposal"),
        ("Whose idea was the dog park?", "who:proposal"),
        ("Vem beviljade pengarna till bokbussen?", "who:decision"),
        ("Which body turned down the motion?", "who:decision"),
        ("Vem begärde återremiss?", "who:motion"),
        ("Vem sa nej till alltihop när det gällde skolmaten?", "who:motion"),
        ("Who said no to the meals?", "who:motion"),
        ("Vilken nämnd sa nej till skolmaten?", "what:decision"),
        ("Which board said no to the meals?", "who:decision"),
        ("Blev det ja eller nej till skolmaten?", "what:decision"),
        ("How did the council rule on the motion about meals?", "what:decision"),
        ("What did Anna Ek move on the grants?", "what:motion"),
        ("Vem lämnade ersättaryttrande om skolan?", "who:dissent"),
        ("Vem står under skrivelsen?", "who:signature"),
        ("Vem saknades på mötet?", "who:attendance"),
        ("Which members were absent?", "who:attendance"),
        ("Vem gick in för Anna Ek den 19 juni 2023?", "who:attendance"),
        ("Var Anna Ek närvarande den 19 juni 2023?", "what:attendance"),
        ("Was Anna Ek present on 19 June 2023?", "what:attendance"),
        ("När ställdes interpellationen om skolmaten?", "when:question"),
        ("När lämnade Anna Ek in sin fråga om skolmaten?", "when:question"),
        ("When was the question about school meals asked?", "when:question"),
        ("När besvarades interpellationen om skolmaten?", "when:answer"),
        ("When was the interpellation about school meals answered?", "when:answer"),
        ("När väcktes motionen om gratis buss?", "when:proposal"),
        ("When was the motion on free buses tabled?", "when:proposal"),
        ("När bordlades ärendet om torget?", "when:decision"),
        ("When did the council adopt the plan?", "when:decision"),
        ("Har någon svarat på frågan om snöröjning?", "status:question"),
        ("Did anyone answer the question about snow?", "status:question"),
        ("Har Anna Ek fått svar på sin fråga om skolmaten?", "status:question"),
        ("Är frågan om skolmaten bordlagd?", "status:question"),
        ("Finns det svar på interpellationen om elevhälsan?", "status:question"),
        ("What happened to the interpellation on meals?", "status:question"),
        ("Jobbcentrum tidplan fråga", "what:question"),
        ("interpellation elevhälsa svar", "status:question"),
        ("gratisbuss beslut", "what:decision"),
        ("reservation Ekbacka", "what:dissent"),
        ("school meals interpellation", "what:question"),
    ],
)
def test_what_is_asked_of_which_act(question: str, expected: str) -> None:
    assert intent(question) == expected


@pytest.mark.parametrize(
    "question",
    [
        "När öppnar simhallen?",
        "När fick Ask veta att flytten blev sen?",
        "Öppettider receptionen",
        "fråga",
        "Vad kostar frågeställningen?",
        "När skulle organisationen vara på plats enligt Asks svar?",
    ],
)
def test_facts_are_not_acts(question: str) -> None:
    assert intent(question) is None


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("Vem reserverade sig mot beslutet?", Form.RESERVATION),
        ("Who dissented?", Form.RESERVATION),
        ("Vem lämnade ett särskilt uttalande?", Form.SPECIAL_STATEMENT),
        ("Who made a special statement about the fee?", Form.SPECIAL_STATEMENT),
        ("Vem lämnade ersättaryttrande?", Form.SUBSTITUTE_STATEMENT),
        ("Vem skrev en protokollsanteckning?", Form.MINUTES_NOTE),
        ("Vem deltog inte i beslutet?", Form.ABSTENTION),
        ("Vem yrkade avslag?", Form.REJECTED),
        ("Vilka yrkade bifall till motionen?", Form.APPROVED),
        ("Vem yrkade återremiss?", Form.REFERRED_BACK),
        ("Vem var frånvarande?", Form.ABSENT),
        ("Who was present?", Form.PRESENT),
        ("Vem frågade om skolmaten?", None),
    ],
)
def test_how_the_act_was_done(question: str, form: Form | None) -> None:
    found = read(question).intent
    assert found is not None
    assert found.form is form


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Har Anna Ek fått svar på sin fråga om hemtjänsten?", "hemtjänsten"),
        ("Är frågan om Hamnparken bordlagd?", "Hamnparken"),
        ("Did anyone answer the interpellation about Hamnparken?", "Hamnparken"),
        ("När besvarades interpellationen om skolmaten?", "skolmaten"),
        ("interpellation elevhälsa svar", "elevhälsa"),
        ("Vem frågade om feriejobb i KF?", "feriejobb"),
        ("Vilket diarienummer har interpellationen om Jobbcentrum?", "Jobbcentrum"),
    ],
)
def test_the_topic_is_told_from_the_asking(question: str, topic: str) -> None:
    assert read(question).topic == topic
