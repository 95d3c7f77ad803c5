"""Ranks the sentences of the passages found by how well they answer a question."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, pstdev
from typing import Any

from assistant.drafts import Support
from assistant.extraction.coverage import Coverage, Words
from assistant.extraction.features import Sought, Surroundings, features
from assistant.extraction.sentences import act_at, asks, split
from assistant.reader import Reader
from assistant.tables import table
from assistant.understanding.question import Understanding
from corpus.records import ActKind, Document
from index.cases.words import fold
from index.reader import Reading, SentenceScore
from index.records import Hit

_NUMBER = 8  # characters of a number before a heading: "§ 40 "
_SLIGHT = 1e-3  # the least probability that is told from none
_TITLE_AND_A_LITTLE = 25  # characters that a line may be longer than the title that it repeats


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its score (ranks the sentences of one question) and the share of the question that it holds.

    `told` are its features, for those who decide whether it is enough.
    """

    support: Support
    text: str
    score: float
    coverage: float
    told: Mapping[str, float]

    @property
    def is_question(self) -> bool:
        """Whether it asks, and so tells nothing."""
        act = self.support.act
        return asks(self.text) or (act is not None and act.kind is ActKind.QUESTION)


def model() -> dict[str, Any]:
    """The weights, as `evals.calibrate` fits them."""
    return table("model", "assistant.extraction")


def choose(
    reader: Reader,
    asked: Understanding,
    hits: Sequence[Hit],
    documents: Mapping[str, Document],
    sought: Sought | None = None,
) -> list[Sentence]:
    """The sentences of the hits, best first. `sought` is what is asked, where the caller has it already."""
    sought = sought or Sought.of(asked, Coverage(reader, asked))
    weights = reader.ranking.rank
    readings = reader.readings(asked, hits)
    found = []
    for hit, passage, reading in zip(hits, _of_passages(hits), readings, strict=True):
        document = documents.get(hit.passage.span.document_id)
        if document is None:
            continue
        for at, (support, text, told) in enumerate(_sentences(reader, sought, document, hit)):
            told = {**told, **passage, **_read(reading, at)}
            score = sum(weights.get(name, 0.0) * value for name, value in told.items())
            found.append(Sentence(support, text, score, told["own"], told))
    return sorted(found, key=lambda sentence: -sentence.score)


def _of_passages(hits: Sequence[Hit]) -> list[dict[str, float]]:
    """What the search says of the passages: their share of the best score, rank, and cosine."""
    top = hits[0].score if hits else 1.0
    cosines = [hit.cosine for hit in hits if hit.cosine is not None]
    usual = fmean(cosines) if cosines else model()["cosine"]["usual"]
    spread = (pstdev(cosines) if len(cosines) > 1 else 0.0) + 1e-6
    return [
        {
            "passage": hit.score / top if top > 0 else 1.0,
            "inverse_rank": 1 / (rank + 1),
            # Another embedding model's cosines may lie anywhere: they must not outweigh everything else.
            "cosine": max(
                -1.0, min(1.0, 10 * ((usual if hit.cosine is None else hit.cosine) - model()["cosine"]["usual"]))
            ),
            "cosine_among": ((usual if hit.cosine is None else hit.cosine) - usual) / spread / 3,
        }
        for rank, hit in enumerate(hits)
    ]


def _read(reading: Reading, at: int) -> dict[str, float]:
    """What the reader makes of a passage, and of the sentence at a position in it."""
    seen = reading.sentences[at] if at < len(reading.sentences) else SentenceScore(0, 0, 0.0)
    return {
        "read": reading.score / 5,
        "read_here": max(math.log(seen.score + _SLIGHT), -5.0) / 5,
        "answers": reading.answers,
        "alike": seen.likeness,
        "asks_same": max(math.log(seen.asks + _SLIGHT), -5.0) / 5,
    }


def _sentences(
    reader: Reader, sought: Sought, document: Document, hit: Hit
) -> list[tuple[Support, str, dict[str, float]]]:
    view = reader.around(document, hit.passage.span.start, hit.passage.span.end)
    spans = split(reader, document, hit.passage.span.start, hit.passage.span.end)
    texts = [view.slice(*span) for span in spans]
    words = [sought.coverage.words(text) for text in texts]
    header = sought.coverage.words(hit.passage.context)
    passage = sought.coverage.words(f"{hit.passage.context} {hit.passage.text}")
    titles = _titles(document)
    found = []
    for at, (start, end) in enumerate(spans):
        beside = _joined([words[i] for i in (at - 1, at + 1) if 0 <= i < len(words)])
        around = Surroundings(beside, header, passage, at == 0, _repeats(texts[at], *titles))
        act = act_at(document, start, end)
        told = features(sought, texts[at], around, act)
        found.append((Support(document, start, end, act), texts[at], told))
    return found


def is_heading(document: Document, text: str) -> bool:
    """Whether a line only repeats the document's title or a heading."""
    return _repeats(text, *_titles(document))


def _titles(document: Document) -> tuple[str, frozenset[str]]:
    """The title and the headings of a document, folded."""
    headings = {heading for section in document.sections for heading in section.heading}
    return fold(document.title), frozenset(map(fold, headings)) - {""}


def _repeats(text: str, title: str, headings: frozenset[str]) -> bool:
    line = fold(text)
    if title in line and len(line) < len(title) + _TITLE_AND_A_LITTLE:
        return True
    return any(line.endswith(heading) and len(line) <= len(heading) + _NUMBER for heading in headings)


def _joined(words: Sequence[Words]) -> Words:
    return frozenset().union(*(held for held, _ in words)), " ".join(order for _, order in words)


def chance(told: Mapping[str, float], weights: Mapping[str, float], bias: float) -> float:
    """The probability of a logistic model over named features."""
    total = bias + sum(weights.get(name, 0.0) * value for name, value in told.items())
    return 1 / (1 + math.exp(-max(-500.0, min(500.0, total))))
