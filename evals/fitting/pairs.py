"""Near-miss pairs as questions to fit on: each asked of the whole index, its passage's answer the gold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.records import Document
from evals.dataset import Gold, Question
from evals.reader.pairs import Pair
from index.records import Passage
from index.store import Index

CATEGORIES = {"who": "what", "keywords": "what", "yesno": "what"}  # sentences answer all of them
_BREAKS = r"[\s\u00ad-]*"  # what a reading text leaves out of the document's own


def as_questions(index: Index, pairs: Sequence[Pair]) -> Iterator[Question]:
    """The pairs whose passage the index holds unchanged; a near miss becomes a question that nothing answers."""
    kept: dict[str, tuple[Document, dict[tuple[int, int], Passage]] | None] = {}
    for pair in pairs:
        if pair.path not in kept:
            document = index.catalogue.by_path(pair.path)
            held = index.catalogue.passages_of(document.id) if document else []
            kept[pair.path] = (document, {(p.span.start, p.span.end): p for p in held}) if document else None
        found = kept[pair.path]
        passage = found[1].get((pair.start, pair.end)) if found else None
        if found is None or passage is None or not pair.stands_in(passage.text):
            continue
        gold = _gold(found[0], passage, pair)
        if pair.answer is not None and gold is None:
            continue
        yield Question(
            id=pair.id,
            question=pair.question,
            language=pair.language,
            category=CATEGORIES.get(pair.kind, pair.kind),
            status="answered" if gold else "not_found",
            gold=(gold,) if gold else (),
        )


def _gold(document: Document, passage: Passage, pair: Pair) -> Gold | None:
    """Where the answering words stand in the document: its lines may break where the reading text does not."""
    if pair.answer is None:
        return None
    words = passage.text[pair.answer[0] : pair.answer[1]]
    letters = [re.escape(letter) for letter in words if not letter.isspace() and letter not in "-\u00ad"]
    match = re.compile(_BREAKS.join(letters)).search(document.text, pair.start, pair.end)
    if match is None:
        return None
    start, end = match.span()
    return Gold(path=document.path, start=start, end=end, quote=document.text[start:end])
