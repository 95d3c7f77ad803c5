"""Parties are known by short form and name; other short forms in brackets are not."""

from __future__ import annotations

import pytest

from corpus import parties


@pytest.mark.parametrize(
    ("code", "today"),
    [("S", "S"), ("m", "M"), ("kd", "KD"), ("Mp", "MP"), ("FP", "L"), ("Fi", "FI"), ("fi", "FI"), ("v", "V")],
)
def test_short_forms(code: str, today: str) -> None:
    assert parties.canonical(code) == today


def test_a_local_list_counts_where_it_stands() -> None:
    assert parties.canonical("TL", "Tallhamra") == "TL"
    assert parties.canonical("TL", "Mora") is None
    assert parties.canonical("TL") == "TL"


@pytest.mark.parametrize("code", ["LOV", "IPS", "MI", "LSS", "SKR", "FSG", "GR"])
def test_methods_and_laws_are_no_parties(code: str) -> None:
    assert parties.is_excluded(code)
    assert parties.canonical(code) is None


def test_names_in_a_sentence() -> None:
    text = "Vänsterpartiet och Tallhamralistan väckte moderaternas förslag."
    found = parties.named_in(text, "Tallhamra")
    assert [code for code, _, _ in found] == ["V", "TL", "M"]
    assert [text[a:b] for _, a, b in found] == ["Vänsterpartiet", "Tallhamralistan", "moderaternas"]
