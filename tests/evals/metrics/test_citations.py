"""Citation recall and support, with the arithmetic shown. `GOLD` is 33–79 of fvg.txt and holds "enhetschef"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from assistant.contract import Citation, Claim
from evals.dataset import Gold
from evals.metrics import citation_recall, citation_support
from evals.record import Record

from ..conftest import GOLD, QUOTE, make_answer, make_citation, make_question, make_record, silent

ASKED = "Vision frågade vem som har jour."  # 0–32, no hit of `GOLD`
OTHER = Gold(path="fvg.txt", quote=ASKED, start=0, end=32)
CHIEF = ("enhetschef", "unit manager")
ASKER = ("Vision",)


def cited(*quotes: tuple[str, int]) -> list[Citation]:
    """Citations 1, 2 … of quotes at their offsets."""
    return [
        make_citation(quote, start).model_copy(update={"n": number}) for number, (quote, start) in enumerate(quotes, 1)
    ]


def record(
    claims: Sequence[tuple[str, list[int]]],
    citations: Sequence[Citation],
    exact: Sequence[bool] = (),
    **question: Any,
) -> Record:
    held = [Claim(text=text, citations=numbers) for text, numbers in claims]
    answer = make_answer(claims=held, citations=list(citations))
    return Record(make_question(**question), answer, 1.0, tuple(exact) or (True,) * len(citations))


BOTH = cited((QUOTE, 33), (ASKED, 0))


@pytest.mark.parametrize(
    ("claims", "value"),
    [
        ([("Det är enhetschefen.", [1])], 1.0),
        ([("Det är enhetschefen.", [2])], 0.0),  # the place of another fact
        ([("Det är enhetschefen.", [])], 0.0),
        ([("Vision fick veta att det är enhetschefen.", [1])], 0.0),  # one of two facts
        ([("Vision fick veta att det är enhetschefen.", [1, 2])], 1.0),
        ([("Det är enhetschefen.", [1]), ("Vision frågade.", [1])], 1 / 2),
        ([("Det är enhetschefen.", [1]), ("Så är det.", [])], 1.0),  # no fact, nothing required
        ([("It is the unit manager.", [1])], 1.0),  # worded otherwise than the quote
        ([("Det är enhetschefen.", [7])], 0.0),  # there is no such citation
    ],
)
def test_every_fact_of_a_claim_needs_its_own_support(claims: list[tuple[str, list[int]]], value: float) -> None:
    assert citation_recall([record(claims, BOTH, gold=(GOLD, OTHER), nuggets=(CHIEF, ASKER))]) == pytest.approx(value)


def test_a_quote_that_does_not_stand_there_supports_nothing() -> None:
    claim = ("Det är enhetschefen.", [1])
    assert citation_recall([record([claim], cited((QUOTE, 33)), [False])]) == 0.0
    assert citation_support([record([claim], cited((QUOTE, 33)), [False])]) == 0.0


def test_a_fact_beside_its_place_is_supported_by_the_place() -> None:
    for gold in (GOLD, Gold(path="fvg.txt", check="0123abcd", start=33, end=79)):
        beside = {"nuggets": (("Anna Ek",),), "gold": (gold,)}
        assert citation_recall([record([("Anna Ek har jour.", [1])], BOTH, **beside)]) == 1.0
        assert citation_recall([record([("Anna Ek har jour.", [2])], BOTH, **beside)]) == 0.0


def test_of_a_list_each_fact_needs_the_place_that_holds_it() -> None:
    swapped = [("Det är enhetschefen.", [2]), ("Vision frågade.", [1])]
    assert citation_recall([record(swapped, BOTH, gold=(GOLD, OTHER), nuggets=(CHIEF, ASKER))]) == 0.0


def test_recall_is_averaged_over_the_questions_whose_answers_state_facts() -> None:
    right, wrong = (record([("Det är enhetschefen.", [n])], BOTH) for n in (1, 2))
    aside = record([("Ingen vet.", [1])], BOTH)
    counted = record([("Det är 3.", [])], BOTH, category="count", nuggets=(("3",),))
    assert citation_recall([right, wrong, aside, counted, make_record(answer=silent())]) == pytest.approx(1 / 2)
    assert citation_recall([aside]) is None


@pytest.mark.parametrize(
    ("claims", "value"),
    [
        ([("Det är enhetschefen.", [1])], 1 / 2),  # the second one carries nothing
        ([("Det är enhetschefen.", [1, 2])], 1 / 2),  # the second one is carried and beside the point
        ([("Det är enhetschefen.", [1]), ("Ja.", [1, 2])], 1 / 2),  # each number once
        ([("Det är enhetschefen.", [1, 2, 7])], 1 / 3),  # there is no seventh
        ([("Ingen vet.", [2])], 0.0),
    ],
)
def test_support_is_the_share_of_what_is_cited(claims: list[tuple[str, list[int]]], value: float) -> None:
    assert citation_support([record(claims, BOTH)]) == pytest.approx(value)


def test_a_fact_in_a_place_that_no_label_lists_supports() -> None:
    far = make_citation("Jour: enhetschefen.", 500).model_copy(update={"path": "other.txt"})
    assert citation_support([record([("Det är enhetschefen.", [1])], [far])]) == 1.0
    assert citation_recall([record([("Det är enhetschefen.", [1])], [far])]) == 1.0


def test_an_answer_without_claims_is_one_claim() -> None:
    assert citation_recall([record([], BOTH)]) == 1.0
    assert citation_support([record([], BOTH)]) == pytest.approx(1 / 2)


def test_support_is_averaged_over_the_questions_with_labels_and_citations() -> None:
    half, full = record([], BOTH), record([], cited((QUOTE, 33)))
    unlabelled = record([], BOTH, gold=(), nuggets=())
    assert citation_support([half, full, unlabelled, make_record(answer=silent())]) == pytest.approx(3 / 4)
    assert citation_support([unlabelled]) is None
