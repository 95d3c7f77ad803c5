"""Which case the acts of an appendix belong to: what is printed says it, or nothing does."""

from __future__ import annotations

import pytest
from papers import acts, paper

from corpus.records import ActKind, Document

ITEMS = (
    "Tallhamra kommun\nSocialnämnden, protokoll\nSammanträdesdatum: 2023-03-27\n\n"
    "§ 33 Rapport för 2022\nSN 2023/0030\n\nBeslut\n\nRapporten antecknas. Frågorna finns i bilaga 1.\n\n"
    "§ 34 Underlag för budget 2024 med inriktning 2025 och 2026 för socialnämnden\nSN 2023/0041\n\nBeslut\n\n"
    "Underlaget antas. Frågorna finns i bilaga 1 och yrkandena i bilaga 2.\n\n§ 35 Övrigt\n\nBeslut\n\nInget.\n\n"
)
ASKED = "Vision frågar hur många som slutar."


def cases(document: Document) -> list[str | None]:
    return [act.case_number for act in acts(document, ActKind.QUESTION)]


@pytest.mark.parametrize(
    ("heading", "case"),
    [
        ("Bilaga till § 33 Skriftlig fråga", "SN 2023/30"),
        ("Bilaga 3\nFrågor till § 34", "SN 2023/41"),
        ("Bilaga 3, dnr SN 2023/0041", "SN 2023/41"),
        ("Bilaga 2", "SN 2023/41"),  # only one item refers to it
        ("Bilaga 1", None),  # two items refer to it
        ("Bilaga 4", None),
        ("Bilaga till § 35 Skriftlig fråga", None),  # an item without a number
    ],
)
def test_what_an_appendix_says_of_its_case(heading: str, case: str | None) -> None:
    assert cases(paper(f"{ITEMS}{heading}\n\n{ASKED}")) == [case]


def test_titles_of_items_part_an_appendix() -> None:
    document = paper(
        f"{ITEMS}BILAGA 1\n\nRapport 2022\n\n{ASKED}\n\nUnderlag för budget 2024 med inriktning 2025 och 2026\n\n{ASKED}\n\n"
        f"Helt andra saker\n\n{ASKED}"
    )
    assert cases(document) == ["SN 2023/30", "SN 2023/41", None]


def test_a_line_that_is_a_persons_name_ends_no_item() -> None:
    document = paper(f"{ITEMS}BILAGA 1\n\nRapport 2022\n\nBo Ask (V)\n\n{ASKED}")
    assert cases(document) == ["SN 2023/30"]


def test_an_appendix_begins_its_own_line_below_a_full_one() -> None:
    rows = "\n".join(
        f"2022-07-{n} | SN 2022/01{n} | Tilldelning av kontrakt om flyttjänster, {n} 000 kronor | Chef"
        for n in range(11, 25)
    )
    document = paper(f"{ITEMS}Bilaga till § 35 Beslut i urval\n{rows}\nBilaga till § 33 Skriftlig fråga\n\n{ASKED}")
    assert cases(document) == ["SN 2023/30"]


def test_an_appendix_of_several_numbered_questions_is_of_no_one_case() -> None:
    asked = (
        "Fråga av Eva Ek (M) till kommunalrådet Bo Ask (S) om bussen\nNär går den?\nSvar: Klockan åtta på morgonen.\n\n"
    )
    document = paper(
        f"{ITEMS}Bilaga 7\nSkriftliga frågor\n\nNr 2024:41\n{asked}Nr 2024:42\n{asked.replace('När', 'Vart')}"
    )
    assert cases(document) == [None, None]
