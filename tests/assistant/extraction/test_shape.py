"""Quotes: the value asked for where it is certain, what is said twice said once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from assistant.extraction.choose import Sentence
from assistant.extraction.shape import Quote, differ, once, value_in

COUNT = "Hur många medarbetare har Jobbcentrum?"
COST = "Vad kostar flytten av Jobbcentrum?"
WINTER, AUTUMN, JETTY = "fn/isbanan-vinter.txt", "fn/isbanan-host.txt", "fn/bryggan.txt"
NIGHTLY = "Isbanan på Kvarntorget spolas av brandkåren varje natt."


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [
        (COUNT, "Jobbcentrum har 34 medarbetare.", "34"),
        (COUNT, "År 2022 hade Jobbcentrum elva medarbetare, enligt § 12.", "elva"),
        (COUNT, "Jobbcentrum har 34 medarbetare, som alla är utbildade i kommunens egna kurser, och golvet mäter 900 tum.", "34"),
        (COST, "Flytten kostar 1 850 000 kronor.", "1 850 000 kronor"),
            ("När flyttar Jobbcentrum?", "Jobbcentrum flyttar den 1 oktober 2022.", "den 1 oktober 2022"),
        ("Hur länge är simhallen stängd?", "Den har varit stängd i två år.", "två år"),
        ("Hur stor andel av eleverna klarade provet?", "34,5 % klarade provet.", "34,5 %"),
        ("Hur dags öppnar biblioteket?", "Det öppnar klockan 10.00.", "klockan 10.00"),
        ("Vilket diarienummer har ärendet?", "Dnr KS 2022/0041", "KS 2022/0041"),
        ("Räcker 2 miljoner kronor, eller hur mycket kostar flytten?", "Flytten kostar 3 miljoner kronor mot tänkta 2 miljoner kronor.", "3 miljoner kronor"),
    ],
)  # fmt: skip
def test_a_certain_value_is_given_as_it_is_written(desk: Any, question: str, text: str, value: str) -> None:
    assert value_in(desk.sought(question), question, text) == value


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (COUNT, "Jobbcentrum har 34 medarbetare i Tallhamra och 12 medarbetare i Norrby."),
        (COUNT, "Golvet i lokalen mäter 900."),
        (COUNT, "Jobbcentrum betalar 34 fakturor."),
        (COUNT, "Jobbcentrum har funnits i två år."),
        (COUNT, "Jobbcentrum har många medarbetare."),
        (COST, "Flytten kostar 1 850 000 kronor, varav lokalerna 200 000 kronor."),
        ("Kostar flytten 1 850 000 kronor, eller hur mycket?", "Flytten kostar 1 850 000 kronor."),
        ("Varför flyttar Jobbcentrum?", "Jobbcentrum flyttar på grund av fukt."),
        ("Vem är enhetschef?", "Enhetschef är Mikael Thor."),
        ("Är simhallen öppen?", "Ja, från den 1 september 2022."),
        ("Vad gäller för torget?", "Taxan är 150 kronor per dag."),
    ],
)
def test_where_two_could_be_meant_or_none_no_value_is_given(desk: Any, question: str, text: str) -> None:
    assert value_in(desk.sought(question), question, text) is None


def quote(desk: Any, path: str, text: str, value: str | None = None, own: float = 1.0) -> Quote:
    support = desk.support(path, text)
    return Quote(Sentence(support, text, 1.0, own, {"own": own}), support, value)


def test_the_same_words_in_two_documents_are_one_quote_with_both_places(rink: Any) -> None:
    first, second, other = (
        quote(rink, WINTER, NIGHTLY),
        quote(rink, AUTUMN, NIGHTLY),
        quote(rink, JETTY, "Bryggan är ny."),
    )
    kept = once([first, second, other])
    assert [q.support for q in kept] == [first.support, other.support]
    assert kept[0].also == (second.support,)
    assert kept[1].also == ()


def test_the_same_place_is_quoted_once(rink: Any) -> None:
    whole = quote(rink, WINTER, NIGHTLY)
    part = quote(rink, WINTER, "Isbanan på Kvarntorget")
    assert once([whole, whole, part]) == [whole]
    assert once([]) == []


def test_two_documents_differ_where_both_give_a_value(rink: Any) -> None:
    winter, autumn = quote(rink, WINTER, NIGHTLY, "34"), quote(rink, AUTUMN, NIGHTLY, "35")
    assert differ(winter, autumn)
    assert differ(autumn, winter)
    assert not differ(winter, replace(autumn, value="34"))
    assert not differ(winter, replace(autumn, value=None))
    assert not differ(winter, replace(winter, value="35"))
    assert not differ(quote(rink, WINTER, NIGHTLY, "Tio"), quote(rink, AUTUMN, NIGHTLY, "tio"))


def test_a_sentence_about_something_else_does_not_speak_against_another(rink: Any) -> None:
    about, elsewhere = quote(rink, WINTER, NIGHTLY, "34"), quote(rink, AUTUMN, NIGHTLY, "35", own=0.1)
    assert not differ(about, elsewhere)
