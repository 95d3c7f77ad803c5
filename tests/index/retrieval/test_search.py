from dataclasses import replace
from typing import Any

import pytest

from index.records import Filters, Hit
from index.retrieval import Search
from index.retrieval.settings import default_weights

Index = Any  # the in-memory index of conftest.py


def documents(hits: list[Hit]) -> list[str]:
    return [hit.passage.span.document_id for hit in hits]


@pytest.mark.parametrize(
    ("question", "language", "document"),
    [
        ("Finns det någon tidsplan för Jobbcentrum?", "sv", "centrum"),
        ("Finns det någon tidsplan för Jobbcenter Ung?", "sv", "ung"),
        ("Is there a schedule for Jobbcentrum?", "en", "centrum"),
        ("What is the total cost of the consultancy support?", "en", "ung"),
        ("Was the motion on free buses granted?", "en", "buss"),
        ("Vad hände med KS 2022/533?", "sv", "buss"),
        ("Vad beslutades den 27 mars 2023?", "sv", "buss"),
        ("Hur mycket sparar man på att lägga ned årskurs 7–9?", "sv", "skola"),
        ("Who approved the overrun in Hamnparken?", "en", "park"),
        ("How is lone work at night handled?", "en", "fvg"),
        ("Vad ville Tove Granath?", "sv", "buss"),
    ],
)
def test_best_passage_is_of_the_right_document(index: Index, question: str, language: str, document: str) -> None:
    assert documents(Search(index).search(question, language))[0] == document


def test_right_passage_of_the_document_comes_first(index: Index) -> None:
    hits = Search(index).search("Finns det en tidplan för Jobbcentrums flytt?")
    assert "tidplan" in hits[0].passage.text


def test_look_alike_unit_comes_after_everything_that_has_the_name(index: Index) -> None:
    found = documents(Search(index).search("Vad är tidsplanen för Jobbcentrum?"))
    assert found.index("ung") > max(at for at, name in enumerate(found) if name == "centrum")


def test_hits_tell_ranks_cosine_and_falling_scores(index: Index) -> None:
    hits = Search(index).search("tidsplan för Jobbcentrum", limit=4)
    assert len(hits) == 4
    assert hits[0].ranks["lexical"] >= 1
    assert all(hit.cosine is not None and -1.001 <= hit.cosine <= 1.001 for hit in hits)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_filter_lets_nothing_else_in(index: Index) -> None:
    hits = Search(index).search("Finns det en tidsplan?", filters=Filters(paths=("ung.txt",)))
    assert set(documents(hits)) == {"ung"}
    assert Search(index).search("Finns det en tidsplan?", filters=Filters(paths=("none.txt",))) == []


def test_query_text_stands_in_for_a_follow_up(index: Index) -> None:
    hits = Search(index).search("Och vad kostade det?", query_text="Vad kostade konsultstödet på Jobbcenter Ung?")
    assert documents(hits)[0] == "ung"


def test_a_small_index_is_scored_without_the_vector_store(index: Index) -> None:
    Search(index).search("tidsplan")
    assert index.vectors.asked == []


def test_a_large_index_asks_the_vector_store(index: Index) -> None:
    weights = default_weights()
    weights = replace(weights, limits={**weights.limits, "exact_scoring": 1, "candidates": 3, "over_fetch": 2})
    search = Search(index, weights=weights)
    small = documents(search.search("Finns det någon tidsplan för Jobbcentrum?", limit=3))
    assert small[0] == "centrum"
    narrowed = search.search("tidsplan", filters=Filters(paths=("ung.txt", "park.txt")), limit=3)
    assert set(documents(narrowed)) == {"ung", "park"}
    assert index.vectors.asked == [3, 6]


def test_same_question_same_answer(index: Index) -> None:
    search = Search(index)
    assert search.search("Vem frågade om arbetsmiljön?") == search.search("Vem frågade om arbetsmiljön?")


def test_empty_index_and_empty_question(index: Index, empty_index: Index) -> None:
    assert Search(empty_index).search("tidsplan") == []
    assert Search(index).search("vad är det?")  # nothing but question words: the vectors still rank


class TestEvidence:
    def evidence(self, index: Index, question: str, language: str = "sv") -> Any:
        search = Search(index)
        return search.evidence(question, search.search(question, language, limit=5), language)

    def test_answerable_question_is_covered(self, index: Index) -> None:
        found = self.evidence(index, "Finns det en tidplan för Jobbcentrums flytt?")
        assert found.passage > 0.8
        assert found.document >= found.text
        assert found.names == 1.0
        assert found.unknown == ()

    def test_unknown_name_and_subject_are_named(self, index: Index) -> None:
        found = self.evidence(index, "Vad kostar badhuset i Granskoga?")
        assert set(found.unknown) == {"badhuset", "Granskoga"}
        assert found.unknown[0] == "Granskoga"
        assert found.names == 0.0
        assert found.passage < 0.6

    def test_a_fitting_question_stands_out_from_an_idle_one(self, index: Index) -> None:
        fits = self.evidence(index, "Vem godkände överskridandet av budgeten för Hamnparken?")
        idle = self.evidence(index, "Vilken färg har zebran?")
        assert fits.z > idle.z
        assert fits.cosine > idle.cosine

    def test_no_hits(self, index: Index) -> None:
        found = Search(index).evidence("tidsplan", [])
        assert (found.passage, found.document, found.cosine, found.z) == (0.0, 0.0, 0.0, 0.0)
