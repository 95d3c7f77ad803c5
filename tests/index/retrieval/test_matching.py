import pytest

from index.lexical.analysis import Group
from index.lexical.base import LexicalEntry
from index.retrieval.matching import Idea, Terms, ideas, match, met, names_held, proximity
from index.retrieval.settings import default_weights

WEIGHTS = default_weights().match
PLAN = Group("tidplan", ("tidplan", "tidsplan"), ("tid", "plan"))
UNIT = Group("Kvarnen", ("n:kvarnen", "kvarn"), name=True)


def entry(text: str, context: str = "", around: str = "") -> LexicalEntry:
    return LexicalEntry("d:0-1", text.split(), context.split(), around.split())


def test_a_group_is_met_by_degrees() -> None:
    degrees = [
        met(Idea(PLAN, 1.0), Terms(text.split()), WEIGHTS) for text in ("tidplan", "tidsplan", "tid plan", "tid", "x")
    ]
    assert degrees == sorted(degrees, reverse=True)
    assert degrees[0] == 1.0
    assert degrees[-1] == 0.0


def test_rare_words_weigh_more() -> None:
    common, rare = ideas([Group("a", ("a",)), Group("b", ("b",))], {"a": 900, "b": 1}, 1000)
    assert rare.weight > common.weight
    assert common.weight + rare.weight == pytest.approx(1.0)


def test_nearness_by_hand() -> None:
    groups = [Idea(Group(word, (word,)), 1 / 3) for word in "abc"]
    assert proximity(groups, Terms(["a", "b", "x", "c"])) == pytest.approx((1 + 1 / 2) / 2)
    assert proximity(groups, Terms(["a"])) == 0.0
    assert proximity(groups[:1], Terms(["a"])) == 0.0


def test_context_covers_but_not_as_text() -> None:
    question = ideas([PLAN], {"tidplan": 1}, 10)
    found = match(question, entry("x", "tidplan"), WEIGHTS)
    assert (found.coverage_text, found.coverage_all) == (0.0, pytest.approx(1.0))


def test_a_name_elsewhere_in_the_document_counts_for_less_than_one_here() -> None:
    question = ideas([UNIT], {"n:kvarnen": 1}, 10)
    held = names_held(question, [entry("n:kvarnen")])
    absent, beyond, here = (
        match(question, entry(text), WEIGHTS, names).coverage_all
        for text, names in (("x", frozenset()), ("x", held), ("n:kvarnen", frozenset()))
    )
    assert absent == 0.0 < beyond < here


def test_exact_things_are_counted() -> None:
    question = ideas([Group("§ 12", ("§12",)), Group("KS 2023/1", ("c:ks2023/1",))], {}, 10)
    assert match(question, entry("§12"), WEIGHTS).exact == 0.5
