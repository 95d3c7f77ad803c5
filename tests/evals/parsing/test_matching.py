"""Which found acts are which labels: one to one, in pieces, and never twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.records import ActKind
from evals.parsing.matching import Match, Piece, match

Q, D = ActKind.QUESTION, ActKind.DECISION


def piece(start: int, end: int, kind: ActKind = D, *names: str) -> Piece:
    return Piece(kind, start, end, frozenset(names))


def test_half_of_the_union_is_enough_and_less_is_not() -> None:
    assert match([piece(0, 10)], [piece(0, 20)]) == [Match((0,), (0,))]  # 10 / 20
    assert match([piece(0, 10)], [piece(0, 21)]) == []  # 10 / 21
    assert match([piece(0, 10)], [piece(5, 15)]) == []  # 5 / 15


def test_another_kind_is_no_match() -> None:
    assert match([piece(0, 10)], [piece(0, 10, Q)]) == []


def test_the_better_one_of_two_is_taken() -> None:
    assert match([piece(0, 10)], [piece(0, 14), piece(0, 11)]) == [Match((0,), (1,))]


def test_of_two_acts_in_the_same_place_each_goes_to_its_actor() -> None:
    labels = [piece(0, 10, D, "m"), piece(0, 10, D, "s")]
    found = [piece(0, 10, D, "s"), piece(0, 10, D, "m")]
    assert match(labels, found) == [Match((0,), (1,)), Match((1,), (0,))]


def test_a_block_that_was_cut_into_points_is_found() -> None:
    assert match([piece(0, 30)], [piece(0, 9), piece(10, 19), piece(20, 30)]) == [Match((0,), (0, 1, 2))]


def test_a_large_point_does_not_shut_out_the_small_ones() -> None:
    assert match([piece(0, 30)], [piece(0, 20), piece(21, 30)]) == [Match((0,), (0, 1))]


def test_pieces_that_make_up_too_little_of_a_block_do_not_match() -> None:
    assert match([piece(0, 30)], [piece(0, 5), piece(6, 12)]) == []  # hull 12 / 30


def test_a_piece_that_reaches_out_of_the_block_is_left_out() -> None:
    # the second lies with 5 / 10 in the label, the first alone makes up 13 / 30
    assert match([piece(0, 30)], [piece(0, 13), piece(25, 35)]) == []


def test_labels_in_points_match_one_act_over_them() -> None:
    assert match([piece(0, 9), piece(10, 19), piece(20, 30)], [piece(0, 30)]) == [Match((0, 1, 2), (0,))]


def test_a_doubled_act_stays_a_false_one() -> None:
    assert match([piece(0, 30)], [piece(0, 30), piece(0, 30)]) == [Match((0,), (0,))]
    assert match([piece(0, 30)], [piece(0, 30), piece(5, 15)]) == [Match((0,), (0,))]


PIECES = st.lists(st.builds(lambda a, n, k: piece(a, a + n, k), st.integers(0, 40), st.integers(0, 20), st.sampled_from([Q, D])), max_size=7)  # fmt: skip


@given(PIECES, PIECES)
def test_nothing_is_matched_twice_or_with_another_kind(labels: list[Piece], found: list[Piece]) -> None:
    matches = match(labels, found)
    for side in ([i for one in matches for i in one.labels], [j for one in matches for j in one.found]):
        assert len(side) == len(set(side))
    for one in matches:
        assert len(one.labels) == 1 or len(one.found) == 1
        assert len({labels[i].kind for i in one.labels} | {found[j].kind for j in one.found}) == 1


@given(st.lists(st.integers(1, 9), max_size=7))
def test_what_is_read_as_labelled_matches_in_full(lengths: list[int]) -> None:
    pieces = [piece(10 * i, 10 * i + length) for i, length in enumerate(lengths)]
    assert match(pieces, pieces) == [Match((i,), (i,)) for i in range(len(pieces))]
