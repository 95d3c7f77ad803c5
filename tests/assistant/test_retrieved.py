"""The passages behind an answer: what it cites comes first."""

from __future__ import annotations

from assistant import Assistant
from assistant.contract import Citation, Retrieved
from assistant.retrieved import chosen_first


def passage(path: str, start: int, score: float) -> Retrieved:
    return Retrieved(path=path, start=start, end=start + 100, score=score)


def cited(path: str, start: int, n: int = 1) -> Citation:
    return Citation(
        n=n,
        document_id="d",
        path=path,
        title="",
        page=1,
        start=start,
        end=start + 20,
        quote="",
        act=None,
        actors=[],
        date=None,
    )


def test_a_passage_that_is_cited_goes_before_those_that_are_not() -> None:
    found = [passage("a.txt", 0, 0.9), passage("b.txt", 0, 0.5), passage("b.txt", 100, 0.4)]
    ranked = chosen_first(found, [cited("b.txt", 40)])
    assert [(one.path, one.start, one.score) for one in ranked] == [
        ("b.txt", 0, 1.4),
        ("a.txt", 0, 0.9),
        ("b.txt", 100, 0.4),
    ]


def test_what_was_looked_up_elsewhere_stands_among_the_best() -> None:
    ranked = chosen_first([passage("a.txt", 0, 0.9), passage("b.txt", 0, 0.5)], [cited("b.txt", 0), cited("c.txt", 7)])
    assert [one.path for one in ranked] == ["b.txt", "c.txt", "a.txt"]


def test_without_a_search_what_is_cited_counts_alike() -> None:
    ranked = chosen_first([], [cited("c.txt", 7), cited("a.txt", 0)])
    assert [(one.path, one.score) for one in ranked] == [("c.txt", 1.0), ("a.txt", 1.0)]


def test_without_a_citation_the_search_decides() -> None:
    found = [passage("a.txt", 0, 0.9), passage("b.txt", 0, 0.5)]
    assert chosen_first(found, []) == found


def test_an_answers_passages_are_in_the_order_of_their_scores(tallhamra: Assistant) -> None:
    answer = tallhamra.ask("Vem frågade om simhallen?")
    first = answer.citations[0]
    scores = [one.score for one in answer.retrieved]
    assert scores == sorted(scores, reverse=True)
    assert any(one.path == first.path and one.start <= first.start < one.end for one in answer.retrieved[:3])
