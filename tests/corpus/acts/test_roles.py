"""Roles that stand without a name, and whose they are."""

from __future__ import annotations

import pytest

from corpus.acts.people import people
from corpus.acts.register import Register
from corpus.acts.roles import Office, fits, offices, standing_alone
from corpus.records import Actor


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("Kommunstyrelsens ordförande", [Office("ordförande", "kommunstyrelsen")]),
        ("ordförande i barn- och utbildningsnämnden", [Office("ordförande", "barn- och utbildningsnämnden")]),
        ("Ordföranden", [Office("ordförande")]),
        ("förvaltningschef, *ordförande*", [Office("förvaltningschef"), Office("ordförande")]),
        ("Administrativa chefen", [Office("administrativ chef")]),
        ("enhetschef, Norra lärcentrum", [Office("enhetschef", "norra lärcentrum")]),
    ],
)
def test_offices_in_plain_form(role: str, expected: list[Office]) -> None:
    assert list(offices(role)) == expected


def test_the_nearest_board_is_meant_by_the_board() -> None:
    assert fits(Office("ordförande", "nämnden"), Office("ordförande", "socialnämnden"))
    assert not fits(Office("ordförande"), Office("ordförande", "socialnämnden"))
    assert not fits(Office("ordförande", "kommunstyrelsen"), Office("ordförande", "socialnämnden"))


def test_a_role_with_a_name_behind_it_does_not_stand_alone() -> None:
    assert [role for role, _, _ in standing_alone("Nämndens ordförande svarar")] == ["Nämndens ordförande"]
    assert standing_alone("Ordföranden i revisionen, Bo Ask (M), informerar") == []
    assert standing_alone("Ledamöterna yrkar bifall") == []


def test_the_one_who_holds_it_in_this_document() -> None:
    register = Register(people("Kommunstyrelsens ordförande Anna Ek (S) och ordföranden Bo Ask (M)"))
    holder = register.holder("kommunstyrelsens ordförande")
    assert holder is not None
    assert holder.label == "Anna Ek (S)"
    assert register.holder("Skolchefen") is None


def test_two_holders_are_not_guessed() -> None:
    register = Register([])
    register.add(Actor(name="Eva Ek", role="enhetschef"))
    register.add(Actor(name="Bo Ask", role="enhetschef"))
    assert register.holder("Enhetschefen") is None
