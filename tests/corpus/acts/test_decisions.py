"""What a body decided, and who was against it."""

from __future__ import annotations

import pytest
from papers import acts, by, paper, quotes

from corpus.records import ActKind, Document

D, R = ActKind.DECISION, ActKind.DISSENT
FIRST = "\n\n".join(f"§ {n}\n\nÄrende {word}\n\nBeslut\n\nPlanen antas." for n, word in ((31, "ett"), (32, "två")))


def minutes(text: str) -> Document:
    return paper(
        f"Tallhamra kommun\nKommunfullmäktige, protokoll\nSammanträdesdatum: 2023-03-27\n\n{FIRST}\n\n"
        f"§ 34\n\nMotion om avgiftsfri buss\nÄrendenummer KS 2022/0533\n\n{text}"
    )


def test_the_beslut_block_is_the_decision() -> None:
    document = minutes(
        "Beslut\n\nMotionen bifalles.\n\nYrkanden\n\nPer Sandelin (C) yrkar avslag.\n\nPropositionsordning\n\n"
        "Ordföranden finner att motionen avslås.\n\nOmröstning\n\n24 Ja och 25 Nej. Fullmäktige beslutar bifalla."
    )
    assert quotes(document, D) == ["Planen antas.", "Planen antas.", "Motionen bifalles."]
    assert by(acts(document, D)[-1]) == ["kommunfullmäktige"]
    assert acts(document, D)[-1].case_number == "KS 2022/533"


@pytest.mark.parametrize("heading", ["Beslut", "Beslut:", "**Beslut**", "Kommunfullmäktiges beslut", "BESLUT"])
def test_how_the_heading_is_written(heading: str) -> None:
    assert quotes(minutes(f"{heading}\n\nMotionen bifalles."), D)[-1] == "Motionen bifalles."


def test_a_draft_in_minutes_is_no_decision() -> None:
    document = minutes("Förslag till beslut\n\nMotionen avslås.\n\nBeslut\n\nMotionen bifalles.")
    assert quotes(document, D)[-1] == "Motionen bifalles."
    assert "Motionen avslås." in quotes(document, ActKind.PROPOSAL)


def test_without_a_block_the_sentence_in_which_a_body_decides() -> None:
    document = minutes("Motionen väcktes i maj. Kommunfullmäktige beslutade att bordlägga ärendet. Varför? Ingen vet.")
    assert quotes(document, D)[-1] == "Kommunfullmäktige beslutade att bordlägga ärendet."


def test_what_somebody_proposes_a_body_to_decide_is_no_decision() -> None:
    document = minutes("Kommunstyrelsen föreslår att fullmäktige beslutar att motionen avslås.")
    assert len(acts(document, D)) == 2


def test_reservations_of_people() -> None:
    document = minutes(
        "Beslut\n\nMotionen bifalles.\n\nReservation\n\nBo Ask och Eva Lo (båda V) samt Anna Ek m.fl. (S) "
        "reserverar sig mot beslutet till förmån för eget yrkande."
    )
    (dissent,) = acts(document, R)
    assert by(dissent) == ["Bo Ask (V)", "Eva Lo (V)", "Anna Ek (S)"]
    assert quotes(document, D)[-1] == "Motionen bifalles."


def test_reservations_of_groups_by_short_form() -> None:
    document = minutes(
        "Beslut\n\nMotionen bifalles.\n\nReservation\n\nLedamöterna från M, C och TL reserverar sig mot beslutet."
    )
    (dissent,) = acts(document, R)
    assert [a.party for a in dissent.actors] == ["M", "C", "TL"]


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("Särskilt uttalande", "Anna Ek (S) lämnar följande särskilda uttalande.\n\nVi hade hellre väntat."),
        (
            "Ersättaryttrande",
            "Ersättaren Anna Ek (S) lämnade följande ersättaryttrande.\n\nVi hade hellre väntat.",
        ),
        ("Protokollsanteckning", "Anna Ek (S) lämnar följande protokollsanteckning: Vi hade hellre väntat."),
    ],
)
def test_other_dissents_are_kept_with_their_words(heading: str, words: str) -> None:
    document = minutes(f"Beslut\n\nMotionen bifalles.\n\n{heading}\n\n{words}")
    (quote,) = quotes(document, R)
    assert quote.endswith("Vi hade hellre väntat.")
    assert by(acts(document, R)[0]) == ["Anna Ek (S)"]


def test_lower_case_parties() -> None:
    document = minutes(
        "Beslut\n\nMotionen bifalles.\n\nReservation\n\nAnders Wikander (m) reserverar sig mot beslutet."
    )
    assert by(acts(document, R)[0]) == ["Anders Wikander (M)"]
