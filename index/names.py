"""Names of persons that are forgotten: found by a keyed hash, for the name itself is not kept, and masked.

A name is words that follow each other, such as "Anna Ek". Its hash (BLAKE2b with the index's own key) is compared
with that of the runs of words in a text; where a run is the name, the name's own words stand in the text before us,
and all its forms there can be masked: with an ending s, broken over two lines, in capitals, the surname alone, a mail
address made of it. Every letter becomes "•", so that no offset moves.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from corpus.addresses import addresses, plain
from corpus.privacy import NAMES, counted
from corpus.records import Act, Actor, Ballot, Document, Section, Vote

_MASK = "•"
_BROKEN = r"(?:\u00ad|[-\u2010]\n[ ]*)"  # a word that goes on in the next line
_WORD = re.compile(rf"[^\W\d_](?:{_BROKEN}|[-'’\u2010\u2011]|[^\W\d_])*")
_GAP = re.compile(r"[ \u00a0\t]*\n?[ \u00a0\t]*")
_PARTY = re.compile(r"[ \u00a0]*\((\w{1,6})\)")
_LONGEST = 6  # words of a name


@dataclass(frozen=True, slots=True)
class Names:
    """Forgotten names: the index's key, and of each hash the party that tells the person from namesakes, or None."""

    key: bytes = b""
    parties: Mapping[str, str | None] = field(default_factory=dict)
    lengths: tuple[int, ...] = ()

    def with_name(self, name: str, party: str | None) -> Names:
        """These and one more."""
        words = words_of(name)
        parties = {**self.parties, self.hash_of(words): party}
        return replace(self, parties=parties, lengths=tuple(sorted({*self.lengths, len(words)})))

    def hash_of(self, words: tuple[str, ...]) -> str:
        """The keyed hash of a name's words, in hexadecimal."""
        return hashlib.blake2b(" ".join(words).encode(), key=self.key, digest_size=16).hexdigest()

    def hide(self, document: Document) -> Document:
        """The document with the names masked wherever it shows them; itself when it holds none."""
        people = list(self._people(document)) if self.parties else []
        if not people:
            return document
        hider = _Hider(people, document)
        text = hider.hide(document.text)
        if hider.count == 0 and hider.hide(document.title) == document.title and not hider.in_actors(document):
            return document
        return hider.document(document, text)

    def _people(self, document: Document) -> Iterator[tuple[tuple[str, ...], str | None]]:
        """The forgotten persons whom a document names: words, and the party that a mention must not contradict."""
        seen: dict[tuple[str, ...], tuple[str | None, set[str]]] = {}
        actors = [actor for actor in _actors(document) if actor.name]
        # Titles and actors are looked through too: a mask of the text alone would leave them.
        for text, party in ((document.text, None), (document.title, None), *((a.name, a.party) for a in actors)):
            for words, wanted, end in self._found(text):
                said = _PARTY.match(text, end)
                own = party or (said[1] if said else None)
                seen.setdefault(words, (wanted, set()))[1].update([own.upper()] if own else [])
        for words, (wanted, parties) in seen.items():
            if wanted is None or not parties or wanted.upper() in parties:
                yield words, wanted

    def _found(self, text: str) -> Iterator[tuple[tuple[str, ...], str | None, int]]:
        """The names in a text: words, party asked for, where they end."""
        words = list(_WORD.finditer(text))
        for i, first in enumerate(words):
            if not first.group()[0].isupper():
                continue
            for length in self.lengths:
                run = words[i : i + length]
                if len(run) < length or not _joined(text, run):
                    continue
                for read in _readings([word.group() for word in run]):
                    if (mark := self.hash_of(read)) in self.parties:
                        yield read, self.parties[mark], run[-1].end()
                        break


class _Hider:
    """Masks some persons in all that one document shows."""

    def __init__(self, people: list[tuple[tuple[str, ...], str | None]], document: Document) -> None:
        self.count = 0
        others = [words_of(actor.name) for actor in _actors(document) if actor.name]
        self._whole = [(_pattern(words), party) for words, party in people]
        alone = [
            words[-1]
            for words, _ in people
            if len(words) > 1 and not any(o[-1:] == words[-1:] and o != words and len(o) > 1 for o in others)
        ]
        self._alone = [_pattern((word,), capital=True) for word in dict.fromkeys(alone)]
        self._mail = [(plain(words[0]), plain(words[-1])) for words, _ in people if len(words) > 1]

    def hide(self, text: str) -> str:
        """A text, as long as before; counts the places."""
        places = list(self._places(text))
        if not places:
            return text
        letters = list(text)
        for start, end in places:
            for i in range(start, end):
                if letters[i].isalpha():
                    letters[i] = _MASK
        self.count += len(places)
        return "".join(letters)

    def _places(self, text: str) -> Iterator[tuple[int, int]]:
        taken: list[tuple[int, int]] = []
        for pattern, party in self._whole:
            for found in pattern.finditer(text):
                said = _PARTY.match(text, found.end())
                if party is None or said is None or said[1].upper() == party.upper():
                    taken.append(found.span())
        for pattern in self._alone:
            spans = (found.span() for found in pattern.finditer(text))
            taken += [(a, b) for a, b in spans if not any(s <= a < e for s, e in taken)]
        for address in addresses(text) if self._mail else ():
            parts = set(re.split(r"[.+_-]", address.local))
            if any({first, last} <= parts for first, last in self._mail):
                taken.append((address.start, address.at[0]))
        yield from taken

    def in_actors(self, document: Document) -> bool:
        """Whether an actor has such a name."""
        return any(self._actor(actor) != actor for actor in _actors(document))

    def document(self, document: Document, text: str) -> Document:
        """The document with its text as given and everything else masked; the remark that counts is put right."""
        count = self.count + counted(document.notes).get(NAMES, 0)
        notes = [note for note in document.notes if not note.startswith(f"{NAMES}:")]
        return replace(
            document,
            text=text,
            title=self.hide(document.title),
            sections=tuple(self._section(section) for section in document.sections),
            acts=tuple(self._act(act) for act in document.acts),
            votes=tuple(self._vote(vote) for vote in document.votes),
            notes=(*notes, f"{NAMES}:{max(1, count)}"),
        )

    def _section(self, section: Section) -> Section:
        return replace(section, heading=tuple(self.hide(heading) for heading in section.heading))

    def _act(self, act: Act) -> Act:
        actors, addressees = (tuple(map(self._actor, side)) for side in (act.actors, act.addressees))
        return replace(act, actors=actors, addressees=addressees)

    def _vote(self, vote: Vote) -> Vote:
        ballots: Iterable[Ballot] = (replace(ballot, actor=self._actor(ballot.actor)) for ballot in vote.ballots)
        return replace(vote, ballots=tuple(ballots))

    def _actor(self, actor: Actor) -> Actor:
        for pattern, party in self._whole:
            same_party = party is None or actor.party is None or actor.party.upper() == party.upper()
            if same_party and pattern.fullmatch(actor.name):
                return replace(actor, name="".join(_MASK if letter.isalpha() else letter for letter in actor.name))
        if any(pattern.fullmatch(actor.name) for pattern in self._alone):
            return replace(actor, name=_MASK * len(actor.name))
        return actor


def words_of(name: str) -> tuple[str, ...]:
    """A name's words as they are compared: composed, in small letters, without soft hyphens."""
    return tuple(_compared(word.group()) for word in _WORD.finditer(name))


def _compared(word: str) -> str:
    return unicodedata.normalize("NFC", word.replace("\u00ad", "")).casefold().replace("’", "'").replace("\u2010", "-")


def _joined(text: str, run: list[re.Match[str]]) -> bool:
    """Whether nothing but a blank or one line break parts the words."""
    return all(_GAP.fullmatch(text, a.end(), b.start()) for a, b in pairwise(run))


def _readings(words: list[str]) -> Iterator[tuple[str, ...]]:
    """What a run of words may be as a name: broken words joined or hyphened, without the s of the genitive."""
    broken = re.compile(r"[-\u2010]\n[ ]*")
    joined, hyphened = (tuple(_compared(broken.sub(by, word)) for word in words) for by in ("", "-"))
    for read in dict.fromkeys((joined, hyphened)):
        yield read
        if read[-1].endswith("s") and len(read[-1]) > 2:
            yield (*read[:-1], read[-1][:-1])


def _pattern(words: tuple[str, ...], capital: bool = False) -> re.Pattern[str]:
    """A name in a text: in any case (with `capital` begun by a capital), broken over lines, with an s behind."""

    def word(letters: str) -> str:
        return f"{_BROKEN}?".join(map(re.escape, letters)).replace("'", "['’]")

    gap = r"[ \u00a0\t]*\n?[ \u00a0\t]*"
    whole = gap.join(map(word, words))
    lead = f"(?={re.escape(words[0][0].upper())})" if capital else ""
    return re.compile(rf"(?<![^\W\d_]){lead}(?i:{whole}s?)(?![^\W\d_])")


def _actors(document: Document) -> Iterator[Actor]:
    for act in document.acts:
        yield from act.actors
        yield from act.addressees
    for vote in document.votes:
        yield from (ballot.actor for ballot in vote.ballots)


def valid(name: str) -> bool:
    """Whether a name can be forgotten: two words or more, for one alone is everybody's."""
    return 2 <= len(words_of(name)) <= _LONGEST
