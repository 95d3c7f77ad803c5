"""What a body decided, and what only looks like it."""

from __future__ import annotations

import pytest
from papers import acts, by, paper, quotes, to

from corpus.records import ActKind, Document, Form

D, P = ActKind.DECISION, ActKind.PROPOSAL
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


def board(text: str) -> Document:
    return paper(
        f"Tallhamra kommun\nKommunstyrelsen, protokoll\nSammanträdesdatum: 2023-03-07\n\n{FIRST}\n\n"
        f"§ 40\n\nRiktlinje för bidrag\nÄrendenummer KS 2023/0012\n\n{text}"
    )


def test_own_decisions_and_one_proposal_to_the_council_in_one_block() -> None:
    document = board(
        "Beslut\n\nEnligt yrkande från V och S:\n\n1. Kommunstyrelsen beslutar att inrätta en styrgrupp.\n\n"
        "2. Styrgruppen har sju ledamöter.\n\nKommunstyrelsen tillstyrker förslaget och föreslår att "
        "kommunfullmäktige beslutar:\n\n1. Rapporten antecknas.\n\n2. Uppdraget förklaras fullgjort.\n\n"
        "3. Kommunstyrelsen får i uppdrag att följa upp.\n\nHandlingar\n\nRapport."
    )
    (proposal,) = acts(document, P)
    assert by(proposal) == ["kommunstyrelsen"]
    assert to(proposal) == ["kommunfullmäktige"]
    assert proposal.form is Form.NOTED
    assert quotes(document, P)[0].endswith("får i uppdrag att följa upp.")
    assert len(acts(document, D)) == 3
    assert quotes(document, D)[-1].endswith("Styrgruppen har sju ledamöter.")


def test_the_board_decides_again_for_itself() -> None:
    document = board(
        "Beslut\n\nKommunstyrelsen föreslår kommunfullmäktige besluta\n\n1. att avslå motionen.\n\n"
        "För egen del beslutar kommunstyrelsen\n\natt godkänna redovisningen."
    )
    assert [p.form for p in acts(document, P)] == [Form.REJECTED]
    assert quotes(document, D)[-1] == "För egen del beslutar kommunstyrelsen att godkänna redovisningen."
    assert acts(document, D)[-1].form is Form.APPROVED


def test_a_point_that_asks_a_higher_body_is_a_proposal() -> None:
    document = board(
        "Beslut\n\n1. Förstudien godkänns.\n\n2. Kommunstyrelsen hemställer att kommunfullmäktige anslår medel."
    )
    assert quotes(document, D)[-1] == "Förstudien godkänns."
    assert quotes(document, P) == ["Kommunstyrelsen hemställer att kommunfullmäktige anslår medel."]


def test_a_long_block_is_one_act_a_point() -> None:
    filler = "Underlaget beskriver hur arbetet ska bedrivas under de kommande åren. " * 9
    document = minutes(
        f"Beslut\n\nEnligt förslaget:\n\n1. Planen antas. {filler}\n\n2. Taxan avslås. {filler}\n\n3. Rapporten antecknas. {filler}"
    )
    points = acts(document, D)[2:]
    assert [p.form for p in points] == [Form.APPROVED, Form.REJECTED, Form.NOTED]
    assert quotes(document, D)[2].startswith("Planen antas.")


def test_a_lead_alone_decides_nothing() -> None:
    document = board(
        "Beslut\n\nEnligt förvaltningens förslag:\n\nKommunstyrelsen föreslår att kommunfullmäktige beslutar:\n\nPlanen antas."
    )
    assert len(acts(document, D)) == 2
    assert len(acts(document, P)) == 1


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("Motionen bifalles.", Form.APPROVED),
        ("Kommunfullmäktige beslutar att bifalla motionen.", Form.APPROVED),
        ("Riktlinjen, som nämnden antog i maj, avslås.", Form.REJECTED),
        ("Motionen lämnas utan bifall.", Form.REJECTED),
        ("Ärendet bordläggs till den 4 maj 2023.", Form.ADJOURNED),
        ("Fullmäktige återremitterar ärendet.", Form.REFERRED_BACK),
        ("Redovisningen läggs till handlingarna.", Form.NOTED),
        ("Fullmäktige antecknar rapporten till protokollet.", Form.NOTED),
        ("Motionen anses vara besvarad.", Form.CONSIDERED_ANSWERED),
        ("Ärendet utgår.", Form.WITHDRAWN),
        ("Fullmäktige godkänner att motionen återtas.", Form.WITHDRAWN),
        ("Dagordningen fastställs med ändringen att ärende 4 utgår.", Form.APPROVED),
        ("Till ledamot utses Eva Lo (V).", Form.APPROVED),
        ("Bo Ask (V) entledigas från uppdraget.", Form.APPROVED),
        ("Avsägelsen godkänns.", Form.APPROVED),
        ("Kommunfullmäktige beslutar enligt kommunstyrelsens förslag.", Form.APPROVED),
        ("1. Motionens första del bifalls.\n\n2. Motionens andra del avslås.", Form.APPROVED),
        ("Motionen avslogs.", Form.REJECTED),
        ("Kommunstyrelsen får i uppdrag att utreda frågan.", None),
    ],
)
def test_the_form_of_a_decision(words: str, form: Form | None) -> None:
    assert acts(minutes(f"Beslut\n\n{words}"), D)[-1].form is form


@pytest.mark.parametrize(
    "told",
    [
        "Kommunfullmäktige beslutade den 12 mars 2021 att utreda frågan.",
        "Kommunfullmäktige beslutade i juni att utreda frågan.",
        "Kommunfullmäktige har tidigare beslutat att utreda frågan.",
        "Kommunstyrelsen beslutade att utreda frågan.",
        "Ordföranden finner att kommunfullmäktige beslutar enligt förslaget.",
    ],
)
def test_what_is_retold_or_only_found_is_no_decision(told: str) -> None:
    assert len(acts(minutes(told), D)) == 2


@pytest.mark.parametrize(
    "heading", ["Propositionsordning", "Beslutsgång", "Bakgrund", "Ärendet", "Tidigare behandling"]
)
def test_blocks_in_which_nothing_is_decided(heading: str) -> None:
    assert len(acts(minutes(f"{heading}\n\nKommunfullmäktige beslutar att avslå motionen."), D)) == 2


def test_points_below_a_sentence_that_decides() -> None:
    document = minutes("Kommunfullmäktige beslutar\n\natt avslå motionen, och\n\natt tacka motionären.")
    assert quotes(document, D)[-1] == "Kommunfullmäktige beslutar att avslå motionen, och att tacka motionären."
    assert acts(document, D)[-1].form is Form.REJECTED


def test_the_closing_of_the_meeting_belongs_to_no_decision() -> None:
    document = minutes("Beslut\n\nMotionen bifalles.\n\nOrdföranden tackar ledamöterna och förklarar mötet avslutat.")
    assert quotes(document, D)[-1] == "Motionen bifalles."


def test_the_employer_answers_what_a_union_moves() -> None:
    document = paper(
        "Protokoll för förvaltningsgruppen den 16 mars 2023, nr 3\n\nFör arbetstagarna\n\nAnna Ek, Vision, fackligt ombud\n\n"
        "Dagordning\n\nVision yrkar att larm köps in.\n\nFörvaltningen avslår yrkandet."
    )
    (decision,) = acts(document, D)
    assert by(decision) == ["Förvaltningen"]
    assert decision.form is Form.REJECTED


def test_a_proposal_that_print_runs_on_with_the_decision() -> None:
    document = board(
        "Beslut\n\nEnligt förvaltningens förslag:\n\nDelredovisningen antecknas. Kommunstyrelsen tillstyrker yrkandet från S "
        "i punkterna 4.a, 4. ö och föreslår att kommunfullmäktige beslutar:\n\nUppdraget avslås.\n\nHandlingar\n\nRapport."
    )
    assert quotes(document, D)[-1] == "Enligt förvaltningens förslag: Delredovisningen antecknas."
    assert acts(document, D)[-1].form is Form.NOTED
    assert quotes(document, P)[0].endswith("beslutar: Uppdraget avslås.")
    assert acts(document, P)[0].form is Form.REJECTED


def test_a_vote_in_steps_is_decided_step_by_step() -> None:
    document = minutes(
        "Beslut\n\nMotionen bifalles.\n\nPropositionsordning\n\nKommunfullmäktige beslutar först att bifalla förslaget. "
        "Ordföranden finner att tillägget har avslagits. Omröstning begärs.\n\nOmröstning\n\n24 Ja mot 25 Nej.\n\n"
        "Kommunfullmäktige beslutar härefter att bifalla tillägget."
    )
    assert quotes(document, D)[-3:] == [
        "Motionen bifalles.",
        "Kommunfullmäktige beslutar först att bifalla förslaget.",
        "Kommunfullmäktige beslutar härefter att bifalla tillägget.",
    ]


def test_an_extract_is_of_the_body_that_decides_in_it() -> None:
    document = paper(
        "Utdrag ur protokoll\nSammanträdesdatum: 2023-03-27\n\n§ 34 Ärendenummer KS 2022/0533\nSvar på motion om buss\n\n"
        "Beslut\n\nMotionen bifalles.\n\nPropositionsordning\n\nOrdföranden finner att kommunstyrelsens förslag bifallits. "
        "Kommunstyrelsens förslag var avslag.\n\nOmröstning\n\nKommunfullmäktige beslutar härefter att bifalla motionen.\n\n"
        "Skickas till\n\nKommunstyrelsen"
    )
    assert {tuple(by(act)) for act in acts(document, D)} == {("kommunfullmäktige",)}


UNION = "Protokoll för förvaltningsgruppen (FVG) den 16 mars 2023, nr 3\n\nFör arbetstagarna\n\nAnna Ek, Vision, fackligt ombud\n\nDagordning\n\n"


def test_a_group_decides_under_its_short_form() -> None:
    document = paper(
        f"{UNION}1. Godkännande av dagordning\n\nDagordningen godkändes.\n\n2. Nämndärenden\n\nRapport om personal\n\nSN 2023/30\n\n"
        "FVG har tagit del av ärendet och lägger det till handlingarna utan synpunkter.\n\n"
        "Förvaltningen avslog samtliga yrkanden."
    )
    assert [by(act) for act in acts(document, D)] == [[], ["FVG"], ["Förvaltningen"]]
    assert [act.form for act in acts(document, D)] == [Form.APPROVED, Form.NOTED, Form.REJECTED]
    assert acts(document, D)[1].case_number == "SN 2023/30"


def test_where_blocks_decide_no_sentence_without_a_subject_does() -> None:
    document = minutes("Ärendet\n\nDagordningen godkändes.\n\nBeslut\n\nPlanen antas.")
    assert "Dagordningen godkändes." not in quotes(document, D)


def test_a_boards_answer_to_a_referral_is_its_decision() -> None:
    document = paper(
        "Yttrande över remiss: Trafikstrategi\nDatum: 2022-10-11\nDnr SN 2022/0112\nEr beteckning: KS 2022/0327\n"
        "Till: Kommunstyrelsen\n\nYttrande\n\nSocialnämnden hänvisar till förvaltningens tjänsteutlåtande som sitt "
        "yttrande över remissen.\n\nÄrendet\n\nKommunstyrelsen beslutade om remissen i juni 2022."
    )
    (decision,) = acts(document, D)
    assert by(decision) == ["socialnämnden"]
    assert to(decision) == ["kommunstyrelsen"]
    assert decision.case_number == "SN 2022/112"  # its own number, not the sender's


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("Interpellationen får ställas.", Form.APPROVED),
        ("Kommunfullmäktige beslutar att frågan inte får framställas.", Form.REJECTED),
        ("1. Interpellationen får ställas.\n\n2. Interpellationen bordläggs.", Form.ADJOURNED),
    ],
)
def test_whether_a_question_may_be_put_and_what_becomes_of_it(words: str, form: Form) -> None:
    assert acts(minutes(f"Beslut\n\n{words}"), D)[-1].form is form


def test_what_a_body_decides_stands_below_its_verb() -> None:
    document = minutes("Interpellationen har kommit in.\n\nKommunfullmäktige beslutar\nInterpellationen får ställas.\n")
    assert quotes(document, D)[-1] == "Kommunfullmäktige beslutar Interpellationen får ställas."


def test_minutes_without_a_block_tell_what_the_council_decides() -> None:
    document = paper(
        "Tallhamra kommun\nKommunfullmäktige, protokoll\nSammanträdesdatum: 2023-03-27\n\n§ 1 Avsägelser\n"
        "Fullmäktige godkänner att Bo Ask (C) avgår. Han flyttar från kommunen.\n\n§ 2 Val\n"
        "Till ny ersättare efter Bo Ask väljs Eva Ek (C).\n\n§ 3 Plan\nNämnden godkänner den varje år.\n"
    )
    assert quotes(document, D) == [
        "Fullmäktige godkänner att Bo Ask (C) avgår.", "Till ny ersättare efter Bo Ask väljs Eva Ek (C).",
    ]  # fmt: skip
    assert {*by(acts(document, D)[0]), *by(acts(document, D)[1])} == {"kommunfullmäktige"}


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("Ärendet bordläggs till sammanträdet den 24 april.", Form.ADJOURNED),
        ("Per Sandelin (C) yrkar att högstadiet undantas. Yrkandet avslås.", Form.REJECTED),
        ("Per Sandelin (C) yrkar att högstadiet undantas. Tilläggsyrkandet bifalls.", Form.APPROVED),
    ],
)
def test_what_becomes_of_a_matter_or_of_what_was_moved(words: str, form: Form) -> None:
    decision = acts(minutes(words), D)[-1]
    assert decision.form is form
    assert by(decision) == ["kommunfullmäktige"]


def test_what_somebody_wants_to_become_of_it_is_no_decision() -> None:
    assert len(acts(minutes("Per Sandelin (C) yrkar att ärendet bordläggs. Bör ärendet bordläggs?"), D)) == 2


def test_what_print_runs_on_behind_the_last_point_is_not_decided() -> None:
    document = minutes(
        "Kommunfullmäktige beslutar\na) Ramen höjs till 51 mnkr.\nb) Nämnden redogör för hur kajerna kontrolleras.\n"
        "   Yrkanden. Per Sandelin (C) yrkar bifall. Eva Lo (S) yrkar avslag.\n"
    )
    assert quotes(document, D)[-1].endswith("hur kajerna kontrolleras.")
    assert quotes(document, ActKind.MOTION) == ["Per Sandelin (C) yrkar bifall.", "Eva Lo (S) yrkar avslag."]


@pytest.mark.parametrize(
    "words",
    [
        "Frågan faller inom nämndens ansvarsområde.",
        "Motionen utgår från att kommunen saknar en plan.",
        "Frågan faller utanför kommunens kompetens.",
    ],
)
def test_what_is_said_of_a_matter_is_no_decision(words: str) -> None:
    assert len(acts(minutes(words), D)) == 2


def test_an_organisation_in_a_decision_takes_no_floor() -> None:
    document = minutes("Beslut\n\nÅrsredovisningen godkänns. Tallhamra Energi AB redovisar till kommunstyrelsen i maj.")
    assert quotes(document, D)[-1].endswith("i maj.")


@pytest.mark.parametrize(
    ("told", "by_whom", "decided"),
    [
        ("Barn- och utbildningsnämnden beslutar\natt skolan stängs den 1 juli.", "barn- och utbildningsnämnden", 1),
        ("Hälso- och sjukvårdsnämnden beslutar\n1. att stationen flyttas,\n2. att läget följs.", "hälso- och sjukvårdsnämnden", 1),
        ("Miljö- och byggnämnden beviljar bolaget rivningslov.", "miljö- och byggnämnden", 1),
        ("Kultur- och fritidsnämnden avstyrker rivning.", "kultur- och fritidsnämnden", 1),
        ("Barn- och utbildningsnämnden får en rapport.", "barn- och utbildningsnämnden", 0),
    ],
)  # fmt: skip
def test_a_board_of_two_names_decides(told: str, by_whom: str, decided: int) -> None:
    document = paper(
        f"Tallhamra kommun\n{by_whom.capitalize()}\nProtokoll\nSammanträdesdatum: 2023-03-27\n\n§ 34 Ärendet\n\n{told}\n"
    )
    found = acts(document, D)
    assert len(found) == decided
    assert all(by(act) == [by_whom] for act in found)


def test_a_decision_below_the_motions_without_a_heading() -> None:
    document = minutes(
        "Yrkanden\n\nEva Ek (S) yrkar bifall.\nPer Lo (C) yrkar att två miljoner avsätts.\n\nOmröstning 1: 20 ja, 10 nej.\n\n"
        "Fullmäktige beslutar\natt anvisa nämnden 28 miljoner kronor, samt\natt avslå Per Los tillägg.\n"
    )
    decision = acts(document, D)[-1]
    assert document.quote(decision.span).split()[0] == "Fullmäktige"
    assert "28 miljoner" in document.quote(decision.span)
    assert "Per Los tillägg" in document.quote(decision.span)
    assert decision.form is not Form.REJECTED  # the matter was not, only what was added to it


def test_what_somebody_moves_in_the_words_of_a_decision_is_none() -> None:
    document = minutes("Yrkanden\n\nEva Ek (S) yrkar:\n\nFullmäktige beslutar att anvisa nämnden 28 miljoner kronor.\n")
    assert len(acts(document, D)) == 2


@pytest.mark.parametrize(
    ("told", "decided"),
    [
        ("Ordföranden finner att motionen avslås. Votering begärs inte.", "Ordföranden finner att motionen avslås."),
        ("Ordföranden finner att motionen avslås. Votering begärs. 20 ja, 21 nej.", None),
        ("Med 26 ja-röster mot 24 nej-röster bifaller fullmäktige motionen.",) * 2,
        ("Till ny ersättare väljs Eva Ek (S).",) * 2,
        ("Rapporten läggs till handlingarna.",) * 2,
        ("Förslaget om höjd taxa återremitteras.",) * 2,
    ],
)
def test_a_decision_that_only_its_outcome_tells(told: str, decided: str | None) -> None:
    assert quotes(minutes(told), D)[2:] == ([decided] if decided else [])
