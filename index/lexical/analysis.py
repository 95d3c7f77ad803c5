"""Turns text into index terms, and questions into groups of alternative terms.

Terms are plain strings without spaces. A word gives its stem; after the stems of the whole text come those of
its compound parts and, where it is capitalised, its name forms. The kinds:

    tidspl                a stem                        n:jobbcentrum    a capitalised word, not stemmed
    §12                   a paragraph                   party:s          "(S)"
    d:2020-09-03          a day; also d:2020-09, d:09-03 and 2020
    c:ks2023/412          a case number in normal form; also c:2023/412
    1500000, 6.4          numbers; "6,4 mnkr" also gives 6400000
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import pairwise

from index.lexical.base import LexicalEntry
from index.lexical.bilingual import Glossary, Synonyms, swedish_terms
from index.lexical.cognates import Bridge, Vocabulary
from index.lexical.compounds import CompoundSplitter
from index.lexical.stems import stem
from index.lexical.tokens import Token, pieces, tokens
from index.lexical.words import table

CACHE = 200_000
TEXTS_KEPT = 8_000  # sentences and passages whose terms stay in memory
LONGEST_KEPT = 4_000  # characters; a longer text is met seldom and would take much memory
MAX_GROUPS = 40


@dataclass(frozen=True, slots=True)
class Group:
    """One idea of a question: alternative terms (best first), weaker parts, and whether it is a name.

    A term with a space in it is a phrase: its words stand side by side (stop words do not count).
    """

    surface: str
    terms: tuple[str, ...]
    parts: tuple[str, ...] = ()
    name: bool = False


@dataclass(frozen=True, slots=True)
class _Word:
    """What one surface form gives: its main terms, and the extra terms that stand apart from them."""

    main: tuple[str, ...]
    extra: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Unit:
    """A group of an English question, the tokens it stands for, and the Swedish words it may be joined by."""

    at: int
    end: int
    group: Group
    swedish: tuple[str, ...] = ()


class Analyser:
    """Makes terms. Cheap to create: lexicon and glossary are read when a word asks for them. Safe to share.

    With the `vocabulary` of an index, English words that no list knows find their cognates and compounds in it.
    Without `glossary` English words are not translated: that is for measuring what translation gives.
    """

    def __init__(
        self,
        splitter: CompoundSplitter | None = None,
        vocabulary: Vocabulary | None = None,
        *,
        glossary: bool = True,
    ) -> None:
        self._translates = glossary
        self._splitter = splitter or CompoundSplitter()
        words = table("words")
        self._stop = frozenset(words["stop_sv"])
        self._numerals: dict[str, str] = words["numerals"]
        self._ask = {
            "sv": self._stop | frozenset(words["ask_sv"]),
            "en": frozenset(words["stop_en"]) | frozenset(words["ask_en"]),
        }
        self._heads = tuple(words["generic_heads"])
        self._synonyms = Synonyms(table("synonyms"), self._stop)
        self._bridge = Bridge(vocabulary)
        self._word = lru_cache(maxsize=CACHE)(self._analyse_word)
        # Answering looks at the same sentences and headers for question after question.
        self._kept = lru_cache(maxsize=TEXTS_KEPT)(self._held)

    @cached_property
    def _glossary(self) -> Glossary:
        return Glossary(table("glossary"), table("american")["words"])

    def _english_words(self, words: Sequence[str], at: int) -> tuple[int, tuple[str, ...]]:
        """The Swedish of the longest entry of the glossary from a word on; see `Glossary.match`."""
        return self._glossary.match(words, at) if self._translates else (0, ())

    def english_words(self) -> frozenset[str]:
        """The English words that the lists know, months among them."""
        return self._glossary.words() | frozenset(table("dates")["months"])

    def terms(self, text: str) -> list[str]:
        """The terms of a text: the main terms in reading order, then the compound parts and name forms."""
        main: list[str] = []
        extra: list[str] = []
        for kind, found, terms in pieces(text):
            if kind != "word":
                main.extend(terms)
                continue
            word = self._word(found)
            main.extend(word.main)
            extra.extend(word.extra)
        return main + extra

    def held(self, text: str) -> tuple[frozenset[str], str]:
        """The terms of a text, as a set and in reading order with blanks between; the last texts are remembered."""
        return self._kept(text) if len(text) <= LONGEST_KEPT else self._held(text)

    def _held(self, text: str) -> tuple[frozenset[str], str]:
        found = self.terms(text)
        return frozenset(found), " ".join(found)

    def entry(self, identifier: str, text: str, context: str = "", around: str = "") -> LexicalEntry:
        """The index entry of a passage: its reading text, its context header, its neighbours' text."""
        return LexicalEntry(identifier, self.terms(text), self.terms(context), self.terms(around))

    def analyse_query(self, question: str, language: str = "sv") -> list[tuple[str, ...]]:
        """The groups of alternative terms that `LexicalIndex.query` takes; see `flatten`."""
        return flatten(self.groups(question, language))

    def groups(self, question: str, language: str = "sv") -> list[Group]:
        """The ideas of a question, without stop words and question words. `language` is "sv" or "en"."""
        found = list(tokens(question))
        groups = self._english(found) if language == "en" else self._swedish(found)
        merged: dict[tuple[str, ...], Group] = {group.terms: group for group in reversed(groups) if group.terms}
        return list(reversed(merged.values()))[:MAX_GROUPS]

    def ordinary(self, word: str, language: str = "sv", compounds: bool = True) -> bool:
        """Whether a word is well spelt for all that the lists tell.

        It is a small word or a word of asking, of the glossary (English), or Swedish, simple or compound. A word
        that is in no list may still be right: a name, or one that the lists lack. Without `compounds` a word
        that is only made of words ("bergström") is none.
        """
        lower = _bare(word.lower())
        if lower in self._ask.get(language, self._stop):
            return True
        if language == "en" and self._english_words([lower], 0)[0]:
            return True
        return self._splitter.knows(lower) or (compounds and bool(self._splitter.split(lower)))

    def _analyse_word(self, surface: str) -> _Word:
        lower = _bare(surface.lower())
        extra: list[str] = list(name_forms(surface)) if surface[0].isupper() else []
        if lower in self._stop:
            return _Word((), tuple(extra) if surface.isupper() and len(surface) > 1 else ())
        pieces = [piece for piece in lower.split("-") if piece]
        main = [stem(lower)] if len(pieces) < 2 else ["-".join(stem(piece) for piece in pieces)]
        if lower in self._numerals:
            extra.append(self._numerals[lower])
        for piece in pieces:
            if len(pieces) > 1:
                extra.append(stem(piece))
            extra.extend(stem(part) for part in self._splitter.split(piece))
        seen = set(main)
        return _Word(tuple(main), tuple(term for term in dict.fromkeys(extra) if term not in seen))

    def _swedish(self, found: list[Token]) -> list[Group]:
        groups: list[Group] = []
        words = [token.text.lower() for token in found]
        at = 0
        while at < len(found):
            token = found[at]
            length, alternatives = self._synonyms.match(words, at)
            if token.kind != "word":
                groups.append(self._exact(token))
            elif length > 1:
                said = words[at : at + length]
                terms = dict.fromkeys((swedish_terms(" ".join(said), self._stop), *alternatives))
                groups.append(Group(" ".join(said), tuple(terms), self._parts(said)))
                at += length - 1
            elif not self._skips(token.text, "sv", at):
                groups.extend(self._said(token.text, _leads(found, at), alternatives))
            at += 1
        return groups

    def _said(self, surface: str, first: bool, alternatives: tuple[str, ...]) -> list[Group]:
        """The ideas of a Swedish word: one, or those of "Simhalls-interpellationen", which no document writes."""
        pieces = [piece for piece in surface.split("-") if len(piece) > 1]
        whole = self._group(surface, first, alternatives)
        if len(pieces) < 2 or alternatives or not self._bridge.unknown(whole.terms):
            return [whole]
        return [self._group(piece, first, self._synonyms.match([piece.lower()], 0)[1]) for piece in pieces]

    def _english(self, found: list[Token]) -> list[Group]:
        units: list[_Unit] = []
        words = [token.text.lower() for token in found]
        at = 0
        while at < len(found):
            token = found[at]
            length, swedish = self._english_words(words, at)
            if token.kind != "word":
                units.append(_Unit(at, at + 1, self._exact(token)))
            elif length:
                group = self._translated(" ".join(words[at : at + length]), token.text, swedish)
                units.append(_Unit(at, at + length, group, swedish))
                at += length - 1
            elif not self._skips(token.text, "en", at):
                units.append(self._untranslated(found, at))
            at += 1
        return self._join(units, words)

    def _untranslated(self, found: list[Token], at: int) -> _Unit:
        """An English word that the glossary lacks: itself, with its cognate or its parts' Swedish where found."""
        surface, lower = found[at].text, found[at].text.lower()
        group = self._group(surface, _leads(found, at), ())
        pieces = [piece for piece in lower.split("-") if piece]
        if group.name and (len(pieces) < 2 or len(pieces[0]) > 1):  # "A-tractors" is none
            return _Unit(at, at + 1, group)
        swedish = [self._swedish_of(piece) for piece in pieces]
        if len(pieces) == 1:
            cognate = self._bridge.cognate(lower)
            terms = (cognate, *group.terms) if cognate else group.terms
            return _Unit(at, at + 1, replace(group, terms=terms), (cognate,) if cognate else (lower,))
        best = [words[0] for words in swedish]
        joined = self._bridge.compound(swedish[0], swedish[-1]) if len(pieces) == 2 else None
        terms = tuple(dict.fromkeys((*((joined,) if joined else ()), *group.terms)))
        parts = tuple(dict.fromkeys((*self._parts(best), *group.parts)))
        return _Unit(at, at + 1, Group(surface, terms, parts), (joined,) if joined else ())

    def _swedish_of(self, english: str) -> tuple[str, ...]:
        """The Swedish words of an English word, best first; the word itself where nothing is known."""
        known = self._english_words([english], 0)[1] or (self._bridge.cognate(english) or english,)
        return tuple(word for word in known if " " not in word) or (english,)

    def _join(self, units: list[_Unit], words: list[str]) -> list[Group]:
        """The groups; of two neighbours whose Swedish makes a compound of the index, both get it as best term."""
        groups = [unit.group for unit in units]
        for i, (one, other) in enumerate(pairwise(units)):
            if (
                one.end != other.at
                or not one.swedish
                or not other.swedish
                or _subject_and_verb(words, one.at, other.at)
            ):
                continue
            compound = self._bridge.compound(one.swedish, other.swedish)
            for at in (i, i + 1) if compound else ():
                groups[at] = replace(groups[at], terms=tuple(dict.fromkeys((compound or "", *groups[at].terms))))
        return groups

    def _translated(self, phrase: str, surface: str, swedish: tuple[str, ...]) -> Group:
        """The group of an English word or phrase: its Swedish words, their synonyms, and the word itself."""
        terms = [swedish_terms(word, self._stop) for word in swedish]
        names = name_forms(surface)[:1] if surface[0].isupper() else ()
        own = (*names, stem(phrase)) if " " not in phrase else ()
        merged = tuple(dict.fromkeys((*terms, *self._with_synonyms(terms[:2]), *own)))
        best = swedish[0].split()
        # "kärnkraft" is not spoken of where no text has "kärn": what holds "kraft" is about something else.
        said = len(best) > 1 or self._bridge.may_be_said(merged, self._word(best[0]).extra)
        return Group(phrase, merged, self._parts(best) if said else ())

    def _parts(self, words: Sequence[str]) -> tuple[str, ...]:
        """What a word is made of, or a phrase: the parts of its compound, or its words."""
        if len(words) == 1:
            found = self._word(words[0]).extra if ":" not in words[0] else ()
        else:
            found = tuple(term for word in words for term in self._word(word).main)
        kept = [term for term in found if not term.startswith("n:") and term not in self._stop]
        # "gratisbussen" is said "avgiftsfri buss": a part of a compound has synonyms as a word has.
        alike = [other for term in kept for other in self._synonyms.of(term) if " " not in other]
        return tuple(dict.fromkeys([*kept, *alike]))

    def _group(self, surface: str, first: bool, alternatives: tuple[str, ...]) -> Group:
        word = self._word(surface)
        names = name_forms(surface) if surface[0].isupper() else ()
        named = bool(names) and not first and not self._generic(surface)
        if named and surface.isupper() and alternatives:  # "KF" is said in other words too
            named = False
        if named:
            return Group(surface, tuple(dict.fromkeys((*names, *word.main))), name=True)
        return Group(surface, tuple(dict.fromkeys((*word.main, *names, *alternatives))), self._parts([surface]))

    def _exact(self, token: Token) -> Group:
        """The group of a number, date, paragraph, party or case number."""
        several = token.kind in {"number", "case"}
        return Group(token.text, self._with_synonyms(token.terms if several else token.terms[:1]))

    def _with_synonyms(self, terms: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(other for term in terms for other in (term, *self._synonyms.of(term))))

    def _skips(self, surface: str, language: str, at: int) -> bool:
        """Whether the word says nothing about what is sought; an abbreviation in capitals always does."""
        if at > 0 and len(surface) > 1 and surface.isupper():
            return False
        return _bare(surface.lower()) in self._ask.get(language, self._stop)

    def _generic(self, surface: str) -> bool:
        """Whether a capitalised word is a kind of body ("Arbetsmarknadsnämnden"), called otherwise too."""
        root = stem(_bare(surface.lower()))
        return root.endswith(self._heads)


def _subject_and_verb(words: list[str], at: int, verb: int) -> bool:
    """Whether the words are who did and what: "Did the council decide …", "The committee decided …"."""
    rules = table("joins")
    while at > 0 and words[at - 1] in rules["small_words"]:
        at -= 1
    return words[verb].endswith(tuple(rules["verb_endings"])) or (at > 0 and words[at - 1] in rules["before_a_subject"])


def _leads(found: list[Token], at: int) -> bool:
    """Whether a capital says nothing, for the word begins the question and no other capital follows."""
    if at > 0:
        return False
    after = found[1] if len(found) > 1 else None
    return not (after and (after.kind == "party" or (after.kind == "word" and after.text[0].isupper())))


def flatten(groups: Iterable[Group]) -> list[tuple[str, ...]]:
    """The groups as `LexicalIndex.query` takes them; a compound part not said elsewhere is a group too."""
    groups = list(groups)
    flat = [group.terms for group in groups]
    said = {term for terms in flat for term in terms}
    for group in groups:
        for part in group.parts:
            if part not in said:
                said.add(part)
                flat.append((part,))
    return flat


def name_forms(surface: str) -> tuple[str, ...]:
    """The forms a name is found by: without genitive -s, and without the definite ending it may have.

    "Medborgarhusets" → n:medborgarhuset; "Arbetstorgen" → n:arbetstorgen, n:arbetstorg. Both sides lose the same
    letters, so a name that ends in -s by itself ("Mats") still meets itself.
    """
    lower = _bare(surface.lower())
    abbreviation = surface.isupper() and len(surface) <= 5
    if not abbreviation and len(lower) > 3 and lower.endswith("s") and not lower.endswith("ss"):
        lower = lower[:-1]
    forms = [f"n:{lower}"]
    if not abbreviation and len(lower) >= 7:
        if lower.endswith(("en", "et")):
            forms.append(f"n:{lower[:-2]}")
        elif lower.endswith(("an", "ern", "orn", "eln")):
            forms.append(f"n:{lower[:-1]}")
    return tuple(forms)


def _bare(lower: str) -> str:
    """Without the ending after a colon ("ks:s") or an apostrophe ("board's")."""
    for mark in (":", "’", "'"):
        head, found, tail = lower.partition(mark)
        if found and len(tail) <= 3:
            lower = head
    return lower
