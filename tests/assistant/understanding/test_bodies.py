"""Boards by short, partial and English names, and where they narrow."""

from __future__ import annotations

import pytest

from assistant.understanding import bodies
from assistant.understanding.question import detect_language

EDUCATION, WORK = "barn- och utbildningsnämnden", "arbetsmarknads- och vuxenutbildningsnämnden"
KNOWN = [EDUCATION, WORK, "kommunfullmäktige", "kommunstyrelsen", "samhällsbyggnadsnämnden"]


def named(question: str) -> list[tuple[str, bool]]:
    language = detect_language(question)
    return [(b.name, b.narrows) for b in bodies.find(question, language, KNOWN, {"AVN": WORK})]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Vad beslutade KF om torget?", [("kommunfullmäktige", True)]),
        ("vad sa de i kf om torget", [("kommunfullmäktige", True)]),
        ("Vilka ärenden har BUN behandlat?", [(EDUCATION, True)]),
        ("Vad står i AVN:s protokoll?", [(WORK, True)]),
        ("Vad beslutades i SBN?", [("samhällsbyggnadsnämnden", True)]),
        ("Vad var arbetsmarknadsnämndens beslut?", [(WORK, True)]),
        ("What did the education board decide?", [(EDUCATION, True)]),
        ("What is in the labour market committee's minutes?", [(WORK, True)]),
        ("What happened at the executive board in May?", [("kommunstyrelsen", True)]),
        ("What did the committee decide?", []),
        ("Interpellation till kommunstyrelsens ordförande om torget", [("kommunstyrelsen", False)]),
        ("Vem är ordförande i kommunstyrelsen?", [("kommunstyrelsen", False)]),
        ("Who is the chair of the executive board?", [("kommunstyrelsen", False)]),
        ("Vem sa att fullmäktige inte fick veta?", [("kommunfullmäktige", False)]),
        ("Vad gäller KS 2024/0031 och AVN 2021-0090-01.02?", []),
    ],
)
def test_boards_of_a_question(question: str, expected: list[tuple[str, bool]]) -> None:
    assert named(question) == expected


def test_a_council_is_called_as_its_documents_call_it() -> None:
    found = bodies.find("Vad beslutade KF om torget?", "sv", ["stadsfullmäktige", "kommunstyrelsen"])
    assert [body.name for body in found] == ["stadsfullmäktige"]


def test_letters_that_fit_two_boards_mean_neither() -> None:
    known = ["socialnämnden", "skolnämnden"]
    assert bodies.find("Vad gjorde SON?", "sv", known) == []
