"""Papers that somebody handed over."""

from __future__ import annotations

from datetime import date

import pytest
from papers import acts, by, paper, quotes, to

from corpus.records import ActKind, Document

S = ActKind.STATEMENT
FIRST = "\n\n".join(f"§ {n}\n\nÄrende {word}\n\nBeslut\n\nPlanen antas." for n, word in ((31, "ett"), (32, "två")))


def minutes(text: str) -> Document:
    return paper(
        f"Tallhamra kommun\nSocialnämnden, protokoll\nSammanträdesdatum: 2023-03-27\n\n{FIRST}\n\n§ 34\n\nSvar\n\n{text}"
    )


@pytest.mark.parametrize(
    ("words", "actors", "when"),
    [
        (
            "En skrivelse om jour har inkommit till nämnden den 3 mars 2023 från Bo Ask (M), Eva Lo (L) och Per Ny (KD).",
            ["Bo Ask (M)", "Eva Lo (L)", "Per Ny (KD)"],
            date(2023, 3, 3),
        ),
        ("Bo Ask (M) lämnade in en namnlista med 300 namn.", ["Bo Ask (M)"], None),
        ("Bo Ask (M) och Eva Lo (L) har lämnat en skrivelse om jouren.", ["Bo Ask (M)", "Eva Lo (L)"], None),
        ("Moderaterna inkom den 3 mars 2023 med en skrivelse om jouren.", ["Moderaterna"], date(2023, 3, 3)),
    ],
)
def test_who_handed_a_paper_over(words: str, actors: list[str], when: date | None) -> None:
    (statement,) = acts(minutes(f"Ärendet\n\n{words}"), S)
    assert by(statement) == actors
    assert statement.date == when


def test_to_the_board_whose_minutes_they_are() -> None:
    document = minutes("Ärendet\n\nEn skrivelse har inkommit till nämnden från Bo Ask (M).")
    assert to(acts(document, S)[0]) == ["socialnämnden"]


@pytest.mark.parametrize(
    "words",
    [
        "Ordföranden Bo Ask (M) har överlämnat interpellationen till Eva Lo (L).",
        "Nämnden överlämnar förvaltningens tjänsteutlåtande som sitt yttrande.",
        "Ingen skriftlig reservation har inkommit.",
    ],
)
def test_what_is_passed_on_is_none(words: str) -> None:
    assert not acts(minutes(f"Ärendet\n\n{words}"), S)


def test_the_authors_hand_over_a_list() -> None:
    document = paper(
        "Öppet brev till kommunstyrelsen\n\nSkolan ska vara kvar.\n\nVi överlämnar listan den 5 juni 2023.\n\n"
        "Tallhamra 2023-06-05\n\nEva Sandelin (L)"
    )
    (statement,) = acts(document, S)
    assert by(statement) == ["Eva Sandelin (L)"]
    assert statement.date == date(2023, 6, 5)


def test_a_list_of_what_came_in_belongs_to_no_decision() -> None:
    document = minutes(
        "Beslut\n\nAntecknas.\n\nEfter sammanträdet den 8 februari 2023 har följande motioner inkommit till fullmäktige.\n\n"
        "Motioner\n\nMotion av Bo Ask (M) om nattbuss\n\nMotion av Eva Lo (L) och Per Ny (KD) om bad"
    )
    assert [by(a) for a in acts(document, S)] == [["Bo Ask (M)"], ["Eva Lo (L)", "Per Ny (KD)"]]
    assert quotes(document, ActKind.DECISION)[-1] == "Antecknas."


@pytest.mark.parametrize(
    ("words", "actors", "receiver"),
    [
        (
            "Bo Ask (M) har den 19 april 2022 lämnat en interpellation till nämndens ordförande Eva Lo (L).",
            ["Bo Ask (M)"],
            ["Eva Lo (L)"],
        ),
        ("Eva Lo (L) har lämnat ett skriftligt svar den 13 juni 2022.", ["Eva Lo (L)"], []),
        (
            "Bo Ask (M) och Eva Lo (L) väckte den 14 september 2021 ett ledamotsinitiativ.",
            ["Bo Ask (M)", "Eva Lo (L)"],
            [],
        ),
        ("SACO hade skickat in frågor kopplat till ärendet, vilka besvarades muntligt.", ["SACO"], []),
        ("Vision har skickat in yrkanden till budgeten.", ["Vision"], []),
    ],
)
def test_papers_told_in_minutes(words: str, actors: list[str], receiver: list[str]) -> None:
    document = minutes(f"Ärendet\n\n{words}")
    (statement,) = acts(document, S)
    assert by(statement) == actors
    assert to(statement) == receiver
    assert not acts(document, ActKind.QUESTION)
    assert not acts(document, ActKind.MOTION)


def test_what_auditors_handed_over() -> None:
    document = paper(
        "Kommunens revisorer\n\n2024-12-02\n\nTill socialnämnden\n\nSkrivelse om svaret på granskningen\n\n"
        "Revisorerna överlämnade den 10 juni 2024 en granskning av styrningen. Något svar har inte kommit in."
    )
    (statement,) = acts(document, S)
    assert by(statement) == ["kommunens revisorer"]
    assert statement.date == date(2024, 6, 10)
    assert to(statement) == ["socialnämnden"]


def test_the_board_stands_behind_the_till_that_names_one() -> None:
    words = "En skrivelse om kön till svenska har inkommit till kultur- och fritidsnämnden från Bo Ask (M)."
    (statement,) = acts(minutes(f"Ärendet\n\n{words}"), S)
    assert to(statement) == ["kultur- och fritidsnämnden"]
