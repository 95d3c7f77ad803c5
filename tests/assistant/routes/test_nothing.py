"""When the documents do not say, the answer tells what was searched."""

from __future__ import annotations

from datetime import date

import pytest

from assistant import Assistant, FilterSpec


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Vem frågade om kärnkraftverket i Barsebäck?", "Det framgår inte av underlaget. Sökningen gällde 9 dokument"),
        ("Hur många elefanter finns i djurparken?", "Det framgår inte av underlaget. Sökningen gällde 9 dokument"),
        ("How many elephants live in the zoo?", "These documents do not say. The search covered 9 documents"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_not_answered(tallhamra: Assistant, question: str, begins: str) -> None:
    answer = tallhamra.ask(question)
    assert (answer.status, answer.route) == ("not_found", "none")
    assert answer.answer.startswith(begins)
    assert "**" not in answer.answer
    # What comes nearest may be quoted, as that and nothing more.
    before, _, nearest = answer.answer.partition("Närmast kommer: ”")
    assert "[1]" not in before
    assert len(answer.citations) == ("[1]" in nearest) <= 1


def test_the_nearest_sentence_is_quoted_as_such(tallhamra: Assistant) -> None:
    answer = tallhamra.ask("Vem frågade om kärnkraftverket i Barsebäck?")
    (nearest,) = answer.citations
    assert f"Närmast kommer: ”{nearest.quote}” ({nearest.title}" in answer.answer
    document = tallhamra.document(nearest.document_id)
    assert document is not None
    assert document.text[nearest.start : nearest.end] == nearest.quote


def test_the_scope_tells_bodies_and_dates(tallhamra: Assistant) -> None:
    said = tallhamra.ask("Hur många elefanter finns i djurparken?").answer
    assert "kommunfullmäktige" in said
    assert "daterade 2022-03-14 till 2023-09-04" in said
    assert "filtren" not in said


def test_filters_are_part_of_the_scope(tallhamra: Assistant) -> None:
    only = FilterSpec(path=["kf"], date_from=date(2023, 1, 1))
    said = tallhamra.ask("Hur många elefanter finns i djurparken?", filters=only).answer
    assert "Sökningen gällde 2 dokument" in said
    assert "inom de valda filtren" in said
    assert "daterade 2023-02-06 till 2023-09-04" in said


def test_filters_that_leave_nothing_find_nothing(tallhamra: Assistant) -> None:
    answer = tallhamra.ask("Vem frågade om simhallen?", filters=FilterSpec(path=["finns/inte"]))
    assert answer.status == "not_found"
    assert answer.retrieved == []
    assert "0 dokument" in answer.answer
