"""Lexical search in memory: the same BM25 as SQLite's FTS5 computes, for tests and small tools."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Sequence

from index.lexical.base import LexicalEntry
from index.lexical.words import table


class MemoryLexical:
    """BM25 over three weighted fields.

    For each distinct term t of the question, with N entries of which n hold t, in an entry of D terms:

        idf(t) = max(ln((N − n + 0.5) / (n + 0.5)), 1e-6)
        score  = Σ_t  idf(t) · f · (k1 + 1) / (f + k1 · (1 − b + b · D / mean D))

    where f is the sum over the fields of weight · occurrences. Source: Robertson and Zaragoza 2009, as FTS5
    does it.
    """

    def __init__(self) -> None:
        self._entries: dict[str, LexicalEntry] = {}
        self._settings: dict[str, float] = table("bm25")

    def upsert(self, entries: Sequence[LexicalEntry]) -> None:
        """Writes entries, replacing those of the same id."""
        for entry in entries:
            self._entries.pop(entry.id, None)
            self._entries[entry.id] = entry

    def delete_documents(self, document_ids: Collection[str]) -> None:
        """Removes every entry of the documents."""
        gone = set(document_ids)
        self._entries = {key: entry for key, entry in self._entries.items() if key.split(":", 1)[0] not in gone}

    def clear(self) -> None:
        """Removes everything."""
        self._entries.clear()

    def entries(self, ids: Sequence[str]) -> dict[str, LexicalEntry]:
        """The entries held of these ids."""
        return {key: self._entries[key] for key in ids if key in self._entries}

    def size(self) -> int:
        """How many entries there are."""
        return len(self._entries)

    def query(
        self, terms: Sequence[Sequence[str]], limit: int, within: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """The best `limit` entries, as (id, score), best first; see `LexicalIndex.query`."""
        wanted = list(dict.fromkeys(term for group in terms for term in group if term.strip()))
        if not wanted or not self._entries or limit < 1:
            return []
        lengths = {key: sum(len(field) for field in _fields(entry)) for key, entry in self._entries.items()}
        mean = sum(lengths.values()) / len(lengths) or 1.0
        scores: dict[str, float] = {}
        for term in wanted:
            found = {key: f for key, entry in self._entries.items() if (f := self._frequency(term, entry))}
            rarity = max(math.log((len(lengths) - len(found) + 0.5) / (len(found) + 0.5)), 1e-6)
            for key, f in found.items():
                k1, b = self._settings["k1"], self._settings["b"]
                part = f * (k1 + 1) / (f + k1 * (1 - b + b * lengths[key] / mean))
                scores[key] = scores.get(key, 0.0) + rarity * part
        allowed = set(within) if within is not None else scores.keys()
        ranked = sorted((key for key in scores if key in allowed), key=lambda key: -scores[key])
        return [(key, scores[key]) for key in ranked[:limit]]

    def document_frequency(self, term: str) -> int:
        """In how many entries the term stands; of a phrase, the rarest of its words."""
        return min(
            sum(any(word in field for field in _fields(entry)) for entry in self._entries.values())
            for word in term.split()
        )

    def document_frequencies(self, terms: Collection[str]) -> dict[str, int]:
        """In how many entries each of several terms stands."""
        return {term: self.document_frequency(term) for term in terms}

    def terms_from(self, prefix: str) -> dict[str, int]:
        """The terms that begin with a prefix, each with the number of entries it stands in."""
        if not prefix:
            return {}
        held = ({term for field in _fields(entry) for term in field} for entry in self._entries.values())
        return dict(Counter(term for terms in held for term in terms if term.startswith(prefix)))

    def _frequency(self, term: str, entry: LexicalEntry) -> float:
        words = term.split()
        weights = (self._settings["text"], self._settings["context"], self._settings["around"])
        return sum(weight * occurrences(words, field) for weight, field in zip(weights, _fields(entry), strict=True))


def occurrences(words: Sequence[str], field: Sequence[str]) -> int:
    """How often the words stand side by side in the field."""
    if len(words) == 1:
        return list(field).count(words[0])
    size = len(words)
    wanted = list(words)
    return sum(list(field[at : at + size]) == wanted for at in range(len(field) - size + 1))


def _fields(entry: LexicalEntry) -> tuple[Sequence[str], Sequence[str], Sequence[str]]:
    return entry.text, entry.context, entry.around
