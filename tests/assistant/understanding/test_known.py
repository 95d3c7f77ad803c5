"""An index tells the names, boards and words that its questions are read with."""

from __future__ import annotations

from assistant import Assistant
from assistant.understanding.known import directory_of
from assistant.understanding.question import understand


def test_names_boards_and_words_come_from_the_index(tallhamra: Assistant) -> None:
    directory = directory_of(tallhamra.index)
    assert {"kommunfullmäktige", "arbetsmarknadsnämnden"} <= set(directory.bodies)
    assert {"S", "M", "V"} <= directory.parties
    assert "Tallhamra" in directory.municipalities
    assert directory.find("Vad frågade Ylva Norrman om?").persons == ("Ylva Norrman",)


def test_a_slip_is_known_by_the_index(tallhamra: Assistant) -> None:
    found = understand("Vem frågade om bokbusen till Nortman?", (), directory_of(tallhamra.index))
    assert ("Nortman", "Norrman") in found.corrected
