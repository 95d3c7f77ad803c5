"""Acts are told as what they are, in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from assistant.citations import render
from assistant.contract import Language
from assistant.drafts import Support
from assistant.gate import examine
from assistant.wording import MAX_NAMES, dissent_form, names, tell, withheld
from corpus.records import Act, ActKind, Actor, Document, Genre, Section

ANNA, BO = Actor("Anna Ek", "S"), Actor("Bo Ask", "M", role="Kommunstyrelsens ordförande")
VISION, BOARD = Actor(organisation="Vision"), Actor(organisation="kommunstyrelsen")
HEADING = "Taxa för torgplats"


def told(
    kind: ActKind, quote: str = "Orden.", language: Language = "sv", genre: Genre = Genre.LETTER, **more: Any
) -> str:
    """The sentence about an act of a document that holds its words under a heading."""
    text = f"{HEADING}\n{quote}"
    start = len(HEADING) + 1
    document = Document("d", "d.txt", "0", "txt", "T", genre, text)
    document = replace(document, sections=(Section((HEADING, "Beslut"), document.span(0, len(text))),))
    values: dict[str, Any] = {"actors": (ANNA,), "section": 0, **more}
    act = Act(kind, document.span(start, len(text)), **values)
    document = replace(document, acts=(act,))
    draft = tell(act, Support(document, start, len(text), act), language)
    assert examine(draft, lambda _: document) is None
    return render([draft], language, lambda _: document).claims[0].text


@pytest.mark.parametrize(
    ("kind", "swedish", "english"),
    [
        (ActKind.QUESTION, "Anna Ek (S) frågade: ”Orden.”", "Anna Ek (S) asked: “Orden.”"),
        (ActKind.ANSWER, "Anna Ek (S) svarade: ”Orden.”", "Anna Ek (S) answered: “Orden.”"),
        (ActKind.PROPOSAL, "Anna Ek (S) föreslog: ”Orden.”", "Anna Ek (S) proposed: “Orden.”"),
        (ActKind.MOTION, "Anna Ek (S) yrkade: ”Orden.”", "Anna Ek (S) moved: “Orden.”"),
        (ActKind.DECISION, "Anna Ek (S) beslutade: ”Orden.”", "Anna Ek (S) decided: “Orden.”"),
        (ActKind.STATEMENT, "Anna Ek (S) lämnade in en handling: ”Orden.”", "Anna Ek (S) handed in a paper: “Orden.”"),
        (ActKind.INFORMATION, "Anna Ek (S) informerade: ”Orden.”", "Anna Ek (S) informed: “Orden.”"),
        (ActKind.ATTENDANCE, "Anna Ek (S) deltog: ”Orden.”", "Anna Ek (S) attended: “Orden.”"),
        (ActKind.SIGNATURE, "Anna Ek (S) skrev under: ”Orden.”", "Anna Ek (S) signed: “Orden.”"),
    ],
)
def test_each_kind_of_act_has_its_own_verb(kind: ActKind, swedish: str, english: str) -> None:
    assert told(kind) == swedish
    assert told(kind, language="en") == english


def test_every_kind_can_be_told_in_both_languages() -> None:
    for kind in ActKind:
        assert told(kind) != told(kind, language="en")


def test_whom_it_was_put_to_and_when_is_told() -> None:
    text = told(ActKind.QUESTION, addressees=(BO,), date=date(2022, 3, 14))
    assert text == "Anna Ek (S) frågade Bo Ask (M) (2022-03-14): ”Orden.”"


def test_nobody_is_made_up_when_the_actor_is_unknown() -> None:
    assert told(ActKind.QUESTION, actors=()).startswith("Någon som inte namnges frågade")
    assert told(ActKind.QUESTION, actors=(), language="en").startswith("Somebody not named asked")


def test_a_body_begins_the_sentence_with_a_capital() -> None:
    assert told(ActKind.DECISION, actors=(BOARD,)).startswith("Kommunstyrelsen beslutade")


def test_a_decision_of_minutes_is_told_with_its_matter() -> None:
    text = told(ActKind.DECISION, "Motionen avslås.", genre=Genre.MINUTES, actors=(BOARD,))
    assert text == "Kommunstyrelsen beslutade i ärendet ”Taxa för torgplats”: ”Motionen avslås.”"


def test_minutes_that_only_say_that_a_question_was_answered_give_no_answer() -> None:
    text = told(ActKind.ANSWER, "Ordföranden Bo Ask (M) besvarar frågan.", actors=(BO,))
    assert text.startswith("Bo Ask (M) besvarade frågan")


@pytest.mark.parametrize(
    ("quote", "form", "swedish", "english"),
    [
        ("Anna Ek (S) reserverar sig mot beslutet.", "reservation", "reserverade sig", "reserved against"),
        ("Anna Ek lämnar följande särskilda yttrande: Nej.", "statement", "särskilt uttalande", "special statement"),
        ("Anna Ek lämnar ett ersättaryttrande.", "substitute", "ersättaryttrande", "substitute's statement"),
        ("Anna Ek deltar inte i beslutet.", "abstention", "deltog inte i beslutet", "took no part"),
        ("Anna Ek antecknar till protokollet: Nej.", "note", "anteckna till protokollet", "noted in the minutes"),
    ],
)  # fmt: skip
def test_the_steps_of_dissent_are_told_apart(quote: str, form: str, swedish: str, english: str) -> None:
    assert dissent_form(quote) == form
    said = told(ActKind.DISSENT, quote).split(":")[0]
    assert swedish in said
    assert english in told(ActKind.DISSENT, quote, "en").split(":")[0]
    assert ("reserverade" in said) == (form == "reservation")


def test_a_dissent_of_no_known_form_claims_none() -> None:
    assert dissent_form("Vi håller inte med.") is None
    assert "avvikande mening eller uttalande" in told(ActKind.DISSENT, "Vi håller inte med.")


def test_names_are_joined_as_people_write_them() -> None:
    assert names((), "sv") == ""
    assert names((ANNA,), "sv") == "Anna Ek (S)"
    assert names((ANNA, BO, VISION), "sv") == "Anna Ek (S), Bo Ask (M) och Vision"
    assert names((ANNA, VISION), "en") == "Anna Ek (S) and Vision"
    assert names((ANNA, ANNA), "sv") == "Anna Ek (S)"


def test_many_names_are_cut_and_counted() -> None:
    many = [Actor(f"Namn {i}", "S") for i in range(MAX_NAMES + 5)]
    shown = names(many, "sv")
    assert shown.count("Namn") == MAX_NAMES - 1
    assert shown.endswith(" och 6 fler")
    assert names(many, "en").endswith(" and 6 more")


def test_braces_in_a_document_are_left_as_they_stand() -> None:
    assert told(ActKind.QUESTION, "Vad är {who} och {0}?").endswith("”Vad är {who} och {0}?”")


@pytest.mark.parametrize(
    "reply",
    [
        "Anna Ek (S) svarar att hon återkommer i mars.",
        "Anna Ek (S): Det kan jag inte svara på i dag.",
        "Kostnaden får han återkomma till.",
        "Anna Ek (S) säger att hon inte har siffrorna med sig.",
        "Bo Ask lovar att lämna besked vid nästa sammanträde.",
        "Antalet känner jag inte till, det får vi ta skriftligt.",
        "Anna Ek (S) svarar att det övriga går hon inte in på.",
        "Bo Ask tar med sig frågan.",
    ],
)
def test_an_answer_that_gives_none(reply: str) -> None:
    assert withheld(reply)


@pytest.mark.parametrize(
    "reply",
    [
        "Anna Ek (S) svarar att bron öppnar i maj.",
        "Bo Ask svarar att någon sådan statistik inte förs.",
        "Nej, det finns inga planer på att stänga skolan.",
        "Bussarna kommer inte att gå oftare.",
        "Anna Ek (S) svarar att uppgiften i tidningen inte stämmer.",
    ],
)
def test_an_answer_that_says_something(reply: str) -> None:
    assert not withheld(reply)


@pytest.mark.parametrize(
    "reply",
    [
        "Anmälan ska lämnas skriftligen till nämnden.",
        "Nej, siffrorna är inte korrekta.",
        "Nämnden har ingen uppgift att bedriva rådgivning.",
        "Nej, många vet inte om att tjänsten finns.",
        "Problemet återkommer varje vinter eftersom taket läcker.",
        "Bolaget och nämnden återkommer till kommunstyrelsen kvartal 1 2025.",
    ],
)
def test_what_sounds_like_putting_off_and_tells_something(reply: str) -> None:
    assert not withheld(reply)
