"""What a stretch scores, by hand: acts, their parts, and the links between them."""

from __future__ import annotations

from corpus.records import Act, Actor, Form
from evals.labels import ActLabel
from evals.parsing import Difference, Score, Scores, compare

from .conftest import ANNA, ANSWERED, ASKED, BO, FIRST, SECOND, act, document, label, stretch, where

QUESTION = label("question", where(ASKED), "Bo Lind (M)", addressees=("Anna Ek (S)",))
ANSWER = label("answer", where(ANSWERED), "Anna Ek (S)", reply_to=0)


def scored(labels: list[ActLabel], acts: list[Act]) -> tuple[Scores, list[Difference]]:
    scores = Scores()
    return scores, compare(stretch(*labels), document(*acts)).score(scores)


def test_an_exact_reading_is_right_in_everything() -> None:
    question = act("question", where(ASKED), BO, addressees=(ANNA,))
    answer = act("answer", where(ANSWERED), ANNA, reply_to=question.id)
    scores, differences = scored([QUESTION, ANSWER], [question, answer])
    assert differences == []
    assert scores.get("acts") == Score(2, 2, 2, 2)
    assert scores.get("acts", "kind=question") == Score(1, 1, 1, 1)
    assert scores.get("acts", "genre=minutes") == Score(2, 2, 2, 2)
    assert scores.get("actors") == Score(2, 2, 2, 2)
    assert scores.get("addressees") == Score(1, 1, 1, 1)
    assert scores.get("replies") == Score(1, 1, 1, 1)


def test_misses_and_false_acts_are_told_with_place_kind_and_actors() -> None:
    scores, differences = scored([QUESTION], [act("answer", where(ANSWERED), ANNA)])
    assert scores.get("acts") == Score(1, 0, 1, 0)
    assert scores.get("actors") == Score()
    start, end = where(ASKED)
    assert differences[0] == Difference("missed", "a.txt", start, end, "question", labelled="Bo Lind (M)")
    assert (differences[1].what, differences[1].kind, differences[1].found) == ("false", "answer", "Anna Ek (S)")


def test_a_block_in_points_counts_every_point_and_one_label() -> None:
    block = label("decision", where(FIRST, SECOND), "kommunstyrelsen")
    board = Actor(organisation="Kommunstyrelsen")
    scores, differences = scored([block], [act("decision", where(FIRST), board), act("decision", where(SECOND), board)])
    assert differences == []
    assert scores.get("acts") == Score(2, 2, 1, 1)
    assert scores.get("actors") == Score(1, 1, 1, 1)


def test_numerals_and_page_noise_in_a_reading_do_not_matter() -> None:
    start, _ = where("1. Hur")
    _, end = where(ASKED)
    long = (where("Sida 1")[0], where(SECOND)[1])
    scores, _ = scored(
        [label("question", where(ASKED)), label("decision", where(SECOND))],
        [act("question", (start, end + 4)), act("decision", long)],
    )
    assert scores.get("acts") == Score(2, 2, 2, 2)


def test_only_acts_that_begin_in_the_stretch_count() -> None:
    scores = Scores()
    place = (where(ASKED)[0], where(ANSWERED)[0])
    acts = act("question", (where("1. Hur")[0], where(ASKED)[1])), act("answer", where(ANSWERED))
    compare(stretch(label("question", where(ASKED)), place=place), document(*acts)).score(scores)
    assert scores.get("acts") == Score(1, 1, 1, 1)


def test_a_wrong_actor_is_wrong_on_both_sides_and_case_is_not() -> None:
    wanted = label("question", where(ASKED), "BO  LIND (m)", "Anna Ek (S)")
    scores, (difference,) = scored([wanted], [act("question", where(ASKED), BO, Actor("Eva Ek", "S"))])
    assert scores.get("actors") == Score(2, 1, 2, 1)
    assert (difference.labelled, difference.found) == ("anna ek (s), bo lind (m)", "bo lind (m), eva ek (s)")


def test_a_party_is_the_same_by_name_and_by_letter() -> None:
    for written in ("M", "Moderaterna"):
        for read in (Actor(party="M"), Actor(party="M", organisation="Moderaterna"), Actor(organisation="Moderaterna")):
            _, differences = scored([label("question", where(ASKED), written)], [act("question", where(ASKED), read)])
            assert differences == []


def test_a_party_that_no_list_knows_is_known_by_its_letters() -> None:
    read = act("question", where(ASKED), Actor(party="TXF", organisation="Tallhamras Framtid"))
    _, differences = scored([label("question", where(ASKED), "TXF")], [read])
    assert differences == []


def test_another_addressee_is_wrong() -> None:
    scores, (difference,) = scored([QUESTION], [act("question", where(ASKED), BO, addressees=(BO,))])
    assert scores.get("addressees") == Score(1, 0, 1, 0)
    assert (difference.what, difference.found) == ("addressees", "bo lind (m)")


def test_a_person_without_a_party_is_not_the_one_with() -> None:
    scores, _ = scored(
        [label("question", where(ASKED), "Bo Lind (M)")], [act("question", where(ASKED), Actor("Bo Lind"))]
    )
    assert scores.get("actors") == Score(1, 0, 1, 0)


def test_a_form_counts_where_the_label_has_one() -> None:
    labels = [label("decision", where(FIRST), form=Form.APPROVED), label("decision", where(SECOND))]
    read = [act("decision", where(FIRST), form=Form.REJECTED), act("decision", where(SECOND), form=Form.NOTED)]
    scores, (difference,) = scored(labels, read)
    assert scores.get("form") == Score(1, 0, 1, 0)
    assert (difference.labelled, difference.found) == ("approved", "rejected")


def test_a_case_number_must_be_the_labels() -> None:
    wanted = [label("decision", where(FIRST), case_number="KS 2024/1"), label("decision", where(SECOND))]
    read = [act("decision", where(FIRST), case_number="KS 2024/2"), act("decision", where(SECOND))]
    scores, (difference,) = scored(wanted, read)
    assert scores.get("case numbers of acts") == Score(1, 0, 1, 0)
    assert difference.what == "case numbers of acts"


def test_a_link_to_another_question_is_false_and_the_right_one_missed() -> None:
    other = act("question", where("2.\n", "ordförande"))
    answer = act("answer", where(ANSWERED), ANNA, reply_to=other.id)
    scores, differences = scored([QUESTION, ANSWER], [act("question", where(ASKED), BO, addressees=(ANNA,)), answer])
    assert scores.get("replies") == Score(1, 0, 1, 0)
    assert {difference.what for difference in differences} == {"missed reply", "false reply"}


def test_a_link_that_the_label_does_not_have_is_false_and_one_out_of_the_stretch_is_passed_over() -> None:
    question = act("question", where(ASKED), BO, addressees=(ANNA,))
    free = label("answer", where(ANSWERED), "Anna Ek (S)")
    scores, _ = scored([QUESTION, free], [question, act("answer", where(ANSWERED), ANNA, reply_to=question.id)])
    assert scores.get("replies") == Score(1, 0, 0, 0)
    scores, _ = scored([free], [act("answer", where(ANSWERED), ANNA, reply_to="d2:question:0-9")])
    assert scores.get("replies") == Score()


def test_the_answer_of_an_act_that_is_false_links_nothing() -> None:
    question = act("question", where(ASKED), BO, addressees=(ANNA,))
    scores, _ = scored([QUESTION], [question, act("answer", where(ANSWERED), ANNA, reply_to=question.id)])
    assert scores.get("replies") == Score()
