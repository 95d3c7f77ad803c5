"""People, parties and organisations of the register that a question names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from assistant.tables import table
from assistant.understanding.parties import Place, find_parties
from assistant.understanding.slips import SHORTEST, by_first_letter, nearest
from assistant.understanding.spelling import Vocabulary
from corpus.unions import canonical

_WORD = re.compile(r"[\w'’-]+")
_GENITIVE = re.compile("['’]?s$")
Word = tuple[str, int, int]  # as written, start, end


@dataclass(frozen=True, slots=True)
class Named:
    """What a question names: people and organisations as the register writes them, and short forms of parties.

    `spans` are where they stand in the question; `places` says what stands where: a surname that two bear has
    two places with the same span.
    """

    persons: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    places: tuple[tuple[Literal["person", "party"], str, int, int], ...] = ()


NOBODY = Named()


class Directory:
    """The names of everybody in the register, found in questions by full name or by a surname of one's own.

    `parties` are the short forms that the register has: with them, a local list of another place is no party
    here. `bodies` are boards as documents write them, `prefixes` those of case numbers with the board whose they
    are, `municipalities` the places that documents are from, `vocabulary` the words of the index.
    """

    def __init__(
        self,
        names: Iterable[str],
        municipality: str | None = None,
        organisations: Iterable[str] = (),
        *,
        parties: Iterable[str] = (),
        bodies: Iterable[str] = (),
        prefixes: Iterable[tuple[str, str]] = (),
        municipalities: Iterable[str] = (),
        vocabulary: Vocabulary | None = None,
    ) -> None:
        self.municipality = municipality
        self.vocabulary = vocabulary
        self.parties = frozenset(parties)
        self.bodies = tuple(dict.fromkeys(bodies))
        self.prefixes = dict(prefixes)
        self.municipalities = tuple(dict.fromkeys(municipalities))
        self._organisations = {name.casefold(): name for name in organisations}
        self._full: dict[tuple[str, ...], str] = {}
        self._family: defaultdict[str, set[str]] = defaultdict(set)
        self._given: set[str] = set()
        for name in names:
            words = tuple(_WORD.findall(name.casefold()))
            if len(words) >= 2:
                self._full.setdefault(words, name)
                self._family[words[-1]].add(name)
                self._given.add(words[0])

    def find(self, question: str, ordinary: Callable[[str], bool] | None = None) -> Named:
        """People by whole name first, then by surname; parties by name or as "(S)".

        `ordinary` says of a word whether it is in the dictionary; with it, a surname may also be written small.
        """
        words = [(m.group(), *m.span()) for m in _WORD.finditer(question)]
        people: list[Place] = []
        i = 0
        while i < len(words):
            i += self._match(words, i, people, ordinary) or 1
        inside = [(a, b) for _, a, b in people]
        parties = [
            place
            for place in find_parties(question, self.municipality, self.parties)
            if not any(a <= place[1] and place[2] <= b for a, b in inside)
        ]
        spans = [(a, b) for _, a, b in (*people, *parties)]
        organisations = self._find_organisations(question, spans)
        return Named(
            tuple(dict.fromkeys(name for name, _, _ in people)),
            organisations,
            tuple(dict.fromkeys(code for code, _, _ in parties)),
            tuple(dict.fromkeys(spans)),
            (*(("person", *place) for place in people), *(("party", *place) for place in parties)),
        )

    def knows(self, word: str) -> bool:
        """Whether a word is part of a name here, also with a genitive -s: not to be corrected."""
        folded = word.casefold()
        return any(form in self._words for form in (folded, _GENITIVE.sub("", folded)))

    def slip(self, word: str) -> str | None:
        """The one word of a name that differs from a word by one slip; None for a short word or where two do."""
        folded = word.casefold()
        if len(folded) < SHORTEST:
            return None
        bare = _GENITIVE.sub("", folded)
        for form, ending in ((folded, ""), (bare, folded[len(bare) :])):
            found = nearest(form, self._names, 1)
            if found is not None and len(found) >= SHORTEST:
                return found.title() + ending
        return None

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        return by_first_letter(sorted(self._given.union(self._family)))

    @cached_property
    def _words(self) -> frozenset[str]:
        """Every word of a name, lower case."""
        places = (*self._organisations, *self.bodies, *self.municipalities)
        people = (word for words in self._full for word in words)
        return frozenset((*people, *(word for place in places for word in _WORD.findall(place.casefold()))))

    def _find_organisations(self, question: str, spans: list[tuple[int, int]]) -> tuple[str, ...]:
        """Unions and administrations of the register, written with a capital as names are."""
        found = []
        for folded, name in self._organisations.items():
            for match in re.finditer(rf"(?<!\w){re.escape(folded)}(?:['’]?s)?(?!\w)", question, re.IGNORECASE):
                if match.group()[0].isupper():
                    found.append(canonical(name))
                    spans.append(match.span())
        return tuple(dict.fromkeys(found))

    def _match(self, words: list[Word], i: int, people: list[Place], ordinary: Callable[[str], bool] | None) -> int:
        """How many words from position `i` name a person; the places go to `people`."""
        for length in (4, 3, 2):
            piece = [w[0].casefold() for w in words[i : i + length]]
            for candidate in (piece, [*piece[:-1], _GENITIVE.sub("", piece[-1])] if piece else []):
                name = self._full.get(tuple(candidate))
                if len(piece) == length and name:
                    people.append((name, words[i][1], words[i + length - 1][2]))
                    return length
        word, start, end = words[i]
        for form in (word.casefold(), _GENITIVE.sub("", word.casefold())):
            if form in self._family and self._is_surname(words, i, form, ordinary):
                # A surname that several bear names them all: the answer tells them apart.
                people.extend((name, start, end) for name in sorted(self._family[form]))
                return 1
        return 0

    def _is_surname(self, words: list[Word], i: int, form: str, ordinary: Callable[[str], bool] | None) -> bool:
        """Whether a word stands as a surname: not as an ordinary word, nor behind somebody else's first name."""
        rules = table("people", "assistant.understanding")["names"]
        word = words[i][0]
        if not word[0].isupper():
            long = len(form) >= rules["shortest_small"] and len(self._family[form]) == 1
            return long and ordinary is not None and not ordinary(form)
        before = words[i - 1][0] if i else ""
        if len(word) <= 2 or before.casefold() in rules["not_before"]:
            return False
        if i == 0 and any(form in known for known in table("language", "assistant.understanding").values()):
            return False  # "From when …" begins with a small word, not with somebody called From
        if not before[:1].isupper() or before in rules["titles"] or len(before) < 2 or before.isupper():
            return True
        # "Anna Berg" is not Karin Berg; the first word of a question has a capital whatever it is.
        return i == 1 and before.casefold() not in self._given
