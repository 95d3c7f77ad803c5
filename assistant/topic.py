"""Whether a text is about what a question asks: for lists, which must be complete and hold nothing else."""

from __future__ import annotations

import math

from assistant.contract import Language
from assistant.extraction.coverage import stands
from assistant.reader import Reader
from corpus.records import Document

LEAST = 0.6  # share of the topic, rare words weighing more, that a text must hold


class Topic:
    """The topic of a question; one without words is met by every text."""

    def __init__(self, reader: Reader, text: str, language: Language) -> None:
        self.text = text.strip()
        self._analyser = reader.search.analyser
        self._groups = self._analyser.groups(self.text, language) if self.text else []
        terms = {term for group in self._groups for term in (*group.terms, *group.parts)}
        frequency = reader.index.lexical.document_frequencies(terms) if terms else {}
        size = reader.index.lexical.size()
        raw = [math.log(1 + size / (1 + max((frequency.get(t, 0) for t in g.terms), default=0))) for g in self._groups]
        self._weights = [weight / (sum(raw) or 1.0) for weight in raw]

    def share(self, text: str) -> float:
        """How much of the topic a text holds, 0 to 1; a compound's parts count as the compound."""
        own = self._analyser.held(text)
        total = 0.0
        for group, weight in zip(self._groups, self._weights, strict=True):
            if stands(group.terms, own):
                total += weight
            elif group.parts:
                total += weight * sum(part in own[0] for part in group.parts) / len(group.parts)
        return total

    def covers(self, text: str) -> bool:
        """Whether a text is about the topic."""
        return not self._groups or self.share(text) >= LEAST

    def covers_document(self, document: Document) -> bool:
        """Whether a document is: in its title, or its text as a whole."""
        return not self._groups or self.covers(f"{document.title} {document.text}")
