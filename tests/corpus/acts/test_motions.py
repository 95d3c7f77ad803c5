"""What is moved from the floor: one motion a sentence, with its points and what it aims at."""

from __future__ import annotations

import pytest
from papers import acts, by, paper, quotes, to

from corpus.records import ActKind, Document, Form

M = ActKind.MOTION
FIRST = "\n\n".join(f"§ {n}\n\nÄrende {word}\n\nBeslut\n\nPlanen antas." for n, word in ((31, "ett"), (32, "två")))


def minutes(text: str) -> Document:
    return paper(
        f"Tallhamra kommun\nKommunstyrelsen, protokoll\nSammanträdesdatum: 2023-03-27\n\n{FIRST}\n\n"
        f"§ 34\n\nMotion om avgiftsfri buss\nÄrendenummer KS 2022/0533\n\nYrkanden\n\n{text}"
    )


@pytest.mark.parametrize(
    ("words", "actors", "form"),
    [
        ("Bo Ask (V) yrkar bifall till motionen.", ["Bo Ask (V)"], Form.APPROVED),
        ("Bo Ask (V) yrkar bifall till motionen och avslag på övriga yrkanden.", ["Bo Ask (V)"], Form.APPROVED),
        ("Bo Ask (V) yrkar avslag.", ["Bo Ask (V)"], Form.REJECTED),
        ("Bo Ask (V) yrkar i första hand återremiss, i andra hand avslag.", ["Bo Ask (V)"], Form.REFERRED_BACK),
        ("Bo Ask (V) yrkar att ärendet ska återremitteras.", ["Bo Ask (V)"], Form.REFERRED_BACK),
        ("Bo Ask (V) yrkar att ärendet bordläggs.", ["Bo Ask (V)"], Form.ADJOURNED),
        ("Bo Ask (V) yrkar att motionen anses besvarad.", ["Bo Ask (V)"], Form.CONSIDERED_ANSWERED),
        ("Bo Ask (V) yrkar att bussen går oftare.", ["Bo Ask (V)"], None),
        ("Vidare yrkar Bo Ask (V) avslag på förslaget.", ["Bo Ask (V)"], Form.REJECTED),
        ("Därutöver yrkar MP bifall till motionen.", ["Miljöpartiet"], Form.APPROVED),
        ("S och V yrkar avslag på Bo Asks yrkande.", ["Socialdemokraterna", "Vänsterpartiet"], Form.REJECTED),
        ("Bo Ask (V) yrkar, med instämmande av Eva Lo (C), avslag.", ["Bo Ask (V)", "Eva Lo (C)"], Form.REJECTED),
        ("Bo Ask (V), Norrgården, och Eva Lo (C) yrkar bifall.", ["Bo Ask (V)", "Eva Lo (C)"], Form.APPROVED),
        ("Eva Lo (C) instämmer i yrkandet.", ["Eva Lo (C)"], None),
        ("Bo Ask (V) och Eva Lo (C): bifall till motionen.", ["Bo Ask (V)", "Eva Lo (C)"], Form.APPROVED),
        ("- Bo Ask (V): i första hand återremiss, i andra hand avslag", ["Bo Ask (V)"], Form.REFERRED_BACK),
        ("Bo Ask (V) med instämmande av Eva Lo (C): avslag.", ["Bo Ask (V)", "Eva Lo (C)"], Form.REJECTED),
        ("Bo Ask (V): att bussen går oftare.", ["Bo Ask (V)"], None),
    ],
)
def test_who_moves_what(words: str, actors: list[str], form: Form | None) -> None:
    (motion,) = acts(minutes(words), M)
    assert by(motion) == actors
    assert motion.form is form


def test_listed_points_belong_to_the_movers_sentence() -> None:
    document = minutes("Bo Ask (V) yrkar:\n\n• att bussen går oftare\n\n• att taxan sänks\n\nEva Lo (C) yrkar avslag.")
    assert quotes(document, M) == [
        "Bo Ask (V) yrkar: • att bussen går oftare • att taxan sänks",
        "Eva Lo (C) yrkar avslag.",
    ]


def test_a_name_torn_over_two_lines() -> None:
    line = "Anders Wikander (M), Per Sandelin (C), Kerstin Malmgren (KD), Robert Alkvist (V) och Lars-Erik\nÖberg (TL) yrkar "
    document = minutes(
        line + "bifall till kommunstyrelsens förslag och till det som nämnden har skrivit i frågan hittills."
    )
    assert by(acts(document, M)[0])[-1] == "Lars-Erik Öberg (TL)"


def test_words_of_a_dissent_and_papers_move_nothing() -> None:
    document = minutes(
        "Reservation\n\nBo Ask (V) reserverar sig mot beslutet. Eva Lo (C) yrkar ju samma sak varje år.\n\n"
        "Handlingar\n\nBo Ask (V) yrkar avslag, skrivelse den 4 mars 2023."
    )
    assert not acts(document, M)


UNION = "Protokoll för förvaltningsgruppen den 16 mars 2023, nr 3\n\nFör arbetstagarna\n\nAnna Ek, Vision, fackligt ombud\n\nDagordning\n\n"


def test_what_unions_propose_at_the_table_with_its_second_choice() -> None:
    document = paper(
        f"{UNION}7. Övriga frågor\n\nAngående jouren föreslog Vision i första hand att den tas bort. I andra hand att en grupp "
        "bildas. SSR och Kommunal biföll Visions förslag."
    )
    first, second = quotes(document, M)
    assert first.endswith("att en grupp bildas.")
    assert [by(act) for act in acts(document, M)] == [["Vision"], ["SSR", "Kommunal"]]
    assert second == "SSR och Kommunal biföll Visions förslag."
    assert acts(document, M)[1].form is None  # support for another's proposal is no approval


def test_a_union_under_its_short_form() -> None:
    document = paper(
        f"{UNION}7. Övriga frågor\n\nLärarnas Riksförbund frågade om lönen.\n\nLR yrkar:\n\n- att lönen höjs"
    )
    assert by(acts(document, M)[0]) == ["Lärarnas Riksförbund"]


def test_a_unions_motion_in_an_email() -> None:
    document = paper(
        "Från: Petra Ny <petra@vision.example>\nTill: Ulla Näs <ulla@tallhamra.example>\nDatum: 2023-03-06 15:42\n"
        "Ämne: Ensamarbete\n\nHej Ulla,\n\nVision yrkar att ingen ska arbeta ensam efter klockan 21.\n\nHälsningar\nPetra Ny",
        file_format="eml",
    )
    assert quotes(document, M) == ["Vision yrkar att ingen ska arbeta ensam efter klockan 21."]
    assert by(acts(document, M)[0]) == ["Vision"]
    assert to(acts(document, M)[0]) == ["Ulla Näs"]
    assert not acts(document, ActKind.PROPOSAL)


@pytest.mark.parametrize(("title", "signed"), [("Yrkande", "Bo Ask (SD)"), ("Yrkande från SD", "")])
def test_a_written_motion_among_the_appendices(title: str, signed: str) -> None:
    document = paper(
        f"Tallhamra kommun\nKommunstyrelsen, protokoll\nSammanträdesdatum: 2023-03-27\n\n{FIRST}\n\n§ 34\n\nRevidering av taxa\n"
        f"Ärendenummer KS 2023/0031\n\nBeslut\n\nTaxan antas.\n\nBilaga 1\n\n{title} till § 34, revidering av taxa\n\n"
        f"Bussen är dyr.\n\nVi yrkar\n\n• att avgiften höjs, samt\n\n• att taxan avslås.\n\n{signed}"
    )
    (motion,) = acts(document, M)
    assert quotes(document, M) == ["Vi yrkar • att avgiften höjs, samt • att taxan avslås."]
    assert [actor.party for actor in motion.actors] == ["SD"]
    assert motion.case_number == "KS 2023/31"


def test_a_second_choice_on_a_line_of_its_own() -> None:
    document = paper(
        f"{UNION}7. Övriga frågor\n\n- Angående jouren föreslog Vision i första hand att den tas bort.\n"
        "I andra hand att en grupp bildas. Kommunal biföll Visions förslag.\nFörvaltningen svarade att frågan bereds."
    )
    first, second = quotes(document, M)
    assert first.endswith("att en grupp bildas.")
    assert second == "Kommunal biföll Visions förslag."


def test_one_name_for_a_union_under_several_prints() -> None:
    document = paper(f"{UNION}7. Övriga frågor\n\nSaco yrkar att lönen höjs.\n\nSACO-rådet yrkar att taxan sänks.")
    assert [by(act) for act in acts(document, M)] == [["SACO"], ["SACO"]]


def test_who_agrees_in_a_sentence_of_their_own() -> None:
    document = minutes(
        "Bo Ask (V) yrkar bifall. Eva Ek (L) och Kim Lo (KD) instämmer. Per Ax (C) bifaller återremissyrkandet."
    )
    assert [by(act) for act in acts(document, M)] == [["Bo Ask (V)"], ["Eva Ek (L)", "Kim Lo (KD)"], ["Per Ax (C)"]]


def test_what_somebody_says_behind_a_colon_is_no_motion() -> None:
    assert acts(minutes("Bo Ask (V): Vi har aldrig varit emot bussar."), M) == []


def test_what_is_moved_right_below_a_decision() -> None:
    document = paper(
        f"Tallhamra kommun\nKommunfullmäktige, protokoll\nSammanträdesdatum: 2023-03-27\n\n{FIRST}\n\n"
        "§ 34\n\nTaxa\n\nBeslut\n\nTaxan antas.\nBo Ask (V) yrkar avslag."
    )
    assert quotes(document, M) == ["Bo Ask (V) yrkar avslag."]
    assert quotes(document, ActKind.DECISION)[-1] == "Taxan antas."
