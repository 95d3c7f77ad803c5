"""Filters as a caller writes them."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.contract import FilterSpec
from assistant.filters import to_filters
from corpus.errors import BadSettings
from corpus.records import ActKind, Genre


def test_no_filter_narrows_nothing() -> None:
    assert to_filters(None).empty
    assert to_filters(FilterSpec()).empty


def test_every_field_reaches_the_index() -> None:
    spec = FilterSpec(
        genre=["minutes", " Motion "],
        body=["Kommunfullmäktige"],
        municipality=["Tallhamra"],
        path=["kf"],
        case_number=["KS 2022/0041"],
        party=["m", "Vänsterpartiet"],
        person=["Anna Ek"],
        act=["question"],
        date_from=date(2022, 1, 1),
        date_to=date(2022, 12, 31),
    )
    filters = to_filters(spec)
    assert filters.genres == (Genre.MINUTES, Genre.MOTION)
    assert filters.bodies == ("kommunfullmäktige",)
    assert filters.municipalities == ("Tallhamra",)
    assert filters.paths == ("kf",)
    assert filters.case_numbers == ("KS 2022/41",)
    assert filters.parties[0] == "M"
    assert filters.persons == ("Anna Ek",)
    assert filters.acts == (ActKind.QUESTION,)
    assert (filters.date_from, filters.date_to) == (date(2022, 1, 1), date(2022, 12, 31))


def test_a_party_may_be_written_by_name() -> None:
    assert to_filters(FilterSpec(party=["Vänsterpartiet"])).parties == ("V",)


@pytest.mark.parametrize(
    ("spec", "said"),
    [
        (FilterSpec(genre=["novell"]), "genre"),
        (FilterSpec(act=["gissning"]), "act"),
        (FilterSpec(date_from=date(2023, 1, 1), date_to=date(2022, 1, 1)), "2022-01-01"),
    ],
)
def test_a_filter_that_cannot_be_used_is_explained_in_one_line(spec: FilterSpec, said: str) -> None:
    with pytest.raises(BadSettings) as caught:
        to_filters(spec)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_unknown_value_is_answered_with_the_known_ones() -> None:
    with pytest.raises(BadSettings, match="question, answer, proposal"):
        to_filters(FilterSpec(act=["gissning"]))


def test_one_day_is_a_period() -> None:
    day = date(2022, 5, 30)
    assert to_filters(FilterSpec(date_from=day, date_to=day)).date_to == day


def test_only_the_unknown_value_is_named() -> None:
    with pytest.raises(BadSettings, match=r"genre has an unknown value, poem: use one of interpellation, "):
        to_filters(FilterSpec(genre=["motion", "poem"]))
