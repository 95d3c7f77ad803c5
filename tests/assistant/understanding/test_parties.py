"""Parties by name, member, bracket and letter; a letter that is something else is no party."""

from __future__ import annotations

import pytest

from assistant.understanding.parties import find_parties


@pytest.mark.parametrize(
    ("question", "parties"),
    [
        ("Vad tycker moderaterna?", ["M"]),
        ("Moderaternas motion", ["M"]),
        ("Vad tycker moderater och sossarna?", ["M", "S"]),
        ("Vänsterpartiets reservation", ["V"]),
        ("the Left Party's questions", ["V"]),
        ("What did the Social Democrats and the Sweden Democrats say?", ["S", "SD"]),
        ("V motioner 2023", ["V"]),
        ("V:s interpellationer", ["V"]),
        ("What did S's group propose?", ["S"]),
        ("M, S och V frågade", ["M", "S", "V"]),
        ("vad tycker sd om skolan", ["SD"]),
        ("Vad frågade (kd) om?", ["KD"]),
        ("Karl M Svensson frågade", []),
        ("Vad händer vecka V och i hus C?", []),
        ("Vad gäller V 12?", []),
        ("Which MP asked?", []),
        ("I have a question", []),
        ("VEM FRÅGADE OM NY SKOLA MED V?", []),
        ("en vänster sväng", []),
    ],
)
def test_parties_of_a_question(question: str, parties: list[str]) -> None:
    assert sorted(code for code, _, _ in find_parties(question)) == sorted(parties)


def test_a_local_list_of_another_place_is_no_party_here() -> None:
    assert [code for code, _, _ in find_parties("Vad vill D och S?", None, ["S"])] == ["S"]
    assert [code for code, _, _ in find_parties("Vad vill D och S?", None, ["S", "D"])] == ["D", "S"]
