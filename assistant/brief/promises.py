"""The promises that are about a question: from the ledger, for the workbench."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from math import log

from assistant.brief.records import Promise
from assistant.ledger.ledger import Entry, entries
from assistant.ledger.reports import words_of
from index.lexical.words import table
from index.store import Index

MOST = 5
AROUND = 0.7  # what a word in a heading, a title or the question before it counts for
ABOUT = 0.5  # share of a question's words, by their weight, that a promise must be about
NEAR = 0.3  # the same of one that stands in a document of the evidence
LEAST = 2  # words in common
TELLING = 10  # letters of a compound that alone says what a question is about, in a document of the evidence


def promises_for(
    index: Index,
    questions: Sequence[str],
    document_ids: Iterable[str] = (),
    exclude_document_ids: Collection[str] = (),
    most: int = MOST,
) -> tuple[tuple[Promise, ...], ...]:
    """For each question, in order, the promises that are about it, the nearest first.

    `document_ids` are the documents of the evidence: a promise in one of them needs fewer words in common. What is
    excluded is neither where a promise stands nor what tells of its fate.
    """
    ledger = entries(index, frozenset(exclude_document_ids))
    near = frozenset(document_ids)
    counted = Counter(word for entry in ledger for word in entry.own | entry.around)
    return tuple(_about(question, ledger, counted, near, most) for question in questions)


def _about(
    question: str, ledger: Sequence[Entry], counted: Counter[str], near: frozenset[str], most: int
) -> tuple[Promise, ...]:
    words = words_of(" ".join(word for word in question.split() if word.casefold().strip("?.,") not in _empty()))
    weight = {word: log(1 + (1 + len(ledger)) / (1 + counted[word])) for word in words}
    whole = sum(weight.values())
    found: list[tuple[float, Promise]] = []
    for entry in ledger:
        shared = words & (entry.own | entry.around)
        score = sum(weight[word] * (1 if word in entry.own else AROUND) for word in shared) / whole if whole else 0.0
        known = entry.commitment.source.document_id in near
        enough = len(shared) >= LEAST or (known and any(len(word) >= TELLING for word in shared))
        if enough and score >= (NEAR if known else ABOUT):
            found.append((score + known * NEAR, _plain(entry)))
    found.sort(key=lambda each: each[0], reverse=True)
    return tuple(promise for _, promise in found[:most])


def _plain(entry: Entry) -> Promise:
    """The promise without what only the ledger has."""
    return Promise(**{name: getattr(entry.commitment, name) for name in Promise.model_fields})


def _empty() -> frozenset[str]:
    words = table("words")
    return frozenset((*words["stop_sv"], *words["ask_sv"]))
