"""White space, list numerals and page noise do not count."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.parsing.ruler import Ruler


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("ja nej\n", 5),
        ("1. ja\n2) nej", 5),
        ("(1) ja\na) nej\n– kanske", 11),
        ("12.\nja", 2),
        ("\f• ja", 2),
        ("ja 1. nej", 7),  # no numeral in the middle of a line
        ("1 januari", 8),
        ("3.5 procent", 10),
    ],
)
def test_numerals_count_only_in_running_text(text: str, counted: int) -> None:
    assert Ruler(text).place(0, len(text)) == (0, counted)


def test_noise_does_not_count() -> None:
    text = "Nej, Sida 2 av fler."
    assert Ruler(text, [(5, 11)]).place(0, len(text)) == (0, 11)


def test_an_act_begins_behind_its_numeral() -> None:
    assert Ruler("Fråga\n\n1. Hur?").begin(5) == 10
    assert Ruler("Fråga").begin(2) == 2
    assert Ruler("Fråga \n").begin(5) == 7


@given(st.text(alphabet="ab1.-) \n\f", max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_places_grow_with_offsets_and_never_faster(text: str, one: int, two: int) -> None:
    start, end = sorted((min(one, len(text)), min(two, len(text))))
    first, last = Ruler(text).place(start, end)
    assert 0 <= last - first <= end - start
