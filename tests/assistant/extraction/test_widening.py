"""Quotes that stand alone: with the sentence they lean on, and with what they announce."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.extraction.widening import announced, concludes, widen

NIGHTLY = "Isbanan på Kvarntorget spolas av brandkåren varje natt."
LENT = "Föreningen lånar ut sammanlagt fyrtio kajaker till skolorna varje sommar."
BROKEN = "Av dem är tolv trasiga."
FIRST = "Tre grupper går före när fritidsbanken lånar ut skidor."
GROUPS = "Skolelever, nyanlända ungdomar och föreningar med barn under tio år."
WET = "Källaren under fritidsbanken stod under vatten hela våren."
DEARER = "Därför blev flytten av fritidsbanken 40 000 kronor dyrare än väntat."
LEAD = "Fritidsbanken ska före vintern ha:"


def widened(desk: Any, question: str, text: str) -> str:
    sentence = next(s for s in desk.chosen(question) if s.text == text)
    return str(widen(desk.reader, sentence, desk.hits(question)).quote)


def test_a_short_sentence_takes_the_next_one_along(rink: Any) -> None:
    found = widened(rink, "Hur är bryggan vid Långsjön?", "Bryggan är ny.")
    assert found.startswith("Bryggan är ny. Den tål is och bär tjugo personer åt gången.")


def test_a_long_sentence_stands_alone(rink: Any) -> None:
    assert widened(rink, "Vem spolar isbanan på Kvarntorget?", NIGHTLY) == NIGHTLY


def test_a_sentence_that_goes_on_with_the_one_before_comes_along(rink: Any) -> None:
    lent = "Föreningen lånar ut sammanlagt fyrtio kajaker till skolorna varje sommar."
    assert widened(rink, "Hur många kajaker lånar föreningen ut?", lent) == f"{lent} Av dem är tolv trasiga."


def test_a_quote_never_runs_into_a_question_or_another_act(desk: Any) -> None:
    question = "När öppnar simhallen för allmänheten igen?"
    for sentence in desk.chosen(question):
        support = widen(desk.reader, sentence, desk.hits(question))
        assert support.act == sentence.support.act
        assert support.document.id == sentence.support.document.id
        assert support.start <= sentence.support.start
        added = support.document.text[sentence.support.end : support.end]
        assert "?" not in added
        assert len(support.quote.split()) <= max(80, len(sentence.text.split()))


def test_a_sentence_that_goes_on_takes_the_one_before_along(rink: Any) -> None:
    assert widened(rink, "Hur många av föreningens kajaker är trasiga?", BROKEN) == f"{LENT} {BROKEN}"
    assert widened(rink, "Varför blev flytten av fritidsbanken dyrare?", DEARER) == f"{WET} {DEARER}"


def test_what_a_number_announces_comes_along(rink: Any) -> None:
    assert widened(rink, "Vilka grupper går före hos fritidsbanken?", FIRST) == f"{FIRST} {GROUPS}"


def test_a_list_comes_along_with_the_line_that_leads_to_it(rink: Any) -> None:
    found = widened(rink, "Vad ska fritidsbanken ha före vintern?", LEAD)
    assert found.split() == f"{LEAD} - nya hyllor i förrådet - två slipade skär - en ramp vid dörren".split()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Tre grupper går före.", 3),
        ("We lend to two schools.", 2),
        ("Fyra av nio punkter har fast reservkraft.", 4),
        ("Två av de sökande är kvar.", 2),
        ("Tre av 12 personer kom.", None),
        ("Det tog tre veckor.", None),
        ("Tre grupper går före: elever, unga och föreningar.", None),
        ("Skidorna lånas ut.", None),
    ],
)
def test_a_number_of_things_that_are_not_named_announces_them(text: str, number: int | None) -> None:
    assert announced(text) == number


@pytest.mark.parametrize(
    ("text", "leans"),
    [
        ("Något skadestånd är därför inte att räkna med.", True),
        ("Det finns alltså ingen att rikta krav mot.", True),
        ("Bron revs därför att den var rostig.", False),
        ("Bron revs 2021 och ersattes med en ny av betong som kommunen därför äger.", False),
        ("Bron revs.", False),
    ],
)
def test_a_conclusion_takes_its_ground_along(text: str, leans: bool) -> None:
    assert concludes(text) is leans
