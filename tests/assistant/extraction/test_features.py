"""What speaks for a sentence is told in numbers of one size."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.extraction.features import Surroundings, counts, features
from assistant.extraction.values import find
from corpus.records import Act, ActKind

QUESTIONS = (
    "Hur många medarbetare har Jobbcentrum?",
    "När öppnar simhallen den 1 september 2022?",
    "Varför har bokbussen dragits in?",
    "Who asked about simhallen?",
    "Vilken förvaltning sköter torget?",
    "Vad?",
)


def told(desk: Any, question: str, text: str, *, header: str = "", beside: str = "", act: Act | None = None) -> Any:
    sought = desk.sought(question)
    near, above, whole = (sought.coverage.words(part) for part in (beside, header, f"{header} {beside} {text}"))
    return features(sought, text, Surroundings(near, above, whole, first=False, heading=False), act)


@given(st.sampled_from(QUESTIONS), st.text(max_size=120), st.text(max_size=40), st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
def test_features_lie_between_nothing_and_one(desk: Any, question: str, text: str, around: str, flag: bool) -> None:
    sought = desk.sought(question)
    words = sought.coverage.words(around)
    found = features(sought, text, Surroundings(words, words, words, flag, flag), None)
    assert all(-1e-9 <= value <= 1 + 1e-9 for value in found.values())


def test_every_sentence_has_the_same_features(desk: Any) -> None:
    assert len({tuple(told(desk, question, "Den har 34 rum.")) for question in QUESTIONS}) == 1


def test_the_value_asked_for_and_the_noun_beside_it_are_seen(desk: Any) -> None:
    question = "Hur många medarbetare har Jobbcentrum?"
    best = told(desk, question, "Jobbcentrum har 34 medarbetare.")
    other = told(desk, question, "Enheten betalar 34 fakturor.")
    none = told(desk, question, "Jobbcentrum har nya medarbetare.")
    assert (best["strict_has"], best["strict_no"], best["unit"], best["unit_no"]) == (1.0, 0.0, 1.0, 0.0)
    assert (other["strict_has"], other["unit"], other["unit_no"]) == (1.0, 0.0, 1.0)
    assert (none["strict_has"], none["strict_no"], none["unit"], none["unit_own"]) == (0.0, 1.0, 0.0, 1.0)


@pytest.mark.parametrize(
    ("question", "family", "text"),
    [
        ("När öppnar simhallen?", "date", "Den öppnar den 1 september 2022."),
        ("Varför stängdes simhallen?", "reason", "Den stängdes på grund av fukt."),
        ("Var ligger simhallen?", "name", "Den ligger på Storgatan."),
        ("Vad kostar flytten?", "strict", "Den kostar 4,2 miljoner kronor."),
    ],
)
def test_each_family_of_values_is_seen_alone(desk: Any, question: str, family: str, text: str) -> None:
    found = told(desk, question, text)
    assert [n for n in ("strict", "date", "reason", "name") if found[f"{n}_has"]] == [family]
    assert not any(found[f"{n}_no"] for n in ("strict", "date", "reason", "name"))
    assert told(desk, question, "Den är ny.")[f"{family}_no"] == 1.0


def test_what_the_header_says_need_not_be_said_again(desk: Any) -> None:
    question = "Vad kostar flytten av Jobbcentrum?"
    found = told(desk, question, "Flytten kostar 4,2 miljoner kronor.", header="Jobbcentrum")
    assert found["own"] < 1.0
    assert found["beyond_own"] == pytest.approx(1.0)
    assert found["around"] == pytest.approx(1.0)
    assert found["missing"] == 0.0


def test_what_stands_nowhere_is_missing(desk: Any) -> None:
    found = told(desk, "Vad kostar flytten av bokbussen?", "Flytten kostar 4,2 miljoner kronor.")
    assert found["missing"] > 0.3
    assert told(desk, "Vad beslutades den 30 maj 2022?", "Beslut togs 2022-04-01.")["exact_missing"] > 0.0


def test_the_act_and_the_form_of_a_sentence_are_seen(desk: Any) -> None:
    document = desk.document("kf/svar-simhallen.txt")
    act = next(act for act in document.acts if act.kind is ActKind.ANSWER)
    found = told(desk, "När öppnar simhallen?", "Den öppnar i höst.", act=act)
    assert (found["answer"], found["decision"], found["asks"], found["fragment"]) == (1.0, 0.0, 0.0, 0.0)
    assert told(desk, "När öppnar simhallen?", "Öppnar den i höst?")["asks"] == 1.0
    assert told(desk, "När öppnar simhallen?", "Beslut")["fragment"] == 1.0
    assert told(desk, "När öppnar simhallen?", "Nämnden anför följande:")["colon"] == 1.0


def test_a_noun_far_from_a_number_is_not_what_it_counts(desk: Any) -> None:
    sought = desk.sought("Hur många medarbetare har Jobbcentrum?")
    text = "Jobbcentrum har 34 medarbetare, som alla är utbildade i kommunens egna kurser, och golvet mäter 900 tum."
    assert [counts(sought, text, value) for value in find("number", text)] == [True, False]
