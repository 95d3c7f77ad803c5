"""Passages are cut into sentences that are exact stretches of their documents."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from assistant.extraction.sentences import act_at, asks, is_fragment, split
from corpus.records import ActKind

ANSWER = "kf/svar-simhallen.txt"


def test_sentences_are_exact_stretches_without_their_list_number(desk: Any) -> None:
    document = desk.document(ANSWER)
    spans = split(desk.reader, document, 0, len(document.text))
    texts = [document.text[a:b] for a, b in spans]
    assert "När öppnar simhallen för allmänheten igen?" in texts
    assert "Reparationen har till och med mars kostat 4,2 miljoner kronor." in texts
    assert all(text == text.strip() and text for text in texts)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


def test_sentences_stay_inside_the_stretch_asked_for(desk: Any) -> None:
    document = desk.document(ANSWER)
    start = document.text.index("Simhallen öppnar den 1")
    end = document.text.index("2. Hur mycket")
    assert [document.text[a:b] for a, b in split(desk.reader, document, start, end)] == [
        "Simhallen öppnar den 1 september 2022, när det nya reningsverket har provats under sommaren."
    ]


def test_a_sentence_belongs_to_the_act_that_holds_it(desk: Any) -> None:
    document = desk.document(ANSWER)
    start = document.text.index("Simhallen öppnar den 1")
    act = act_at(document, start, start + 20)
    assert act is not None
    assert act.kind is ActKind.ANSWER
    assert act_at(document, 0, 5) is None


def test_a_sentence_that_mostly_is_an_act_belongs_to_it(desk: Any) -> None:
    document = desk.document(ANSWER)
    act = next(act for act in document.acts if act.kind is ActKind.QUESTION)
    length = act.span.end - act.span.start
    assert act_at(document, act.span.start - length // 4, act.span.end) == act
    assert act_at(document, act.span.start - length, act.span.end) != act


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Simhallen öppnar den 1 september.", True),
        ("”Vi vill se en beräkning först.”", True),
        ("Nämnden beslutar att avslå motionen;", True),
        ("Taxa för upplåtelse av torgplats", False),
        ("Beslut", False),
        ("Lena Brink", False),
    ],
)
def test_headings_and_names_are_no_sentences(text: str, whole: bool) -> None:
    assert is_fragment(text) is not whole


@pytest.mark.parametrize(
    ("text", "question"),
    [("När öppnar den?", True), ("Hon frågade: ”När öppnar den?”", True), ("Hon frågade när den öppnar.", False)],
)
def test_a_question_ends_in_its_mark(text: str, question: bool) -> None:
    assert asks(text) is question
