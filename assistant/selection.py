"""Chooses the sentences of a passage or an act that answer a question."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from assistant.citations import Support
from assistant.reader import Reader
from assistant.understanding.question import Understanding
from corpus import dates
from corpus.records import Act, ActKind, Document
from corpus.sentences import sentences
from index.lexical.analysis import Group
from index.records import Hit


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a document with its score for the question, and the share of the question's words in it."""

    support: Support
    text: str
    score: float
    coverage: float


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("assistant").joinpath("selection.toml").read_text(encoding="utf-8"))


def answer_type(question: str) -> str | None:
    """What kind of value a question asks for: "date", "number", "money", "reason", "person", or None."""
    for name, patterns in _table()["asks"].items():
        if re.search("|".join(patterns), question, re.IGNORECASE):
            return str(name)
    return None


def holds(kind: str, text: str) -> bool:
    """Whether a sentence holds a value of that kind."""
    if kind == "date" and dates.find(text):
        return True
    return bool(re.search("|".join(_table()["holds"][kind]), text, re.IGNORECASE))


def choose(reader: Reader, asked: Understanding, hits: Sequence[Hit], documents: dict[str, Document]) -> list[Sentence]:
    """The sentences of the hits, best first. Sentences that only ask are worth little: a question proves nothing."""
    groups = reader.search.analyser.groups(asked.search, asked.language)
    weights = _weights(reader, groups)
    wanted = answer_type(asked.question)
    top = hits[0].score if hits else 1.0
    found: list[Sentence] = []
    for hit in hits:
        document = documents.get(hit.passage.span.document_id)
        if document is None:
            continue
        share = hit.score / top if top > 0 else 1.0
        for start, end in split(reader, document, hit.passage.span.start, hit.passage.span.end):
            text = reader.view(document).slice(start, end)
            act = act_at(document, start, end)
            coverage = _coverage(reader, groups, weights, text)
            nearby = _coverage(reader, groups, weights, f"{hit.passage.context} {hit.passage.text}")
            score = _score(share, coverage, nearby, text, wanted, act)
            found.append(Sentence(Support(document, start, end, act), text, score, max(coverage, nearby)))
    return sorted(found, key=lambda s: -s.score)


def split(reader: Reader, document: Document, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences between two document offsets, in document offsets."""
    view = reader.view(document)
    a, b = view.at(start), view.at(end)
    return [view.span(a + s, a + e) for s, e in sentences(view.text[a:b])]


def act_at(document: Document, start: int, end: int) -> Act | None:
    """The smallest act that holds a sentence whole."""
    holding = [a for a in document.acts if a.span.start <= start and end <= a.span.end]
    return min(holding, key=lambda a: a.span.end - a.span.start, default=None)


def _weights(reader: Reader, groups: Sequence[Group]) -> list[float]:
    """Rare words weigh more; idf = log(1 + N / (1 + df)), scaled to a sum of 1."""
    import math

    size = reader.index.lexical.size()
    terms = {t for g in groups for t in g.terms}
    frequency = reader.index.lexical.document_frequencies(terms) if terms else {}
    raw = [math.log(1 + size / (1 + max((frequency.get(t, 0) for t in g.terms), default=0))) for g in groups]
    total = sum(raw) or 1.0
    return [r / total for r in raw]


def _coverage(reader: Reader, groups: Sequence[Group], weights: Sequence[float], text: str) -> float:
    terms = set(reader.search.analyser.terms(text))
    joined = " ".join(reader.search.analyser.terms(text))
    share = 0.0
    for group, weight in zip(groups, weights, strict=True):
        if any(t in terms or (" " in t and t in joined) for t in group.terms):
            share += weight
        elif group.parts and any(p in terms for p in group.parts):
            share += 0.5 * weight
    return share


def _score(
    share: float, coverage: float, nearby: float, text: str, wanted: str | None, act: Act | None
) -> float:
    w = _table()["weights"]
    score = w["passage"] * share + w["coverage"] * coverage + w["nearby"] * nearby
    if wanted:
        score += w["value"] if holds(wanted, text) else -w["no_value"]
    if text.rstrip("”\" ").endswith("?") or (act is not None and act.kind is ActKind.QUESTION):
        score -= w["question"]
    if act is not None:
        score += w["kinds"].get(str(act.kind), 0.0)
    if len(text.split()) < 4:
        score -= w["fragment"]
    return float(score)
