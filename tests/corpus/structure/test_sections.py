"""The items of minutes and the headed blocks in them."""

from __future__ import annotations

from itertools import pairwise

from papers import paper, quotes

from corpus.records import ActKind, Document, Section

MINUTES = """Tallhamra kommun
Kommunfullmäktige, protokoll
Sammanträdesdatum 2023-03-27

§ 33

Revidering av taxa
Ärendenummer KS 2023/0041

Beslut

Taxan antas.

Expedieras till

Ekonomiavdelningen

§ 34 Motion av Tove Granath (MP) om avgiftsfri buss
KS 2022/0533

Tidigare behandling

Bordlagt den 27 februari 2023, § 21.

Beslut

Motionen bifalles.

§ 35 Meddelanden

Beslut

Meddelandena antecknas enligt § 12 i arbetsordningen.
"""


def items(document: Document) -> dict[str, list[Section]]:
    found: dict[str, list[Section]] = {}
    for section in document.sections:
        if section.paragraph:
            found.setdefault(section.paragraph, []).append(section)
    return found


def test_items_with_title_and_case_number() -> None:
    found = items(paper(MINUTES))
    assert list(found) == ["33", "34", "35"]
    assert found["33"][0].heading == ("Revidering av taxa",)
    assert found["34"][0].heading == ("Motion av Tove Granath (MP) om avgiftsfri buss",)
    assert {s.case_number for s in found["33"]} == {"KS 2023/41"}
    assert {s.case_number for s in found["34"]} == {"KS 2022/533"}
    assert {s.case_number for s in found["35"]} == {None}


def test_blocks_stand_under_their_item() -> None:
    document = paper(MINUTES)
    headings = [s.heading[1:] for s in items(document)["34"]]
    assert headings == [(), ("Tidigare behandling",), ("Beslut",)]
    decision = items(document)["34"][-1]
    assert " ".join(document.quote(decision.span).split()) == "Beslut Motionen bifalles."


def test_sections_follow_each_other_and_reach_the_end() -> None:
    document = paper(MINUTES)
    spans = [s.span for s in document.sections]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert spans[-1].end == len(document.text.rstrip())


def test_a_reference_to_a_paragraph_opens_no_item() -> None:
    text = MINUTES.replace("Taxan antas.", "Taxan antas.\n\n§ 12 i kommunallagen ger fullmäktige rätt till det.")
    assert list(items(paper(text))) == ["33", "34", "35"]


def test_a_title_over_two_lines_is_read_whole() -> None:
    text = MINUTES.replace(
        "Revidering av taxa\n",
        "Revidering av taxa för renhållning och slam i hela kommunen samt\nanvisningar till taxan\n",
    )
    title = "Revidering av taxa för renhållning och slam i hela kommunen samt anvisningar till taxan"
    assert items(paper(text))["33"][0].heading == (title,)


def test_an_appendix_leaves_the_items() -> None:
    document = paper(MINUTES + "\nBILAGA 1\n\nFrågor från SACO om taxan och hur den ska användas.\n")
    assert document.sections[-1].heading == ("BILAGA 1",)
    assert document.sections[-1].paragraph is None


def test_markdown_headings_make_sections() -> None:
    document = paper("# Riktlinje\n\nInledning här.\n\n## Avstånd\n\nMinst två kilometer.\n\n## Ansökan\n\nSkriftligt.")
    assert [s.heading[-1] for s in document.sections] == ["Riktlinje", "Avstånd", "Ansökan"]


def test_a_header_does_not_hide_an_item() -> None:
    head = "Tallhamra kommun\nKommunfullmäktige, protokoll\n"
    pages = [
        f"{head}{n} (6)\n§ {n} Ärendenummer KS 2023/00{n}0\nÄrende om sak {word}\nBeslut\nDet {word} antas."
        for n, word in enumerate(("första", "andra", "tredje", "fjärde", "femte", "sjätte"), start=1)
    ]
    document = paper(*pages)
    assert list(items(document)) == ["1", "2", "3", "4", "5", "6"]
    assert items(document)["4"][0].case_number == "KS 2023/40"


def test_a_title_that_asks_is_an_item_where_its_number_stands_below() -> None:
    document = paper(
        "Protokoll för förvaltningsgruppen den 16 mars 2023, nr 3\n\nFör arbetstagarna\n\nAnna Ek, Vision, fackligt ombud\n\n"
        "Dagordning\n\n7. Nämndärenden\n\nSvar på skrivelse - Finns det en plan?\n\nSN 2023/0031\n\nFVG lägger ärendet till handlingarna."
    )
    assert [section.case_number for section in document.sections][-1] == "SN 2023/31"


def test_digital_signatures_belong_to_no_item_and_no_appendix() -> None:
    end = "\nBILAGA 1\n\nKS 2023/0041\n\nFrågor om taxan.\n\nDigitala signaturer\n\nAnna, Ek\t2023-03-28\n"
    last = paper(MINUTES + end).sections[-1]
    assert last.heading == ("Digitala signaturer",)
    assert (last.paragraph, last.case_number) == (None, None)


def test_items_with_the_boards_short_form_and_two_in_a_row() -> None:
    found = items(
        paper(
            "Tallhamra kommun\nVårdnämnden\n\nPROTOKOLL 6/2024\n\nNÄRVARANDE\nLedamöter: Eva Ek (M), Bo Ask (S)\n"
            "§§ 62–66, Lena Lo (C), Kim Ek (V)\n\nVN § 62\nUppföljning per den 31 juli      VN 2024/00014\n\n"
            "BESLUT\nUppföljningen godkänns.\n\nVN § 63\nAvgift för mat        VN 2024/00015\n\n"
            "Enligt KS § 12 gäller taxan.\n\nBESLUT\nAvgiften antas.\n\nVN §§ 64–65\nÖvriga frågor. Lades till handlingarna.\n"
        )
    )
    assert list(found) == ["62", "63", "64"]
    assert found["63"][0].case_number == "VN 2024/15"


def test_a_boards_block_behind_a_title_is_no_part_of_it() -> None:
    document = paper(
        "Tallhamra kommun\nKommunstyrelsen, protokoll\n2024-10-08\n\n§ 143   Svar på motion om bussen         Dnr KS 2023/00341\n"
        "Kommunstyrelsens förslag till kommunfullmäktige\nMotionen avslås.\nYrkanden\nEva Ek (M) yrkar bifall.\n\n"
        "§ 144   Svar på motion om företag i upphandlingar    Dnr KS 2024/00077\nKommunstyrelsens beslut\n"
        "Ärendet återremitteras till förvaltningen.\nYrkanden\nEva Ek (M) yrkar bifall.\n"
        "______________________________________________________________\nJusterandes sign\n"
    )
    assert items(document)["144"][0].heading == ("Svar på motion om företag i upphandlingar",)
    assert quotes(document, ActKind.DECISION) == ["Ärendet återremitteras till förvaltningen."]
    assert quotes(document, ActKind.PROPOSAL) == ["Motionen avslås."]


def test_what_was_proposed_at_the_meeting_is_no_part_of_the_decision() -> None:
    document = paper(
        "Tallhamra kommun\nSkolnämnden, protokoll\n2024-10-08\n\n§ 7\nFörskolan\n\nSkolnämndens beslut\nÄrendet återremitteras.\n"
        "Förslag till beslut på sammanträdet\nEva Ek (S) föreslår återremiss.\n\n§ 8\nTaxa\n\nSkolnämndens beslut\n"
        "Taxan antas.\nJäv: Bo Ask (M) anmäler jäv och lämnar salen.\n"
    )
    assert quotes(document, ActKind.DECISION) == ["Ärendet återremitteras.", "Taxan antas."]
    assert quotes(document, ActKind.MOTION) == ["Eva Ek (S) föreslår återremiss."]


def test_blocks_that_begin_on_the_line_of_their_heading() -> None:
    document = paper(
        "Tallhamra stad                          Protokoll\nKommunfullmäktige                       Sammanträdesdatum 2025-03-27\n"
        "                                                        Sida 1 av 2\n\nPlats: Stadshuset\nTid: kl. 17\n\n"
        "§ 43  Interpellation om badet (KS-2025-00218)\n\nBeslut: Kommunfullmäktige anser interpellationen besvarad.\n\n"
        "Eva Ek (S) har lämnat ett skriftligt svar.\n\nTallhamra stad                          Protokoll\n"
        "Kommunfullmäktige                       2025-03-27          Sida 2 av 2\n\n§ 44  Motion om bussen (KS-2024-00963)\n\n"
        "Beslut: 1. Motionen bifalls. 2. Att-sats 2 avslås.\n\nYrkanden: Bo Ask (M) yrkar avslag.\n\n"
        "Reservationer: Bo Ask (M) reserverar sig.\n"
    )
    assert quotes(document, ActKind.DECISION) == [
        "Kommunfullmäktige anser interpellationen besvarad.", "Motionen bifalls. 2. Att-sats 2 avslås.",
    ]  # fmt: skip
    assert quotes(document, ActKind.MOTION) == ["Bo Ask (M) yrkar avslag."]
    assert quotes(document, ActKind.DISSENT) == ["Bo Ask (M) reserverar sig."]


def test_an_item_goes_on_on_the_next_page() -> None:
    document = paper(
        "Tallhamra kommun\nSocialnämnden, protokoll\nSammanträdesdatum 2023-03-27\n\n"
        "§ 98   Avveckling av Linden\nDnr SN 2023/0077\n\nYrkanden\nEva Ek (S) yrkar bifall till förslaget.\n\n"
        "§ 98 forts.\n\nBo Ask (M) yrkar avslag på förslaget.\n\nBeslut\n1. Linden avvecklas.\n\n"
        "§ 98 (forts.)\n\n2. En plan tas fram.\n\n§ 99 Taxa\n\nBeslut\nTaxan antas.\n\n§ 100 Plan\n\nBeslut\nPlanen antas.\n"
    )
    of_item = [s for s in document.sections if s.paragraph == "98"]
    assert {s.heading[0] for s in of_item} == {"Avveckling av Linden"}
    assert {s.case_number for s in of_item} == {"SN 2023/77"}
    assert [" ".join(q.split()) for q in quotes(document, ActKind.MOTION)][1] == "Bo Ask (M) yrkar avslag på förslaget."
    assert "En plan tas fram." in " ".join(quotes(document, ActKind.DECISION))


def test_who_prepared_an_item_is_none_of_its_title() -> None:
    document = paper(
        "Tallhamra kommun\nSocialnämnden, protokoll\nSammanträdesdatum 2023-03-27\n\n"
        "§ 8 Svar på motion från Eva Ek (V) om att\nlåta maten lagas i skolan\n\nÄrendenummer: SN 788/2023\n"
        "Handläggare: Birgit Holm\n\nBeslut\nMotionen avslås.\n"
    )
    assert document.sections[1].heading[0] == "Svar på motion från Eva Ek (V) om att låta maten lagas i skolan"


def test_a_decision_right_below_the_proposition_order() -> None:
    document = paper(
        "Tallhamra kommun\nSocialnämnden, protokoll\nSammanträdesdatum 2023-03-27\n\n§ 8 Öppettider\n\nYrkanden\n"
        "Eva Ek (V) yrkar bifall.\n\nProposition\nOrdföranden ställer proposition på yrkandet och finner bifall.\n\n"
        "Socialnämnden beslutar\n1. Gården har öppet på lördagar.\n2. Inköpet skjuts till 2026.\n\n"
        "Reservation\nBo Ask (M) reserverar sig.\n"
    )
    (decision,) = quotes(document, ActKind.DECISION)
    assert " ".join(decision.split()) == "Gården har öppet på lördagar. 2. Inköpet skjuts till 2026."
