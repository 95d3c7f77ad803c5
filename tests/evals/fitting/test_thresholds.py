"""Thresholds and the curve: what is kept and refused, and a drawing that says so."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from evals.fitting.curve import curve_svg, curve_table
from evals.fitting.thresholds import Judged, Thresholds, auc, choose, decided, shares


def judged(status: str, told: float, asked: float = 0.0, right: bool = True) -> Judged:
    return Judged("tallhamra", status, told, asked, right)


ANSWERABLE = [judged("answered", chance) for chance in (0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.2)]
SILENT = [judged("not_found", chance) for chance in (0.1, 0.3, 0.5, 0.7)]
ASKED = [judged("asked_not_answered", 0.1, asked=0.6), judged("asked_not_answered", 0.7, asked=0.9)]


def test_shares_at_a_threshold() -> None:
    assert shares([*ANSWERABLE, *SILENT], 0.6) == (0.8, 0.75)
    assert shares([], 0.5) == (0.0, 0.0)


def test_the_area_is_the_share_of_couples_in_order() -> None:
    assert auc([judged("answered", 0.8), judged("answered", 0.4), judged("not_found", 0.4)]) == pytest.approx(0.75)


def test_nine_in_ten_of_the_answerable_stay_answered_and_as_many_as_can_be_are_refused() -> None:
    chosen = choose([*ANSWERABLE, *SILENT, *ASKED])
    assert chosen.told == 0.55  # one step higher would lose a second one
    assert [chosen.status(one) for one in ASKED] == ["asked_not_answered"] * 2
    assert chosen.status(ANSWERABLE[0]) == "answered"


def test_a_question_in_the_documents_must_be_surer_before_something_told() -> None:
    thresholds = Thresholds(told=0.5, sure=0.8, likely=0.4)
    assert thresholds.status(judged("answered", 0.9, asked=0.6)) == "answered"
    assert thresholds.status(judged("answered", 0.9, asked=0.8)) == "asked_not_answered"
    assert thresholds.status(judged("answered", 0.1, asked=0.6)) == "asked_not_answered"
    assert thresholds.status(judged("answered", 0.1, asked=0.3)) == "not_found"


def test_a_wrong_sentence_is_no_right_decision() -> None:
    thresholds = Thresholds(0.5, 1.0, 1.0)
    assert decided([judged("answered", 0.9), judged("answered", 0.9, right=False)], thresholds) == 0.5


def test_the_table_marks_the_chosen_threshold() -> None:
    lines = curve_table([*ANSWERABLE, *SILENT], 0.55).splitlines()
    assert "| 0.55 (chosen) | 0.90 | 0.75 |" in lines
    assert sum("chosen" in line for line in lines) == 1


def test_the_drawing_is_svg_with_the_curve_and_the_threshold() -> None:
    root = ElementTree.fromstring(curve_svg([*ANSWERABLE, *SILENT], 0.55))
    space = "{http://www.w3.org/2000/svg}"
    curve = root.find(f"{space}polyline")
    assert curve is not None
    points = [tuple(map(float, pair.split(","))) for pair in curve.attrib["points"].split()]
    assert points[0][0] > points[-1][0]  # everything answered first, nothing in the end
    assert points[0][1] > points[-1][1]  # drawn from the bottom, nothing refused, to the top
    dot = root.find(f"{space}circle")
    assert dot is not None
    assert (float(dot.attrib["cx"]), float(dot.attrib["cy"])) in points
    assert "90% answered, 75% refused" in "".join(root.itertext())
