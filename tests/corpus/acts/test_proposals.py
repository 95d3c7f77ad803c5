"""A proposal is what somebody wants decided, and never a decision, however it is worded."""

from __future__ import annotations

import pytest
from papers import acts, by, paper, quotes, to

from corpus.records import ActKind

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
    assert quotes(document, M) == ["att larm köps in", "att nattpass har två vakter"]
    assert {tuple(by(m)) for m in acts(document, M)} == {("Vision",)}


def test_an_earlier_initiative_that_a_paper_tells_of() -> None:
    document = paper(
        "Ärende: Arbetsmiljön på Jobbcenter Ung\n\nModeraterna och Vänsterpartiet väckte ett ledamotsinitiativ (2020-12-10).\n\n"
        "Vi föreslår nämnden besluta\n\natt bjuda in konsulterna.\n\nMarika Lindeqvist (V)"
    )
    earlier, own = acts(document, P)
    assert [a.party for a in earlier.actors] == ["M", "V"]
    assert str(earlier.date) == "2020-12-10"
    assert by(own) == ["Marika Lindeqvist (V)"]
