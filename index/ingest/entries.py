"""The lexical entries of passages."""

from __future__ import annotations

from collections.abc import Sequence

from index.lexical.analysis import Analyser
from index.lexical.base import LexicalEntry
from index.records import Passage


def entries(analyser: Analyser, passages: Sequence[Passage]) -> list[LexicalEntry]:
    """The lexical entries of a document's passages, in order; neighbours are the one before and after."""
    terms = [analyser.terms(passage.text) for passage in passages]
    headers = {context: analyser.terms(context) for context in {p.context for p in passages}}
    return [
        LexicalEntry(
            passage.id,
            terms[i],
            headers[passage.context],
            [term for near in (*terms[max(0, i - 1) : i], *terms[i + 1 : i + 2]) for term in near],
        )
        for i, passage in enumerate(passages)
    ]
