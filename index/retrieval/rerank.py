"""The light re-ranker: a weighted sum of what each source and the words themselves say of a passage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from index.lexical.analysis import Group
from index.lexical.base import LexicalEntry
from index.retrieval.matching import Idea, match, names_held
from index.retrieval.weighted import normalised

EMPTY: tuple[str, ...] = ()


def features(
    question: Sequence[Idea],
    entries: Mapping[str, LexicalEntry],
    signals: Mapping[str, Mapping[str, float]],
    weights: Mapping[str, float],
    ids: Sequence[str],
) -> dict[str, dict[str, float]]:
    """The features of each passage, all from 0 to 1, by passage id and name.

    `signals` are raw scores by source (dense, bm25, fused) and id: dense and fused are normalised over the
    passages, bm25 is divided by the best. The rest comes from the terms of the passage, see `matching.match`.
    """
    dense = normalised({key: signals["dense"][key] for key in ids if key in signals["dense"]})
    fused = normalised({key: signals["fused"].get(key, 0.0) for key in ids})
    best = max(signals["bm25"].values(), default=0.0) or 1.0
    held = _names_by_document(question, entries)
    found: dict[str, dict[str, float]] = {}
    for key in ids:
        entry = entries.get(key) or LexicalEntry(key, EMPTY, EMPTY, EMPTY)
        measured = match(question, entry, weights, held.get(_document(key), frozenset()))
        found[key] = {
            "dense": dense.get(key, 0.0),
            "bm25": signals["bm25"].get(key, 0.0) / best,
            "fused": fused[key],
            "coverage_text": measured.coverage_text,
            "coverage_all": measured.coverage_all,
            "exact": measured.exact,
            "proximity": measured.proximity,
        }
    return found


def _names_by_document(question: Sequence[Idea], entries: Mapping[str, LexicalEntry]) -> dict[str, frozenset[Group]]:
    """Which names of the question each document holds, as far as its passages among the entries tell."""
    if not any(idea.group.name for idea in question):
        return {}
    documents: dict[str, list[LexicalEntry]] = defaultdict(list)
    for key, entry in entries.items():
        documents[_document(key)].append(entry)
    return {document: names_held(question, its) for document, its in documents.items()}


def _document(key: str) -> str:
    return key.split(":", 1)[0]


def score(values: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The linear score of one passage.

    score = Σ_feature  weight · value
    """
    return sum(weights.get(name, 0.0) * value for name, value in values.items())
