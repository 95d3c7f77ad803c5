"""People, unions and offices in running text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.acts.people import collectives, is_role, name_at, people
from corpus.acts.register import Register
from corpus.records import Actor


def labels(text: str) -> list[str]:
    return [m.actor.label for m in people(text, "Tallhamra")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Johanna Sjö m.fl. (M) yrkar", ["Johanna Sjö (M)"]),
        ("Bo Ask och Eva Lo (båda V)", ["Bo Ask (V)", "Eva Lo (V)"]),
        ("Bo Ask, Eva Lo och Per Ek (samtliga S)", ["Bo Ask (S)", "Eva Lo (S)", "Per Ek (S)"]),
        ("Anna Ek (m) och Bo Ask (kd)", ["Anna Ek (M)", "Bo Ask (KD)"]),
        ("Lars-Erik Öberg (TL) frågar", ["Lars-Erik Öberg (TL)"]),
        ("Carl von Essen (C)", ["Carl von Essen (C)"]),
        ("Interpellation av Anna Ek (S)", ["Anna Ek (S)"]),
        ("Från Anna Ek (FP)", ["Anna Ek (L)"]),
        ("Anna-Lena Ek Sundh (V)", ["Anna-Lena Ek Sundh (V)"]),
    ],
)
def test_names_with_a_party(text: str, names: list[str]) -> None:
    assert labels(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Lagen om valfrihet (LOV)",
        "Individual Placement and Support (IPS)",
        "Motiverande Samtal (MI)",
        "Sveriges Kommuner och Regioner (SKR)",
        "kommunen (M)",
        "Sida 3 (14)",
    ],
)
def test_other_brackets_make_nobody(text: str) -> None:
    assert labels(text) == []


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Ordföranden Emilia Ek (S)", "Ordföranden"),
        ("Vice ordförande Anna Ek (M)", "Vice ordförande"),
        ("Ersättaren Bo Ask (KD)", "Ersättaren"),
        ("Kommunstyrelsens ordförande Anna Ek (S)", "Kommunstyrelsens ordförande"),
        ("Barn- och utbildningsnämndens ordförande Anna Ek (S)", "Barn- och utbildningsnämndens ordförande"),
    ],
)
def test_the_role_before_a_name(text: str, role: str) -> None:
    (mention,) = people(text)
    assert mention.actor.role == role
    assert (mention.start, mention.end) == (0, len(text))


@pytest.mark.parametrize("text", ["Ordförande", "Förvaltningschef", "Vice ordförande i nämnden", "HR-chef", "Utredare"])
def test_roles(text: str) -> None:
    assert is_role(text)


@pytest.mark.parametrize("text", ["", "Tallhamra", "Jobbcentrum flyttar", "Beslut"])
def test_no_roles(text: str) -> None:
    assert not is_role(text)


def test_unions_and_administrations() -> None:
    text = "Vision, Sveriges Lärare och Förvaltningen möttes. Arbetsmarknadsförvaltningen log."
    found = [m.actor.organisation for m in collectives(text)]
    assert found == ["Vision", "Sveriges Lärare", "Förvaltningen", "Arbetsmarknadsförvaltningen"]


def test_a_vision_is_no_union() -> None:
    assert collectives("Kommunens vision är kommunal och visionär.") == []


def test_a_name_without_party_gets_what_the_paper_knows() -> None:
    register = Register(people("Ordföranden Anna Ek (S) och Bo Ask (M)"))
    assert register.resolve(Actor(name="Anna Ek")).label == "Anna Ek (S)"
    assert register.resolve(Actor(name="Ask")).label == "Bo Ask (M)"
    assert register.resolve(Actor(name="Anna Eks")).label == "Anna Ek (S)"
    assert register.resolve(Actor(name="Eva Lo")) == Actor(name="Eva Lo")


def test_two_of_one_surname_are_not_guessed() -> None:
    register = Register(people("Per Sandelin (C) och Eva Sandelin (L)"))
    assert register.resolve(Actor(name="Sandelin")).party is None


def test_a_bare_name_has_two_words() -> None:
    assert name_at("Göran Stålhammar, ordförande") is not None
    assert name_at("Tallhamra 2022-04-19") is None
    assert name_at("BILAGA ETT") is None


@given(st.text(st.sampled_from("ABab (S)m.fl,båda\n-é") | st.characters(), max_size=80))
def test_mentions_stand_in_the_text(text: str) -> None:
    for mention in people(text):
        assert 0 <= mention.start < mention.end <= len(text)
        assert mention.actor.name in text


def test_a_party_by_its_name_in_brackets() -> None:
    assert labels("Anna Ek (Moderaterna) frågade") == ["Anna Ek (M)"]


def test_the_genitive_of_a_known_name() -> None:
    register = Register(people("Anna Ek (S) yrkar bifall"))
    assert register.resolve(Actor(name="Anna Eks", party="S")).label == "Anna Ek (S)"


def test_an_initial_and_a_surname() -> None:
    register = Register(people("Anna Ek (S) och Bo Ask (M)"))
    assert register.resolve(Actor(name="A. Ek")).label == "Anna Ek (S)"


def test_an_organisation_is_no_person() -> None:
    assert name_at("Göteborgs Stad informerar") is None


def test_in_capitals_a_name_begins_behind_the_office() -> None:
    (found,) = people("INTERPELLATION TILL HÄLSO- OCH SJUKVÅRDSNÄMNDENS ORDFÖRANDE GUNILLA EKEBY (C)")
    assert found.actor.name == "GUNILLA EKEBY"
