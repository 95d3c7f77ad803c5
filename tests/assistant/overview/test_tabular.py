"""Tables for spreadsheets."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.overview.tabular import BOM, as_csv, in_order


def rows(content: str, separator: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.removeprefix(BOM), newline=""), delimiter=separator))


def test_swedish_spreadsheets_split_at_semicolons_and_english_at_commas() -> None:
    assert as_csv(["Namn", "Frågor"], [["Åsa", 3]], "sv") == f"{BOM}Namn;Frågor\r\nÅsa;3\r\n"
    assert as_csv(["Name", "Questions"], [["Åsa", 3]], "en") == f"{BOM}Name,Questions\r\nÅsa,3\r\n"


@pytest.mark.parametrize("cell", ["=1+1", "+46 8", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1"])
def test_a_formula_is_text(cell: str) -> None:
    (_, row) = rows(as_csv(["a"], [[cell]], "sv"), ";")
    assert row[0].startswith("'")


def test_numbers_stay_numbers_and_nothing_is_empty() -> None:
    assert rows(as_csv(["a", "b"], [[-3, None]], "en"), ",")[1] == ["-3", ""]


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_every_row_is_one_line_with_its_cells(cells: list[str]) -> None:
    for language, separator in (("sv", ";"), ("en", ",")):
        content = as_csv(["x"] * len(cells), [cells], language)
        assert content.count("\r\n") == 2
        assert [len(row) for row in rows(content, separator)] == [len(cells)] * 2
        assert not any(cell[:1] in "=+-@\t\r" for cell in rows(content, separator)[1] if cell)


def test_names_sort_as_swedes_do() -> None:
    assert sorted(["Öst", "Åsa", "Zara", "Ärla", "Éva", "Eva"], key=in_order) == [
        "Éva", "Eva", "Zara", "Åsa", "Ärla", "Öst",
    ]  # fmt: skip
