"""What a paper says of itself: title, body, municipality, date, language."""

from __future__ import annotations

from datetime import date

import pytest
from papers import paper

BODY = "Jobbcentrum flyttar till Verkstadsgatan. Det berör deltagarna i hela Tallhamra kommun."


def test_the_title_is_the_line_that_names_the_genre() -> None:
    title = "Interpellation av Marika Lindeqvist (V) till Jonas Berglind (M) om flytten"
    document = paper(f"Tallhamra kommun\n\n{title}\n\n{BODY}\n\nTallhamra 2022-04-19\n\nMarika Lindeqvist (V)")
    assert document.title == title


def test_the_title_comes_verbatim_but_without_marks() -> None:
    assert paper(f"# **Riktlinje för föreningsbidrag**\n\n{BODY}").title == "Riktlinje för föreningsbidrag"


def test_a_bare_protokoll_is_completed() -> None:
    document = paper(
        "Tallhamra kommun\n\nKommunstyrelsen\n\nProtokoll\n\nSammanträdesdatum 2024-01-16\n\n"
        "§ 1\n\nVal av justerare\n\nBeslut\n\nPer Sandelin (C) utses.\n\n"
        "§ 2\n\nInformation\n\nBeslut\n\nInformationen antecknas.\n\n§ 3\n\nAvgifter\n\nBeslut\n\nTaxan antas."
    )
    assert "Protokoll" in document.title
    assert "Kommunstyrelsen" in document.title
    assert document.body == "kommunstyrelsen"
    assert document.date == date(2024, 1, 16)


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("Till arbetsmarknads- och vuxenutbildningsnämnden", "arbetsmarknads- och vuxenutbildningsnämnden"),
        ("Kommunfullmäktiges protokoll", "kommunfullmäktige"),
        ("Barn- och utbildningsnämndens sammanträde", "barn- och utbildningsnämnden"),
        ("Till nämnden för kultur och fritid", "nämnden för kultur och fritid"),
    ],
)
def test_the_body_in_its_base_form(line: str, body: str) -> None:
    assert paper(f"{line}\n\n{BODY}").body == body


def test_the_municipality() -> None:
    assert paper(f"Tallhamra kommun\n\n{BODY}").municipality == "Tallhamra"
    assert paper("Skrivelse om skolmaten\n\nI Vara skola vara bra, sade han. Maten var kall.").municipality is None


@pytest.mark.parametrize(
    "line",
    ["Sammanträdesdatum: 2024-01-16", "Datum: 16 januari 2024", "Datum för sammanträde 2024-01-16"],
)
def test_a_labelled_date_counts_first(line: str) -> None:
    assert paper(f"Tjänsteutlåtande\n{line}\n\n{BODY}\n\nBeslutat den 3 mars 2020.").date == date(2024, 1, 16)


@pytest.mark.parametrize(
    "line", ["Tallhamra 2022-04-19", "Tallhamra den 19 april 2022", "Norra Tallhamra, 19 april 2022"]
)
def test_a_date_may_stand_only_with_the_signature(line: str) -> None:
    filler = "\n\n".join(f"Stycke {n} handlar om Jobbcentrum och beslutet år 2019." for n in range(20))
    document = paper(f"Skrivelse om Jobbcentrum\n\n{filler}\n\n{line}\n\nMarika Lindeqvist (V)")
    assert document.date == date(2022, 4, 19)


def test_a_date_told_in_the_text_is_not_the_papers() -> None:
    document = paper(f"Skrivelse om Jobbcentrum\n\n{BODY} Frågan togs upp av nämnden den 8 maj 2019 men vilar.")
    assert document.date is None


def test_language() -> None:
    assert paper(f"{BODY} Nämnden får rapport i oktober.").language == "sv"
    english = "The board moved the job centre to another street and nobody knows yet what the move has cost."
    assert paper(english).language == "en"


def test_case_numbers_once_each_in_order() -> None:
    text = f"Dnr AVN 2022/0147\n\n{BODY} Se även KS 2023/0412 och AVN 2022/147. Läsåret 2022/23 berörs inte."
    assert paper(text).case_numbers == ("AVN 2022/147", "KS 2023/412")


def test_a_boards_opinion_is_the_boards_and_not_the_addressees() -> None:
    text = (
        "Yttrande över remiss: Förslag till trafikstrategi\n\nTill: Kommunstyrelsen\n\nYttrande\n\n"
        f"Socialnämnden hänvisar till förvaltningens tjänsteutlåtande som sitt yttrande över remissen.\n\n{BODY}"
    )
    assert paper(text).body == "socialnämnden"


def test_a_word_before_the_municipality_is_no_part_of_its_name() -> None:
    assert (
        paper(
            f"Skrivelse\n\nNär Heby kommun drabbades kom hjälpen sent. Heby väntar än.\n\n{'Ord. ' * 30}"
        ).municipality
        == "Heby"
    )


def test_a_question_to_a_minister_is_the_riksdags_whoever_it_mentions() -> None:
    document = paper(
        "Interpellation 2023/24:9 Bredband\n\nav Eva Sandelin (S)\n\ntill Statsrådet Bo Hallgren (M)\n\n"
        f"Regeringen har sagt att bredbandet byggs ut. {BODY}\n\nVad avser statsrådet att göra?\n"
    )
    assert document.body == "riksdagen"


def test_a_municipality_that_no_table_has_is_named_without_its_genitive() -> None:
    assert (
        paper("Norrviks stad\nSkolnämnden\n2024-05-06\n\nNorrviks stads skolor byggs ut under året.").municipality
        == "Norrvik"
    )
    assert (
        paper("Björkås kommun\nSkolnämnden\n2024-05-06\n\nBjörkås kommun bygger ut skolorna.").municipality == "Björkås"
    )


def test_a_meeting_of_two_days_and_one_on_a_named_day() -> None:
    text = "Tallhamra kommun\nSammanträdesprotokoll\nSammanträdesdatum\n2024-11-25--26\nKommunfullmäktige\n"
    assert paper(text).date == date(2024, 11, 25)
    text = "Tallhamra kommun\nVårdnämnden\nPROTOKOLL 6/2024\nOnsdagen den 18 september 2024 klockan 08.30–12.10, Almgården\n"
    assert paper(text).date == date(2024, 9, 18)


def test_the_day_of_minutes_in_a_header_of_every_page() -> None:
    head = "TALLHAMRA KOMMUN            SAMMANTRÄDESPROTOKOLL               Blad {} (4)\nVård- och omsorgsnämnden     2024-11-21\n\n"
    document = paper(
        head.format(1) + "§ 1 Taxa\n\nBeslut\n\nTaxan antas.\n\n" + head.format(2) + "§ 2 Plan\n\nBeslut\n\nPlanen antas.\n\n"
        + head.format(3) + "§ 3 Budget\n\nBeslut\n\nBudgeten antas.\n\n" + head.format(4) + "§ 4 Val\n\nBeslut\n\nEva Ek (S) utses.\n"
    )  # fmt: skip
    assert document.date == date(2024, 11, 21)
    assert document.title == "Vård- och omsorgsnämnden SAMMANTRÄDESPROTOKOLL 2024-11-21"
    assert not any("omsorgsnämnden" in document.quote(act.span) for act in document.acts)


def test_a_day_that_ends_the_letterhead_before_one_of_a_table() -> None:
    head = (
        "          TALLHAMRA KOMMUN\n          Kommunledningskontoret\n          2025-03-21\n          Dnr 2025/203\n\n"
    )
    text = (
        f"{head}Interpellation till kommunalrådet Bo Ask (S)\n\nHur länge ska badet vara stängt?\n\n"
        "Bolaget har lovat flera dagar:\n\nBesked lämnat        Utlovad öppning\nmaj 2024             1 oktober 2024\n"
        "december 2024        1 april 2025\n\nMina frågor är:\n\n1. När öppnar badet?\n\nEva Ek (M)\n"
    )
    assert paper(text).date == date(2025, 3, 21)
