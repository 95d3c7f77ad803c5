"""Slips of the pen in questions: words of asking, and topic words that the index does not know."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from typing import Protocol

from assistant.contract import Language
from assistant.tables import table
from assistant.understanding.slips import SHORTEST, allowed, by_first_letter, distance, mistyped, nearest
from index.lexical.analysis import Analyser, name_forms
from index.lexical.compounds import MissingLexiconError
from index.lexical.stems import stem

FREQUENT = 2  # passages that a word of the index must stand in to be what was meant
LONGEST_TAIL = 7  # letters of a word's ending
LONG_CUE = 12  # letters from which an English word of asking is known by its letters, whatever its stem
ENGLISH = 6  # letters from which an English word of the topic is put right
MAX_WORDS = 60  # of a question whose spelling is looked at: a pasted text is left as it is
MAX_LOOKED_UP = 12  # words of a question that are looked for in the index
_WORD = re.compile(r"(?<![\w/-])[^\W\d_]+(?![\w/-]|:[^\W\d_]|['’][^\W\d_s])")


class Terms(Protocol):
    """What spelling asks of a lexical index; see `index.lexical.base.LexicalIndex`."""

    def document_frequencies(self, terms: Collection[str]) -> dict[str, int]:
        """In how many passages each term stands."""
        ...

    def terms_from(self, prefix: str) -> dict[str, int]:
        """The terms that begin so, each with the number of passages it stands in."""
        ...


@dataclass(frozen=True, slots=True)
class Corrected:
    """A text with its slips put right, and each as (as written, as read)."""

    text: str
    changes: tuple[tuple[str, str], ...] = ()


class Names(Protocol):
    """What spelling asks of the names of a register; see `assistant.understanding.people.Directory`."""

    def knows(self, word: str) -> bool:
        """Whether the word is part of a name."""
        ...

    def slip(self, word: str) -> str | None:
        """The one word of a name that differs by one slip."""
        ...


class Vocabulary:
    """The words of an index, for telling a slip from a word that is merely rare."""

    def __init__(self, terms: Terms, analyser: Analyser | None = None) -> None:
        self._terms = terms
        self.analyser = analyser or Analyser()

    def unknown(self, words: Collection[str]) -> set[str]:
        """Those of the words that stand in the index in no form."""
        forms = {word: (stem(word.lower()), *name_forms(word.capitalize())) for word in words}
        held = self._terms.document_frequencies({form for known in forms.values() for form in known}) if forms else {}
        return {word for word, known in forms.items() if not any(held[form] for form in known)}

    def ordinary(self, word: str) -> bool:
        """Whether the word is a simple word of the dictionary, whatever the index holds."""
        try:
            return self.analyser.ordinary(word, compounds=False)
        except MissingLexiconError:
            return True

    def nearest(self, word: str, most: int, *, names: bool = False) -> str | None:
        """The one frequent word of the index within `most` slips, in the form nearest to what was written.

        One slip goes before two; where two different words are as near, none is meant. With `names` only
        words that the index has with a capital are looked at.
        """
        lower = word.lower()
        found: dict[str, tuple[int, str]] = {}
        for form in self._candidates(lower, most, names):
            slips = distance(lower, form, most)
            root = stem(form)
            if slips <= most and (root not in found or slips < found[root][0]):
                found[root] = (slips, form)
        least = min((slips for slips, _ in found.values()), default=most + 1)
        nearby = [form for slips, form in found.values() if slips == least]
        return nearby[0] if len(nearby) == 1 else None

    def _candidates(self, word: str, most: int, names: bool) -> Iterator[str]:
        root = stem(word)
        endings = table("spelling", "assistant.understanding")["endings"]
        bare = word[:-1] if word.endswith("s") else word
        for prefix in _beginnings(word):
            for term, passages in self._terms.terms_from(f"n:{prefix}").items():
                name = term[2:]
                if passages >= FREQUENT and name.isalpha() and distance(bare, name, most) <= most:
                    yield name + word[len(bare) :]
            for term, passages in {} if names else self._terms.terms_from(prefix).items():
                usable = passages >= FREQUENT and term.isalpha() and len(term) >= SHORTEST
                if not usable or distance(root, term, most + 1) > most + 1:
                    continue
                forms = dict.fromkeys(term + ending for ending in (*endings, *_tails(word)))
                yield from (form for form in forms if stem(form) == term)


def _tails(word: str) -> Iterator[str]:
    """What the word may end in, as it is written."""
    yield from (word[-length:] for length in range(1, min(LONGEST_TAIL, len(word) - 2) + 1))


def _beginnings(word: str) -> Iterator[str]:
    """The first two letters, with and without dots and rings."""
    plain = table("spelling", "assistant.understanding")["plain"]
    for letters in product(*(letter + plain.get(letter, "") for letter in word[:2])):
        yield "".join(letters)


def correct(
    text: str,
    language: Language,
    vocabulary: Vocabulary | None = None,
    names: Names | None = None,
) -> Corrected:
    """Puts right the words of asking, names, and topic words that only a slip keeps apart from one word of the index.

    A word that the index, the language or the names know stays as it is. Numbers and short words do too.
    """
    words = list(_WORD.finditer(text))
    odd = _odd([m.group() for m in words], language, vocabulary, names) if len(words) <= MAX_WORDS else set()
    changes: list[tuple[str, str]] = []
    pieces: list[str] = []
    at = 0
    for i, match in enumerate(words):
        written = match.group()
        if written not in odd and _short(written) is None:
            continue
        read = _short(written) or _cue(written.lower(), language) or _name(written, vocabulary, names)
        if read is None and vocabulary is not None and not _ordinary(written.lower(), language, vocabulary):
            read = _topic(written, language, vocabulary, named=written[0].isupper() and i > 0)
        if read is not None:
            read = read[0].upper() + read[1:] if written[0].isupper() else read
            changes.append((written, read))
            pieces.append(text[at : match.start()] + read)
            at = match.end()
    return Corrected("".join(pieces) + text[at:], tuple(changes)) if changes else Corrected(text)


def _odd(words: list[str], language: Language, vocabulary: Vocabulary | None, names: Names | None) -> set[str]:
    """The words that neither lists nor dictionary, neither names nor the index know."""
    odd = [
        word
        for word in dict.fromkeys(words)
        if len(word) >= SHORTEST
        and not word.isupper()
        and word.lower() not in _cues()
        and not (names is not None and names.knows(word))
        and (
            not _ordinary(word.lower(), language, vocabulary, compounds=_may_be_made_of_others(word, language))
            or (language == "en" and len(word) >= LONG_CUE and not _may_be_made_of_others(word, language))
        )
    ][:MAX_LOOKED_UP]
    return vocabulary.unknown(odd) if vocabulary else set(odd)


@cache
def _cues() -> frozenset[str]:
    words = table("spelling", "assistant.understanding")
    small = table("language", "assistant.understanding")
    return frozenset(word for group in (words, small) for code in ("sv", "en") for word in group[code])


@cache
def _asking(language: Language) -> dict[str, list[str]]:
    return by_first_letter(table("spelling", "assistant.understanding")[language])


def _short(written: str) -> str | None:
    """What a short word stands for that is nothing but a slip: "wich"."""
    found = table("spelling", "assistant.understanding")["short"].get(written.lower())
    return str(found) if found else None


def _may_be_made_of_others(word: str, language: Language) -> bool:
    """Whether a word that the dictionary lacks may be a compound: not a name, not "interpelation"."""
    return word[0].islower() and (language == "sv" or nearest(word.lower(), _asking(language), 1) is None)


def _cue(lower: str, language: Language) -> str | None:
    """The word of asking that was meant. Two slips in an English word are one too many: no dictionary guards it."""
    return nearest(lower, _asking(language), allowed(lower) if language == "sv" else 1)


def _name(written: str, vocabulary: Vocabulary | None, names: Names | None) -> str | None:
    """The name that was meant. Without an index to ask, only a word with a capital can be one."""
    if names is None or (vocabulary is None and not written[0].isupper()):
        return None
    return names.slip(written)


def _topic(written: str, language: Language, vocabulary: Vocabulary, *, named: bool) -> str | None:
    lower = written.lower()
    # An English word that no list knows is most often just that, unless a finger slipped; a name is read with one slip
    # at the most.
    if language == "en" and not named:
        return _english(lower, vocabulary.analyser) if len(lower) >= ENGLISH else None
    return vocabulary.nearest(lower, 1 if named else allowed(lower), names=language == "en")


def _english(lower: str, analyser: Analyser) -> str | None:
    """The one word of the English lists that a finger slipped on."""
    found = [word for word in _english_by_letter(analyser).get(lower[0], ()) if mistyped(lower, word)]
    roots = {word.rstrip("s") for word in found}
    return min(found, key=len) if len(roots) == 1 else None


@lru_cache(maxsize=1)
def _english_by_letter(analyser: Analyser) -> dict[str, list[str]]:
    return by_first_letter(sorted(analyser.english_words()))


@cache
def _plain_analyser() -> Analyser:
    return Analyser()


def _ordinary(lower: str, language: Language, vocabulary: Vocabulary | None, *, compounds: bool = True) -> bool:
    """Whether the word is well spelt. Where the Swedish word list is missing, nothing is known to be a slip.

    Without `compounds` a word made of others is none: "Bergström" is a name first.
    """
    try:
        analyser = vocabulary.analyser if vocabulary else _plain_analyser()
        return analyser.ordinary(lower, language, compounds)
    except MissingLexiconError:
        return True
