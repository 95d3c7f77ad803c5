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
    assert by(acts(document, P)[0]) == ["Förvaltningen"]  # whose draft it is, whoever signs for it
    assert to(acts(document, P)[0]) == ["barn- och utbildningsnämnden"]


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


def test_an_earlier_initiative_that_a_paper_tells_of_was_handed_in() -> None:
    document = paper(
        "Ärende: Arbetsmiljön på Jobbcenter Ung\n\nModeraterna och Vänsterpartiet väckte ett ledamotsinitiativ (2020-12-10).\n\n"
        "Vi föreslår nämnden besluta\n\natt bjuda in konsulterna.\n\nMarika Lindeqvist (V)"
    )
    (own,) = acts(document, P)
    (earlier,) = acts(document, ActKind.STATEMENT)
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
    (motion,) = acts(document, M)  # made at the meeting itself
    assert by(motion) == ["Anna Ek (S)", "Rut Sjö (V)", "Miljöpartiet"]
    assert motion.form is Form.REFERRED_BACK
    assert not acts(document, P)
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


@pytest.mark.parametrize(
    ("title", "words", "authors"),
    [
        ("Motion av Bo Ask (V) och Eva Lo (L) om buss", "Motionärerna föreslår att bussen blir fri.", 2),
        ("Motion av Bo Ask (V) om buss", "I motionen den 7 november 2022 föreslås att bussen blir fri.", 1),
        ("Svar på medborgarförslag om buss", "I ett medborgarförslag föreslås att bussen blir fri.", 0),
        ("Svar på motion om buss", "Bo Ask (V) har i en motion föreslagit att bussen blir fri.", 1),
        (
            "Svar på initiativ om buss",
            "Bo Ask (V), Norrgården, har i ett ledamotsinitiativ föreslagit att bussen blir fri.",
            1,
        ),
    ],
)
def test_a_retold_proposal_is_the_movers(title: str, words: str, authors: int) -> None:
    document = paper(
        f"{OPENING}§ 4\n\n{title}\nSN 2023/0019\n\nBeslut\n\nFörslaget avslås.\n\nSammanfattning\n\n{words} Det är dyrt."
    )
    assert quotes(document, P) == [words]
    assert by(acts(document, P)[0]) == ["Bo Ask (V)", "Eva Lo (L)"][:authors]
    assert not acts(document, M)


def test_what_a_board_proposed_before_is_not_told_again() -> None:
    assert not acts(paper(f"{OPENING}Ärendet\n\nSocialnämnden har föreslagit att taxan höjs."), P)


def test_an_administrations_proposal_goes_on_in_what_shall_be() -> None:
    document = paper(
        f"{OPENING}Ärendet\n\nFörvaltningen föreslår en ny inriktning. Gränsen ska vara två kilometer. Vidare ska avtalen "
        "följas upp. Kostnaden är känd. Höjningen föreslås gälla från juli."
    )
    first, second = quotes(document, P)
    assert first.endswith("avtalen följas upp.")
    assert second == "Höjningen föreslås gälla från juli."
    assert all(by(act) == ["Förvaltningen"] for act in acts(document, P))


def test_how_a_vote_is_to_be_held_is_no_proposal() -> None:
    document = paper(
        f"{OPENING}Propositionsordning\n\nOrdföranden Anna Ek (S) föreslår att proposition först ställs på bifall."
    )
    assert not acts(document, P)
    assert not acts(document, M)


def test_a_report_tells_its_own_proposal_and_the_one_it_answers() -> None:
    document = paper(
        "Tjänsteutlåtande\nKultur- och fritidsförvaltningen\nDnr KFN 2023/0088\nTill: Kultur- och fritidsnämnden\n\n"
        "Svar på motion av Bo Ask (V) om fri simning\n\nFörslag till beslut\n\nMotionen avslås.\n\nSammanfattning\n\n"
        "Bo Ask (V) föreslår i en motion att simningen blir fri. Förvaltningen föreslår därför att motionen avslås.\n\n"
        "Peter Almroth\nFörvaltningschef"
    )
    office = ["Kultur- och fritidsförvaltningen"]
    assert [by(act) for act in acts(document, P)] == [office, ["Bo Ask (V)"], office]
    assert to(acts(document, P)[0]) == ["kultur- och fritidsnämnden"]


def test_a_wish_counts_only_where_nothing_is_proposed() -> None:
    wish = "Vi vill att konsulterna bjuds in till nämnden."
    opening = "Skrivelse till socialnämnden\n\nRapporten är tunn."
    formal = f"{opening}\n\n{wish}\n\nVi föreslår socialnämnden besluta\n\natt bjuda in dem.\n\nTallhamra 2023-05-04\n\nBo Ask (V)"
    (proposal,) = acts(paper(formal), P)
    assert to(proposal) == ["socialnämnden"]
    assert quotes(paper(formal), P) == ["Vi föreslår socialnämnden besluta att bjuda in dem."]
    assert quotes(paper(f"{opening}\n\n{wish}\n\nTallhamra 2023-05-04\n\nBo Ask (V)"), P) == [wish]


def test_what_a_letter_urges_ends_with_its_sentence() -> None:
    document = paper(
        "Öppet brev till socialnämnden\n\nVi uppmanar nämnden att säga nej till förslaget. Ett hus som har stängt "
        "öppnar inte igen.\n\nTallhamra 2023-05-04\n\nBo Ask (V)"
    )
    assert quotes(document, P) == ["Vi uppmanar nämnden att säga nej till förslaget."]


def test_points_below_a_bare_vi_yrkar() -> None:
    document = paper(
        "SKRIVELSE\n\nTill skolnämnden\n\nUtbildningen i Tallhamra kommun läggs ned.\n\nVi yrkar\n1. att avtalet förlängs,\n"
        "2. att platserna blir fler.\n\nTallhamra den 2 april 2025\n\nEva Ek (M)        Bo Ask (V)\n"
    )
    assert quotes(document, P) == ["Vi yrkar 1. att avtalet förlängs, 2. att platserna blir fler."]
    assert by(acts(document, P)[0]) == ["Eva Ek (M)", "Bo Ask (V)"]


def test_a_draft_in_an_opinion_is_no_decision() -> None:
    document = paper(
        "Yttrande över remiss om skolan\n\nFörslag till beslut\n\nSkolnämnden beslutar att lämna ett yttrande.\n\nBakgrund\n\n"
        "Skolan i Tallhamra kommun är gammal.\n"
    )
    assert not acts(document, D)


def test_a_draft_that_is_a_numbered_chapter() -> None:
    document = paper(
        "Yttrande över motion om skolan\n\n1. FÖRSLAG TILL BESLUT\n\nKommunstyrelsen föreslår kommunfullmäktige besluta\n"
        "att bifalla motionen.\n\n2. ÄRENDET\n\nSkolan i Tallhamra kommun är gammal.\n"
    )
    assert quotes(document, P) == ["Kommunstyrelsen föreslår kommunfullmäktige besluta att bifalla motionen."]
