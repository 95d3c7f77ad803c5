"""What a peer finds, as an answer object with exact citations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.contract import Request
from evals.peers.base import Found, Places, Text, windows
from evals.peers.memory import WordsPeer
from evals.peers.system import PeerSystem, Showing, answer_of
from evals.run import run

from .conftest import BAD, JOUR, QUESTIONS


def peer() -> WordsPeer:
    made = WordsPeer(words=6)
    made.build([JOUR, BAD])
    return made


def test_the_best_passages_are_quotes_with_exact_citations() -> None:
    [record, *_] = run(QUESTIONS, PeerSystem(peer(), [JOUR, BAD], Showing(passages=2)))
    assert record.answer is not None
    assert record.answer.status == "answered"
    assert record.answer.citations[0].quote == "Vision frågade vem som har jour."
    assert record.exact == (True,) * len(record.answer.citations)
    assert record.answer.answer.startswith("Vision frågade vem som har jour. [1]")
    assert [claim.citations for claim in record.answer.claims] == [[1], [2]][: len(record.answer.claims)]
    assert record.answer.retrieved[0].path == "fvg.txt"


def test_below_the_cut_off_nothing_is_shown_but_what_was_retrieved_is_told() -> None:
    system = PeerSystem(peer(), [JOUR, BAD], Showing(cutoff=0.9))
    answer = system.answer(Request(id="x", question="Vem betalar simhallen?"))
    assert (answer.id, answer.status, answer.answer, answer.citations) == ("x", "not_found", "", [])
    assert answer.retrieved


def test_nothing_found_is_said() -> None:
    assert PeerSystem(peer(), [JOUR, BAD], Showing()).answer(Request(question="Ubåtar?")).status == "not_found"


def test_a_follow_up_is_searched_for_with_the_question_before_it() -> None:
    system = PeerSystem(peer(), [JOUR, BAD], Showing())
    alone = system.answer(Request(question="Och när?"))
    after = system.answer(Request(question="Och när?", history=["Vem har jour?", "Vad kostar simhallen?"]))
    assert alone.status == "not_found"
    assert after.citations[0].path == "kf/bad.txt"


def test_only_the_core_is_quoted_where_that_suits_the_peer() -> None:
    found = Found(JOUR, 0, len(JOUR.text), 1.0, core=(0, 32))
    answer = answer_of(Request(question="Vem har jour?"), [found], Showing(core=True))
    assert answer.citations[0].quote == "Vision frågade vem som har jour."
    assert (answer.retrieved[0].start, answer.retrieved[0].end) == (0, len(JOUR.text))


@given(st.text(st.sampled_from("ab \n\t\u00a0å")), st.integers(1, 4))
def test_windows_hold_every_word_once_and_are_the_texts_own(text: str, words: int) -> None:
    spans = list(windows(text, words))
    assert [word for start, end in spans for word in text[start:end].split()] == text.split()
    assert all(len(text[start:end].split()) <= words for start, end in spans)


@pytest.mark.parametrize(
    ("chunks", "spans"),
    [
        (["ja ja", " ja nej "], [(0, 5), (3, 9)]),  # the second begins inside the first
        (["ja", "ja", "nej"], [(0, 2), (3, 5), (6, 9)]),
        (["JA", "nej", "  "], [None, (6, 9), None]),  # a splitter that changes words, or gives none
    ],
)
def test_chunks_are_found_again_in_order(chunks: list[str], spans: list[tuple[int, int] | None]) -> None:
    places = Places(Text("d", "p", "t", "ja ja nej"))
    assert [places.next(chunk) for chunk in chunks] == spans
