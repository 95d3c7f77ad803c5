"""What a question was understood as, what an answer is beyond its facts, and what it costs, counted by hand."""

from __future__ import annotations

import pytest

from evals.metrics import Cost, Usage, conciseness, cost, question_language, route_match, unused
from evals.record import Record

from ..conftest import make_answer, make_question, make_record, silent

FAILED = Record(make_question(route="list"), None, 1.0, error="x")


def test_the_route_is_the_one_expected() -> None:
    records = [
        make_record(make_question(route="passage")),
        make_record(make_question(route="list")),
        make_record(make_question(route="none"), silent()),
        make_record(),  # expects none in particular
        FAILED,
    ]
    assert route_match(records) == pytest.approx(2 / 4)
    assert route_match([make_record()]) is None


def test_the_language_of_the_question_is_recognised_whatever_the_answer_is_in() -> None:
    mistaken = make_record(make_question(language="en"))
    mixed = make_record(answer=make_answer(answer="It is the unit manager of the night [1]."))
    assert question_language([mistaken, mixed, make_record(), FAILED]) == pytest.approx(2 / 3)
    assert question_language([FAILED]) is None


@pytest.mark.parametrize(
    ("answer", "nuggets", "words"),
    [
        ("Det är enhetschefen [1].", (("enhetschef",),), 2),  # Det, är
        ("Enhetschefen.", (("enhetschef",),), 0),
        ("Enhetschefen – ja, enhetschefen!", (("enhetschef",),), 1),  # ja; a dash is no word
        ("Det kostade 2 140 tkr år 2022.", (("2 140 tkr",), ("2022",)), 3),  # Det, kostade, år
        ("Det kostade 134 kronor.", (("34",),), 4),  # 34 does not stand in 134
        ("Rektorn.", (("enhetschef", "rektor"),), 0),
    ],
)
def test_words_beyond_the_facts_are_counted(answer: str, nuggets: tuple[tuple[str, ...], ...], words: int) -> None:
    assert conciseness([make_record(make_question(nuggets=nuggets), make_answer(answer=answer))]) == words


def test_the_middle_one_is_told_and_silence_does_not_count() -> None:
    long = make_record(answer=make_answer(answer="Det är enhetschefen som har jour hela natten [1]."))  # 7
    short = make_record()  # 2
    bare = make_record(answer=make_answer(answer="Enhetschefen"))  # 0
    unlabelled = make_record(make_question(nuggets=()))
    assert conciseness([long, short, bare, unlabelled, make_record(answer=silent()), FAILED]) == 2
    assert conciseness([long, short]) == pytest.approx((7 + 2) / 2)
    assert conciseness([unlabelled]) is None


def test_cost_is_a_mean_over_the_questions_whose_use_is_known() -> None:
    records = [make_record(make_question(id=name)) for name in ("a", "b", "c")]
    usage = {"a": Usage(calls=1, tokens=900), "b": Usage(calls=2, tokens=1500), "other": Usage(9, 9)}
    assert cost(records, usage) == Cost(calls=3 / 2, tokens=2400 / 2)
    assert cost(records, unused(records)) == Cost(calls=0, tokens=0)
    assert cost(records, {}) == Cost(calls=None, tokens=None)
