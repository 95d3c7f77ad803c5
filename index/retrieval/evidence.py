"""What speaks for there being an answer at all. The assistant decides what to make of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.lexical.base import LexicalEntry
from index.records import Hit
from index.retrieval.matching import Idea, Terms, match, met


@dataclass(frozen=True, slots=True)
class Evidence:
    """Measures of the best hits; shares lie between 0 and 1.

    `passage`: share of the question, rare words weighing more, that the best passage covers with its context;
    `text`: the same without its context; `document`: what the passages found of one document cover together;
    `names`: share of the names asked for that the best document holds (1 when none is asked for);
    `unknown`: words of the question, names first, that stand nowhere in the index;
    `cosine` and `z`: the best cosine, raw and in standard deviations above an ordinary passage's;
    `ideas`: how many words or phrases of the question were sought.
    """

    passage: float = 0.0
    text: float = 0.0
    document: float = 0.0
    names: float = 0.0
    unknown: tuple[str, ...] = ()
    cosine: float = 0.0
    z: float = 0.0
    ideas: int = 0


def weigh(
    question: Sequence[Idea],
    hits: Sequence[Hit],
    entries: Mapping[str, LexicalEntry],
    frequencies: Mapping[str, int],
    weights: Mapping[str, float],
    z: float,
) -> Evidence:
    """The evidence in hits; `entries` are their terms, `frequencies` in how many passages a term stands."""
    measured = [match(question, entries[hit.passage.id], weights) for hit in hits if hit.passage.id in entries]
    by_document: dict[str, list[LexicalEntry]] = defaultdict(list)
    for hit in hits:
        if hit.passage.id in entries:
            by_document[hit.passage.span.document_id].append(entries[hit.passage.id])
    documents = [_document(question, held, weights) for held in by_document.values()]
    best = max(documents, default=(0.0, 0.0))
    unknown = [idea for idea in question if not any(frequencies.get(term) for term in _sought(idea))]
    unknown.sort(key=lambda idea: not idea.group.name)
    return Evidence(
        passage=max((m.coverage_all for m in measured), default=0.0),
        text=max((m.coverage_text for m in measured), default=0.0),
        document=best[0],
        names=best[1],
        unknown=tuple(idea.group.surface for idea in unknown),
        cosine=max((hit.cosine for hit in hits if hit.cosine is not None), default=0.0),
        z=z,
        ideas=len(question),
    )


def _sought(idea: Idea) -> tuple[str, ...]:
    return (*idea.group.terms, *idea.group.parts)


def _document(
    question: Sequence[Idea], held: Sequence[LexicalEntry], weights: Mapping[str, float]
) -> tuple[float, float]:
    """What the passages cover together, and the share of names among it."""
    terms = Terms(*(field for entry in held for field in (entry.text, entry.context)))
    covered = {idea.group: met(idea, terms, weights) for idea in question}
    names = [covered[idea.group] for idea in question if idea.group.name]
    share = sum(names) / len(names) if names else 1.0
    return sum(idea.weight * covered[idea.group] for idea in question), share
