"""Misses that search finds: passages elsewhere that come up for a pair's question and do not answer it.

A pair teaches to tell an answer from a near miss on the same passage; what a search brings up beside it is of another
kind (Karpukhin et al. 2020, hard negatives). Nobody has read these, so a passage that may answer as well, because it
holds the answer's numbers or names or most of its words, is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

import numpy as np

from evals.reader.examples import Example
from evals.reader.pairs import Pair
from index.reader.features import Eyes
from index.records import Hit, Passage
from index.retrieval import Search
from index.store import Index

FOUND = 6  # passages that are looked at
MOST = 2  # misses a question
SHARED = 0.5  # share of the answer's longer words from which a passage may answer as well
LONG = 4  # letters of a small word
_WORD = re.compile(r"\w+")


def mined(index: Index, eyes: Eyes, pairs: Iterable[Pair], collection: Callable[[str], str]) -> Iterator[Example]:
    """The misses of the pairs whose passages this index holds unchanged; `collection` gives that of a path."""
    search = Search(index)
    paths = {document.id: document.path for document in index.catalogue.documents()}
    ids = {path: key for key, path in paths.items()}
    for pair in pairs:
        own = _own(index, ids.get(pair.path, ""), pair)
        if own is None:
            continue
        answer = own.text[slice(*pair.answer)] if pair.answer else ""
        hits = [
            hit
            for hit in search.search(pair.question, pair.language, limit=FOUND)
            if not hit.passage.span.overlaps(own.span) and not may_answer(pair.question, answer, hit.passage.text)
        ][:MOST]
        asked = eyes.question(pair.question)
        for hit, seen in zip(hits, eyes.texts([_text(hit) for hit in hits]), strict=True):
            both = frozenset({collection(pair.path), collection(paths[hit.passage.span.document_id])})
            yield Example(pair.id, both, "not_found", "miss", asked, seen, np.zeros(len(seen.ids), dtype=np.float32))


def may_answer(question: str, answer: str, text: str) -> bool:
    """Whether a text holds a number or a name of an answer that the question lacks, or most of its longer words.

    Of an answer that has neither nothing can be told, so any text may hold it.
    """
    words = _WORD.findall(answer)
    known, held = _folded(question), _folded(text)
    values = {
        word.casefold()
        for i, word in enumerate(words)
        if word.casefold() not in known and (any(map(str.isdigit, word)) or (i > 0 and word[0].isupper()))
    }
    long = {word.casefold() for word in words if len(word) > LONG}
    if answer and not values and not long:
        return True  # "Ja, det gör vi." may stand anywhere
    return bool(values & held) or (bool(long) and len(long & held) / len(long) > SHARED)


def _own(index: Index, document_id: str, pair: Pair) -> Passage | None:
    for passage in index.catalogue.passages_of(document_id) if document_id else ():
        if (passage.span.start, passage.span.end) == (pair.start, pair.end):
            return passage if pair.stands_in(passage.text) else None
    return None


def _text(hit: Hit) -> tuple[str, str]:
    return hit.passage.context, hit.passage.text


def _folded(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text)}
