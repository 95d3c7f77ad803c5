"""Titles: complete, and in the document's own words."""

from __future__ import annotations

import pytest
from papers import paper

BODY = "Jobbcentrum flyttar till Verkstadsgatan. Det berör deltagarna i hela Tallhamra kommun under hela det kommande året."
ITEMS = "\n\n§ 1\n\nTaxa\n\nBeslut\n\nTaxan antas.\n\n§ 2\n\nPlan\n\nBeslut\n\nPlanen antas.\n\n§ 3\n\nAvslutning\n"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Tallhamra kommun\n\nKommunfullmäktige, protokoll\n\nSammanträdesdatum: 2022-06-20", "Kommunfullmäktige, protokoll 2022-06-20"),
        ("TALLHAMRA KOMMUN PROTOKOLL\n\nSocialnämnden 2021-09-21", "Socialnämnden PROTOKOLL 2021-09-21"),
        ("Protokoll från socialnämnden\n\nSammanträdesdatum 2023-06-13", "Protokoll från socialnämnden 2023-06-13"),
    ],
)  # fmt: skip
def test_minutes_are_titled_by_board_and_day(head: str, title: str) -> None:
    assert paper(head + ITEMS).title == title


def test_an_extract_is_titled_by_its_matter() -> None:
    text = "TALLHAMRA KOMMUN PROTOKOLLSUTDRAG\n\nSocialnämnden\n\n§ 96 Ändrade öppettider\n\nDnr SN 2022/0124\n\nBeslut\n\nTiderna antas."
    assert paper(text).title == "Ändrade öppettider"


def test_a_title_on_two_lines() -> None:
    text = (
        f"Interpellation av Anna Ek (S) till Bo Ask (M) om kostnaderna i projekt\n\nHamnparken\n\n{BODY}\n\nAnna Ek (S)"
    )
    assert paper(text).title == "Interpellation av Anna Ek (S) till Bo Ask (M) om kostnaderna i projekt Hamnparken"


def test_a_bare_genre_is_completed_by_the_matter_and_not_by_the_addressee() -> None:
    text = f"SKRIVELSE\n\nTill socialnämnden\n\nDnr SN 2023/0088\n\nAngående öppettiderna på Jobbcentrum\n\n{BODY}"
    assert paper(text).title == "SKRIVELSE Angående öppettiderna på Jobbcentrum"


def test_a_point_of_the_proposal_is_no_title() -> None:
    text = (
        "# Plan för lokalerna\n\nTjänsteutlåtande\n\nDnr SN 2022/0147\n\nFörslag till beslut\n\n"
        f"Socialnämnden beslutar:\n\n1. Planen, daterad den 9 augusti 2022, antas.\n\nBakgrund\n\n{BODY}"
    )
    assert paper(text).title == "Tjänsteutlåtande Plan för lokalerna"


def test_the_subject_of_a_letter() -> None:
    text = (
        "Norra Fastigheter AB\n\n2022-09-12\n\nSynpunkter på förslaget till ny riktlinje\n\n"
        f"Vi får härmed meddela följande. {BODY}\n\nMed vänlig hälsning\n\nGöran Alm"
    )
    assert paper(text).title == "Synpunkter på förslaget till ny riktlinje"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Revisorerna, Styrning genom planer 1 (4)\n\nMissiv till kommunstyrelsen", "Styrning genom planer"),
        ("Revisorerna, Rapportsammandrag 1 (8)\n\nMissiv till granskningen av stadens inköp", "Granskning av stadens inköp"),
    ],
)  # fmt: skip
def test_a_summary_of_auditors_is_titled_by_what_was_audited(head: str, title: str) -> None:
    text = f"Rapportsammandrag\n\nRevisorerna\n\n{head}\n\nRevisorerna har avslutat granskningen. {BODY}\n"
    assert paper(text).title == f"Rapportsammandrag {title}"


LETTERHEAD = "Skolförvaltningen                 TJÄNSTEUTLÅTANDE\nEnheten för kvalitet              Dnr SN 2024/00137\n"


def test_a_letterhead_in_columns() -> None:
    document = paper(
        f"{LETTERHEAD}                                  2024-11-05\n\nHandläggare                       Till\n"
        f"Eva Ekdahl                        Skolnämnden\nTelefon: 0990-100 00              2024-11-28\n\n"
        f"Lärare och lokaler i Norra skolan\n\nFörslag till beslut\nSkolnämnden antar planen.\n\n{BODY}\n"
    )
    assert document.title == "TJÄNSTEUTLÅTANDE Lärare och lokaler i Norra skolan"
    assert (document.genre, str(document.date)) == ("officer_report", "2024-11-05")


def test_the_header_of_minutes_in_columns() -> None:
    document = paper(
        "TALLHAMRA KOMMUN              SAMMANTRÄDESPROTOKOLL                   Blad\n"
        "Kommunstyrelsen               Sammanträdesdatum 2024-10-08            1 (7)\n" + ITEMS
    )
    assert document.title == "Kommunstyrelsen SAMMANTRÄDESPROTOKOLL 2024-10-08"


def test_a_title_is_no_number_and_nobodys_name() -> None:
    text = (
        "TALLHAMRA KOMMUN\nSkolförvaltningen\nTjänsteutlåtande\n2024-08-26\nDiarienummer\nKS 2023/00341\nHandläggare\n"
        f"Skolchef Eva Ekdahl\n\nYttrande över motion om skolan\n\nFörslag till beslut\nMotionen avslås.\n\n{BODY}\n"
    )
    assert paper(text).title == "Yttrande över motion om skolan"
    text = (
        f"Interpellation ställd till skolnämndens ordförande\nBörje Sten (C)\n\nHur många lärare ska det bli?\n\n{BODY}"
    )
    assert paper(text).title == "Interpellation ställd till skolnämndens ordförande Börje Sten (C)"


@pytest.mark.parametrize("head", ["RAPPORT", "Arbets- och kompetensnämnden", "Tallhamra kommun"])
def test_the_line_below_a_letterhead_says_more(head: str) -> None:
    assert paper(f"{head}\nMedborgardialog om centrum\n2024-05-06\n\n{BODY}\n").title == "Medborgardialog om centrum"


LONG = f"{BODY} Det har diskuterats i flera år och vi tycker att svaret nu måste komma så fort som möjligt."


def test_the_topic_below_who_is_asked() -> None:
    head = (
        "Tallhamra kommun\n\nInterpellation till kommunalrådet Bo Ask (S)\n\n{}\n\n"
        + LONG
        + "\n\nMina frågor är:\n\n1. Varför?\n\nEva Ek (M)\n"
    )
    told = paper(head.format("Vad får invånarna för pengarna på Jobbcentrum?")).title
    assert told == "Interpellation till kommunalrådet Bo Ask (S) Vad får invånarna för pengarna på Jobbcentrum?"
    assert (
        paper(head.format("Flytten av Jobbcentrum")).title
        == "Interpellation till kommunalrådet Bo Ask (S) Flytten av Jobbcentrum"
    )
    motion = paper(
        f"Vänsterpartiet\n\nMOTION TILL KOMMUNFULLMÄKTIGE I TALLHAMRA\n\nLåt maten lagas i skolan\n\n{LONG}\n\nEva Ek (V)\n"
    )
    assert motion.title == "MOTION TILL KOMMUNFULLMÄKTIGE I TALLHAMRA Låt maten lagas i skolan"


def test_a_title_that_says_its_topic_takes_in_no_line_below() -> None:
    text = (
        f"Interpellation till kommunalrådet Bo Ask (S) om Jobbcentrum\n\nFlytten till hamnen\n\n{LONG}\n\nEva Ek (M)\n"
    )
    assert paper(text).title == "Interpellation till kommunalrådet Bo Ask (S) om Jobbcentrum"


def test_a_report_in_columns_with_the_number_of_the_company() -> None:
    text = (
        "LEKMANNAREVISORERNA                    Granskningsrapport\nTALLHAMRA BAD AB                       för år 2024\n"
        f"Org.nr 556000-0000\n\nTill årsstämman i Tallhamra Bad AB\n\n{LONG}\n\nVi rekommenderar styrelsen att agera.\n"
    )
    assert paper(text).title == "Granskningsrapport för år 2024"


def test_a_chapter_of_a_yearly_report_is_titled_by_the_report() -> None:
    text = f"REGION TALLHAMRA | ÅRSREDOVISNING 2024                    38\n\nMedarbetare\n\n{LONG}\n\nAntal anställda\n\n{LONG}\n"
    assert paper(text).title == "ÅRSREDOVISNING 2024 Medarbetare"


def test_minutes_that_no_line_calls_so_are_titled_by_board_and_day() -> None:
    text = (
        "   TALLHAMRA KOMMUN\n   Kommunfullmäktige                                  2024-06-10                     Sida 1 (11)\n\n"
        "   Tid och plats: kl. 17.30–22.20, skolans matsal\n   Ordförande: Bo Ask (C)\n   Sekreterare: Eva Lo\n   Protokolljusterare: Ulla Ek (S)\n\n"
        "   § 40  Taxa\n   Fullmäktige beslutar att taxan antas.\n\n   § 41  Plan\n   Fullmäktige beslutar att planen antas.\n\n   § 42  Val\n   Fullmäktige väljer Eva Lo (S).\n"
    )
    assert paper(text).title == "Kommunfullmäktige 2024-06-10"


def test_a_telephone_number_and_a_number_of_a_case_are_no_matter() -> None:
    text = (
        "                                       Tjänsteskrivelse\n  Samhällsbyggnadsförvaltningen        KS 2023.0688-11\n"
        f"  08-555 01 40 (växel)\n\n  Ny gångbro vid stationen\n\n  Förslag till beslut\n  Bron byggs.\n\n{LONG}\n"
    )
    assert paper(text).title == "Tjänsteskrivelse Ny gångbro vid stationen"
