"""Dates are read as Swedish papers write them; what is no whole date is left alone."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import dates


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2020-09-03", date(2020, 9, 3)),
        ("den 8 maj 2019", date(2019, 5, 8)),
        ("Tallhamra den 3:e juni 2022", date(2022, 6, 3)),
        ("230829", date(2023, 8, 29)),
        ("20230829", date(2023, 8, 29)),
        ("8/5 2019", date(2019, 5, 8)),
        ("8/5-2019", date(2019, 5, 8)),
        ("12 DECEMBER 2021", date(2021, 12, 12)),
        ("3 okt. 2023", date(2023, 10, 3)),
        ("t om 15 oktober 2020", date(2020, 10, 15)),
    ],
)
def test_forms(text: str, day: date) -> None:
    assert dates.first(f"Bordlagt {text}.") == day


@pytest.mark.parametrize(
    "text",
    ["8 maj", "våren 2020", "slutet av november", "2021-02-30", "KS 2023/0412", "850312-1238", "1 500 000"],
)
def test_what_is_no_whole_date(text: str) -> None:
    assert dates.find(text) == []


def test_several_in_order_where_they_stand() -> None:
    text = "Från 2022-04-19 till den 13 juni 2022 och 220620."
    found = dates.find(text)
    assert [f.value for f in found] == [date(2022, 4, 19), date(2022, 6, 13), date(2022, 6, 20)]
    assert [text[f.start : f.end] for f in found] == ["2022-04-19", "13 juni 2022", "220620"]


@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)))
def test_every_day_of_the_calendar(day: date) -> None:
    month = list(dates.months())[day.month - 1]
    assert dates.first(f"den {day.day} {month} {day.year}") == day
    assert dates.first(day.isoformat()) == day


@given(st.text(max_size=100))
def test_any_text(text: str) -> None:
    spans = [(f.start, f.end) for f in dates.find(text)]
    assert spans == sorted(spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
