import pytest

from index.retrieval.rrf import rrf
from index.retrieval.weighted import normalised, weighted


def test_rrf_by_hand() -> None:
    fused = rrf({"dense": ["a", "b"], "lexical": ["b"]})
    assert fused["a"] == pytest.approx(1 / 61)
    assert fused["b"] == pytest.approx(1 / 62 + 1 / 61)


def test_rrf_weights_and_constant() -> None:
    fused = rrf({"dense": ["a"], "lexical": ["b"]}, {"dense": 2.0, "lexical": 0.5}, k=9)
    assert fused == {"a": pytest.approx(0.2), "b": pytest.approx(0.05)}


def test_normalised_by_hand() -> None:
    assert normalised({"a": 4.0, "b": 2.0, "c": 3.0}) == {"a": 1.0, "b": 0.0, "c": 0.5}
    assert normalised({"a": 4.0, "b": 4.0}) == {"a": 1.0, "b": 1.0}
    assert normalised({}) == {}


def test_weighted_by_hand() -> None:
    fused = weighted({"dense": {"a": 0.9, "b": 0.8}, "lexical": {"b": 7.0, "c": 3.0}}, {"dense": 0.6, "lexical": 0.4})
    assert fused == {"a": pytest.approx(0.6), "b": pytest.approx(0.4), "c": pytest.approx(0.0)}
