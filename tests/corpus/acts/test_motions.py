"""What is moved from the floor: one motion a sentence, with its points and what it aims at."""

from __future__ import annotations

import pytest
from papers import acts, by, paper, quotes

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
