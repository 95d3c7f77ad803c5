"""A proposal is what somebody wants decided, and never a decision, however it is worded."""

from __future__ import annotations

import pytest
from papers import acts, by, paper, quotes, to

from corpus.records import ActKind, Form

P, D, M = ActKind.PROPOSAL, ActKind.DECISION, ActKind.MOTION


def test_an_officers_draft_is_no_decision() -> None:
    document = paper(
        "Tjänsteutlåtande\nDnr BUN 2023/0088\n\nFörslag till beslut\n\nBarn- och utbildningsnämnden beslutar\n\n"
        "1. Undervisningen i årskurs 7–9 upphör.\n\n2. Skolchefen får uppdraget.\n\nSammanfattning\n\n"
        "Antalet elever minskar.\n\nPeter Almroth\nSkolchef"
    )
    assert not acts(document, D)
    (quote,) = quotes(document, P)
    assert quote.startswith("Barn- och utbildningsnämnden beslutar")
    assert quote.endswith("Skolchefen får uppdraget.")
    assert by(acts(document, P)[0]) == ["Peter Almroth"]


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Motion om buss", "Jag yrkar därför att kommunen inför avgiftsfri buss."),
        ("Medborgarförslag om hundrastgård", "Jag föreslår därför att kommunen anlägger en hundrastgård."),
        (
            "Skrivelse till kommunstyrelsen",
            "Vi föreslår därför att kommunstyrelsen ges en föredragning i juni.",
        ),
    ],
)
def test_papers_that_propose(title: str, words: str) -> None:
    document = paper(f"{title}\n\nLäget i Tallhamra är svårt.\n\n{words}\n\nTallhamra 2022-11-07\n\nTove Granath (MP)")
    assert quotes(document, P) == [words]
    assert by(acts(document, P)[0]) == ["Tove Granath (MP)"]
    assert not acts(document, D)


def test_att_clauses_belong_to_the_proposal() -> None:
    document = paper(
        "Skrivelse till nämnden\n\nUnderlaget brister.\n\nVi föreslår därför att nämnden beslutar\n\n"
        "att ärendet återremitteras, och\n\natt en analys görs.\n\nTallhamra 2023-05-04\n\nEva Sandelin (L)"
    )
    (quote,) = quotes(document, P)
    assert quote.endswith("och att en analys görs.")


def test_the_boards_proposal_to_the_council_is_no_decision() -> None:
    items = "\n\n".join(f"§ {n}\n\nInformation {n}\n\nBeslut\n\nInformationen antecknas." for n in range(1, 4))
    document = paper(
        f"Kommunstyrelsen\n\nProtokoll\n\n{items}\n\n§ 49\n\nRiktlinje för föreningsbidrag\nKS 2024/0031\n\nBeslut\n\n"
        "Kommunstyrelsen föreslår att kommunfullmäktige beslutar:\n\n1. Bidraget höjs till 12 kronor."
    )
    (proposal,) = acts(document, P)
    assert by(proposal) == ["kommunstyrelsen"]
    assert to(proposal) == ["kommunfullmäktige"]
    assert proposal.case_number == "KS 2024/31"
    assert quotes(document, D) == ["Informationen antecknas."] * 3


def test_motions_from_the_floor() -> None:
    document = paper(
        "Kommunstyrelsen\n\nProtokoll\n\n§ 1\n\nVal\n\nBeslut\n\nPer Sandelin (C) utses.\n\n§ 2\n\nTaxa\n\nBeslut\n\n"
        "Taxan antas.\n\n§ 3\n\nBidrag\n\nYrkanden\n\nPer Sandelin (C) och Eva Sandelin (L) yrkar att ärendet bordläggs.\n\n"
        "Dennis Rask (SD) yrkar avslag på förslaget.\n\nBeslut\n\nÄrendet bordläggs."
    )
    assert [by(m) for m in acts(document, M)] == [
        ["Per Sandelin (C)", "Eva Sandelin (L)"],
        ["Dennis Rask (SD)"],
    ]
    assert quotes(document, D)[-1] == "Ärendet bordläggs."


def test_a_union_lists_what_it_moves() -> None:
    document = paper(
        "Protokoll för förvaltningsgruppen den 16 mars 2023, nr 3\n\nFör arbetstagarna\n\nAnna Ek, Vision, fackligt ombud\n\n"
        "Dagordning\n\n7. Övriga frågor:\n\nVision yrkar:\n\n- att larm köps in\n- att nattpass har två vakter"
    )
    assert quotes(document, M) == ["Vision yrkar: - att larm köps in - att nattpass har två vakter"]
    assert by(acts(document, M)[0]) == ["Vision"]


def test_an_earlier_initiative_that_a_paper_tells_of() -> None:
    document = paper(
        "Ärende: Arbetsmiljön på Jobbcenter Ung\n\nModeraterna och Vänsterpartiet väckte ett ledamotsinitiativ (2020-12-10).\n\n"
        "Vi föreslår nämnden besluta\n\natt bjuda in konsulterna.\n\nMarika Lindeqvist (V)"
    )
    earlier, own = acts(document, P)
    assert [a.party for a in earlier.actors] == ["M", "V"]
    assert str(earlier.date) == "2020-12-10"
    assert by(own) == ["Marika Lindeqvist (V)"]


OPENING = (
    "Tallhamra kommun\nSocialnämnden\nProtokoll\nSammanträdesdatum: 2023-05-04\n\n"
    "§ 1\n\nJusterare\n\nBeslut\n\nAnna Ek (S) utses.\n\n§ 2\n\nDagordning\n\nBeslut\n\nDagordningen godkänns.\n\n"
    "§ 3\n\nSvar på skrivelse\nSN 2023/0012\n\n"
)


@pytest.mark.parametrize(
    ("heading", "author"),
    [
        ("Förvaltningens förslag till beslut", ["Förvaltningen"]),
        ("Förslag till beslut i tjänsteskrivelsen", ["Förvaltningen"]),
        ("Arbetsutskottets förslag till beslut", ["arbetsutskottet"]),
        ("Förslag till beslut", []),  # whose it is nobody says: certainly not the meeting's own
    ],
)
def test_whose_draft_it_is_stands_in_the_heading(heading: str, author: list[str]) -> None:
    document = paper(
        f"{OPENING}{heading}\n\n1. Skrivelsen avslås.\n\n2. Svaret skickas.\n\nBeslut\n\nÄrendet bordläggs."
    )
    (proposal,) = acts(document, P)
    assert by(proposal) == author
    assert quotes(document, P) == ["Skrivelsen avslås. 2. Svaret skickas."]
    assert proposal.form is Form.REJECTED
    assert quotes(document, D)[-1] == "Ärendet bordläggs."


def test_a_report_without_signature_is_the_administrations() -> None:
    document = paper(
        "Tjänsteutlåtande\nOmsorgsförvaltningen\nDnr SN 2023/0088\n\nFörslag till beslut\n\nSocialnämnden beslutar\n\n"
        "1. Riktlinjen antas.\n\nSammanfattning\n\nRiktlinjen är ny."
    )
    (proposal,) = acts(document, P)
    assert by(proposal) == ["Omsorgsförvaltningen"]
    assert proposal.form is Form.APPROVED


def test_the_chair_with_those_who_join() -> None:
    document = paper(
        f"{OPENING}Beslutsgång\n\nOrdföranden Anna Ek (S) föreslog, med instämmande av Rut Sjö (V) och samtliga "
        "ledamöter från MP, att ärendet skulle återremitteras."
    )
    (proposal,) = acts(document, P)
    assert by(proposal) == ["Anna Ek (S)", "Rut Sjö (V)", "Miljöpartiet"]
    assert len(acts(document, D)) == 2


def test_a_committee_proposes_to_its_board() -> None:
    document = paper(f"{OPENING}Beredning\n\nArbetsutskottet föreslår att socialnämnden avslår ansökan.")
    (proposal,) = acts(document, P)
    assert by(proposal) == ["arbetsutskottet"]
    assert to(proposal) == ["socialnämnden"]
    assert proposal.form is Form.REJECTED


def test_under_a_heading_that_names_the_council() -> None:
    document = paper(
        f"{OPENING}Socialnämndens förslag till kommunfullmäktige\n\n1. Policyn antas.\n\nBilaga\n\nPolicy."
    )
    (proposal,) = acts(document, P)
    assert by(proposal) == ["socialnämnden"]
    assert to(proposal) == ["kommunfullmäktige"]
