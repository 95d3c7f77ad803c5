"""What is asked for decides what can answer: a name, a year, minutes of time and not of a meeting."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from council_documents import build

from assistant import Assistant

REPORT = """\
Tjänsteutlåtande om kön till svenska för invandrare

Tallhamra kommun
Arbetsmarknadsförvaltningen
Datum: 2022-10-04

Till arbetsmarknadsnämnden

Sammanfattning

Den 1 september 2022 stod 93 personer i kö till svenska för invandrare. Av dem hade 37 väntat längre än tre månader.

Vuxenutbildningen har fått en ny verksamhetschef som började under sommaren.

Mikael Thor
Enhetschef
"""
STATISTICS = """\
Statistik om vuxenutbildningen

Tallhamra kommun
Datum: 2024-02-01

Den 1 september 2023 stod 41 personer i kö till svenska för invandrare.

Kvällståget till staden var 6 000 minuter försenat under 2023.
"""


@pytest.fixture(scope="module")
def queue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant over two papers on the same queue."""
    papers = {"avn/utlatande.txt": REPORT, "avn/statistik.txt": STATISTICS}
    with build(tmp_path_factory.mktemp("queue"), papers) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("question", "number", "other"),
    [
        ("Hur många stod i kö till svenska för invandrare hösten 2023?", "41", "93"),
        ("Hur många stod i kö till svenska för invandrare hösten 2022?", "93", "41"),
    ],
)
def test_the_number_of_another_year_is_no_answer(queue: Assistant, question: str, number: str, other: str) -> None:
    answer = queue.ask(question)
    assert answer.status == "answered"
    assert number in answer.answer
    assert other not in answer.answer


def test_a_role_without_a_name_does_not_say_what_somebody_is_called(queue: Assistant) -> None:
    assert (
        queue.ask("Vad heter vuxenutbildningens nya verksamhetschef som började under sommaren?").status == "not_found"
    )


def test_minutes_of_time_are_no_minutes_of_a_meeting(queue: Assistant) -> None:
    answer = queue.ask("How many minutes was kvällståget till staden försenat?")
    assert answer.route != "list"
