"""Looking for a wording in an answer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.metrics.text import holds, without_markers


@pytest.mark.parametrize(
    ("text", "wording", "found"),
    [
        ("Det kostade 2 140 tkr.", "2 140 tkr", True),
        ("MOTIONEN\nbifalles.", "motionen  bifalles", True),
        ("Ärendet bordlades", "bordla", True),
        ("34 medarbetare", "34", True),
        ("134 medarbetare", "34", False),
        ("34,5 procent", "34", False),
        ("4,34 procent", "34", False),
        ("år 2022.", "2022", True),
        ("3,8 mnkr", "3,8", True),
        ("13,8 mnkr", "3,8", False),
        ("(S)", "(S)", True),
    ],
)
def test_a_wording_is_found_whatever_the_blanks_and_the_case(text: str, wording: str, found: bool) -> None:
    assert holds(text, wording) is found


@given(st.text(alphabet="abc 12.,", min_size=1).filter(str.strip))
def test_a_text_holds_itself(text: str) -> None:
    assert holds(text, text)


def test_markers_do_not_part_words() -> None:
    assert without_markers("Det är 34 [1] medarbetare [2][3].") == "Det är 34 medarbetare."
