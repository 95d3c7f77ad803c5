"""The genre of a paper, as its title and layout show it."""

from __future__ import annotations

import pytest
from papers import paper

from corpus.records import Genre

BODY = "Jobbcentrum i Tallhamra kommun flyttar till Verkstadsgatan under hösten och många undrar varför."


@pytest.mark.parametrize(
    ("text", "genre"),
    [
        ("Interpellation av Eva Sandelin (L) till Helena Forsblad (L) om maten", Genre.INTERPELLATION),
        ("Interpellation till Helena Forsblad (L) gällande maten", Genre.INTERPELLATION),
        ("Svar på interpellation av Eva Sandelin (L) om maten", Genre.INTERPELLATION_ANSWER),
        ("Interpellationssvar till Eva Sandelin (L) gällande maten", Genre.INTERPELLATION_ANSWER),
        ("Enkel fråga av Eva Sandelin (L) om snöröjning", Genre.SIMPLE_QUESTION),
        ("Motion om avgiftsfri buss", Genre.MOTION),
        ("Medborgarförslag om en hundrastgård", Genre.CITIZEN_PROPOSAL),
        ("Skrivelse till kommunstyrelsen", Genre.LETTER),
        ("Öppet brev till nämnden", Genre.LETTER),
        ("Ledamotsinitiativ om arbetsmiljön", Genre.MEMBER_INITIATIVE),
        ("Tjänsteutlåtande\nDnr AVN 2022/0147", Genre.OFFICER_REPORT),
        ("Yttrande över remiss om trafikstrategi", Genre.CONSULTATION_RESPONSE),
        ("Protokoll för förvaltningsgruppen den 16 mars 2023, nr 3", Genre.UNION_MINUTES),
        ("Granskning av styrning och uppföljning", Genre.AUDIT_REPORT),
        (
            "Protokollsutdrag\n\n§ 88\nSvar på skrivelse\n\nBeslut\n\nSkrivelsen anses besvarad.",
            Genre.MINUTES_EXTRACT,
        ),
        ("Busstider vintern 2023", Genre.OTHER),
    ],
)
def test_the_title_tells(text: str, genre: Genre) -> None:
    assert paper(f"{text}\n\n{BODY}").genre is genre


def test_three_items_make_minutes() -> None:
    items = "\n\n".join(f"§ {n}\n\nÄrende nummer {n}\n\nBeslut\n\nPlan {n} antas." for n in range(4, 8))
    assert paper(f"Kommunstyrelsen\n\nProtokoll\n\n{items}").genre is Genre.MINUTES


def test_minutes_that_quote_an_interpellation_stay_minutes() -> None:
    items = "\n\n".join(
        f"§ {n}\n\nInterpellation av Eva Sandelin (L) om maten\n\nBeslut\n\nInterpellationen bordläggs."
        for n in range(4, 9)
    )
    assert paper(f"Kommunfullmäktige, protokoll\n\n{items}").genre is Genre.MINUTES


def test_mail_is_mail() -> None:
    assert paper(f"Interpellation\n\n{BODY}", file_format="eml").genre is Genre.EMAIL


def test_a_paper_that_only_speaks_of_an_interpellation_is_none() -> None:
    document = paper(f"Skrivelse om maten\n\n{BODY} Interpellationen från i fjol besvarades aldrig.")
    assert document.genre is Genre.LETTER


def test_minutes_with_the_short_form_of_a_group_that_is_no_unions() -> None:
    text = "NORRVIKS STAD\nKommunfullmäktige\nFVG-protokoll nr 8\n2024-10-21\n\n§ 1 Upprop\nUpprop görs.\n\n§ 2 Taxa\nTaxan antas.\n\n§ 3 Plan\nPlanen antas.\n"
    assert paper(text).genre is Genre.MINUTES
    assert paper(f"{text}\nVision frågade när taxan höjs.\n").genre is Genre.UNION_MINUTES
