"""Personal numbers are hidden, everything else stays, and no character moves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.privacy import mask

# Well-known example numbers, in every way they are written.
PERSONAL = [
    "811218-9876",
    "19811218-9876",
    "811218+9876",
    "8112189876",
    "198112189876",
    "19811218–9876",
    "811218\u20119876",
    "811218 - 9876",
    "811218-\n9876",
    "811218- \n 9876",
    "701063-2391",
    "19701063-2391",
    "900101-1234",
]
KEPT = [
    "212000-1355",
    "556012-5790",
    "16556012-5790",
    "5560125790",
    "AMN 2017-0090-01.02",
    "N050-0247/22",
    "SLK-2024-00126",
    "KS/2020:123",
    "KS/2012:628-805",
    "Gn 2179/2023",
    "0790/22",
    "2020-09-03",
    "20200903",
    "230829",
    "2022-01-01-2022-12-31",
    "220101-221231",
    "20220101-20221231",
    "031-365 00 00",
    "0701-23 45 67",
    "070-123 45 67",
    "0701231235",
    "+46701231230",
    "1 500 000",
    "811318-9876",
    "8112189875",
    "20240115 1430",
    "Dnr 220101-0012",
    "faktura 220101-0012",
]


@pytest.mark.parametrize("number", PERSONAL)
def test_personal_numbers_are_masked_in_place(number: str) -> None:
    text = f"Anmälan från Eva Ek, {number}, Tallhamra."
    masked, count = mask(text)
    assert count == 1
    assert not any(character.isdigit() for character in masked)
    assert len(masked) == len(text)
    assert masked.startswith("Anmälan från Eva Ek, •")
    assert masked.endswith("•, Tallhamra.")


@pytest.mark.parametrize("number", KEPT)
def test_other_numbers_survive(number: str) -> None:
    text = f"Se {number} i akten."
    assert mask(text) == (text, 0)


def test_separator_and_length_are_kept() -> None:
    assert mask("19811218-9876") == ("••••••••-••••", 1)
    assert mask("811218-\n9876") == ("••••••-\n••••", 1)


def test_a_cue_word_settles_what_could_be_something_else() -> None:
    assert mask("personnummer 811218 9876") == ("personnummer •••••• ••••", 1)
    assert mask("tabell 811218 9876")[1] == 0
    assert mask("Pnr: 0701231235")[1] == 1
    assert mask("Dnr 811218-9876")[1] == 1, "the check digit holds"


def test_neighbours_are_each_masked() -> None:
    assert mask("811218-9876, 900101-1234")[1] == 2
    assert mask("811218-9876/900101-1234")[1] == 2
    assert mask("(811218-9876)")[1] == 1
    assert mask("811218-9876.")[1] == 1


def test_day_must_exist() -> None:
    assert mask("810230-9876")[1] == 0
    assert mask("960229-1234")[1] == 1
    assert mask("20990101-1234")[1] == 0, "nobody is born in the future"


@given(st.text(alphabet="0123456789-+– /.:,\nabÅ§", max_size=80))
def test_only_digits_change_and_never_the_length(text: str) -> None:
    masked, count = mask(text)
    assert len(masked) == len(text)
    assert all(a == b or (a.isdigit() and b == "•") for a, b in zip(text, masked, strict=True))
    assert (masked != text) == (count > 0)
    assert mask(masked)[1] <= count
    assert 10 * count <= masked.count("•") <= 12 * count
