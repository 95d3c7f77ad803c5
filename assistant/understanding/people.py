"""People and parties of the register that a question names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from corpus import parties

_WORD = re.compile(r"[\w'’-]+")
_CODE = re.compile(r"\(\s*([A-Za-zÅÄÖåäö]{1,4})\s*\)")


@dataclass(frozen=True, slots=True)
class Named:
    """What a question names: people and organisations as the register writes them, and short forms of parties.

    `spans` are where they stand in the question.
    """

    persons: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()


NOBODY = Named()


class Directory:
    """The names of everybody in the register, found in questions by full name or by a surname of one's own."""

    def __init__(
        self, names: Iterable[str], municipality: str | None = None, organisations: Iterable[str] = ()
    ) -> None:
        self._organisations = {name.casefold(): name for name in organisations}
        self._full: dict[tuple[str, ...], str] = {}
        self._family: defaultdict[str, set[str]] = defaultdict(set)
        self._municipality = municipality
        for name in names:
            words = tuple(_WORD.findall(name.casefold()))
            if len(words) >= 2:
                self._full.setdefault(words, name)
                self._family[words[-1]].add(name)

    def find(self, question: str) -> Named:
        """People by whole name first, then by surname; parties by name or as "(S)"."""
        words = [(m.group(), *m.span()) for m in _WORD.finditer(question)]
        persons: list[str] = []
        spans: list[tuple[int, int]] = []
        i = 0
        while i < len(words):
            length = self._match(words, i, persons)
            if length:
                spans.append((words[i][1], words[i + length - 1][2]))
            i += length or 1
        codes = [(m, parties.canonical(m.group(1), self._municipality)) for m in _CODE.finditer(question)]
        found = [code for _, code in codes if code]
        spans.extend(m.span() for m, code in codes if code)
        for word, a, b in words[1:]:
            # A short form alone ("What did V ask?") is a party only when written as one.
            if word in parties.known(self._municipality) and word.isupper():
                found.append(word)
                spans.append((a, b))
        for code, a, b in parties.named_in(question, self._municipality):
            found.append(code)
            spans.append((a, b))
        bodies = self._find_organisations(question, spans)
        return Named(tuple(dict.fromkeys(persons)), bodies, tuple(dict.fromkeys(found)), tuple(spans))

    def _find_organisations(self, question: str, spans: list[tuple[int, int]]) -> tuple[str, ...]:
        """Unions and administrations of the register, written with a capital as names are."""
        found = []
        for folded, name in self._organisations.items():
            for match in re.finditer(rf"(?<!\w){re.escape(folded)}(?:['’]?s)?(?!\w)", question, re.IGNORECASE):
                if match.group()[0].isupper():
                    found.append(name)
                    spans.append(match.span())
        return tuple(dict.fromkeys(found))

    def _match(self, words: list[tuple[str, int, int]], i: int, persons: list[str]) -> int:
        """How many words from position `i` name a person; the names go to `persons`."""
        for length in (4, 3, 2):
            piece = [w[0].casefold() for w in words[i : i + length]]
            for candidate in (piece, [*piece[:-1], re.sub("['’]?s$", "", piece[-1])] if piece else []):
                name = self._full.get(tuple(candidate))
                if len(piece) == length and name:
                    persons.append(name)
                    return length
        word = words[i][0]
        if word[0].isupper() and len(word) > 2:
            for form in (word.casefold(), re.sub("['’]?s$", "", word.casefold())):
                if form in self._family:
                    # A surname that several bear names them all: the answer tells them apart.
                    persons.extend(sorted(self._family[form]))
                    return 1
        return 0
