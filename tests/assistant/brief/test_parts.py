"""A question taken apart: what it asks for, one by one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.brief.parts import parts_of


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("När öppnar badet och hur mycket har det kostat?", ("När öppnar badet", "hur mycket har det kostat?")),
        ("När öppnar badet? Vad kostar det?", ("När öppnar badet?", "Vad kostar det?")),
        ("Avser du att stänga badet, och i så fall när?", ("Avser du att stänga badet", "i så fall när?")),
        (
            "Vilka risker ser nämnden, och avser nämnden att vidta några åtgärder?",
            ("Vilka risker ser nämnden", "avser nämnden att vidta några åtgärder?"),
        ),
        ("Finns det en plan, om inte varför?", ("Finns det en plan", "om inte varför?")),
        ("When does the pool open and how much did it cost?", ("When does the pool open", "how much did it cost?")),
    ],
)
def test_two_things_asked_for_are_two_parts(question: str, parts: tuple[str, ...]) -> None:
    assert parts_of(question) == parts


@pytest.mark.parametrize(
    "question",
    [
        "Vad säger du till den som behöver stöd och på grund av brist på pengar inte får det?",
        "Finns det någon tidsplan när den nya hallen är på plats?",
        "Hur ser du på kultur och fritid?",
        "Kan du redovisa när och hur ofta badet städas?",
        "Vi önskar en redovisning av hur badet sköts och hur det städas.",
    ],
)
def test_one_thing_asked_for_is_one_part(question: str) -> None:
    assert parts_of(question) == (question,)


def test_a_proposal_has_a_part_a_point() -> None:
    points = parts_of("Jag föreslår att kommunen köper en bokbuss, och att bussen besöker varje by.")
    assert points == ("Jag föreslår att kommunen köper en bokbuss", "att bussen besöker varje by.")


@given(st.text(alphabet="aåeo ?,.;-\n\t", max_size=200), st.sampled_from(["", " och när?", ", och hur mycket?"]))
def test_every_word_of_a_question_is_in_a_part(text: str, tail: str) -> None:
    parts = parts_of(text + tail)
    assert parts
    assert all(" ".join((text + tail).split()).find(part) >= 0 for part in parts if len(parts) > 1)
