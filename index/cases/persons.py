"""Who is one and the same person, over the spellings of a name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from corpus.records import Actor


class Persons:
    """The people of an index, by keys that two spellings of one person share.

    Two names are one person's when the party is the same and one name holds the other ("Anna Ek", "Anna Ek
    Lund"), unless two longer names hold it. Namesakes of two parties stay apart; a name without a party may be
    anybody's of that name. A body without a person is known by its own name.
    """

    def __init__(self, actors: Iterable[Actor]) -> None:
        self._parties: dict[str, set[str]] = defaultdict(set)
        for actor in actors:
            if actor.name and actor.party:
                self._parties[_fold(actor.name)].add(actor.party)
        self._whole = _whole_names(self._parties)
        self._keys: dict[tuple[Actor, ...], frozenset[str]] = {}

    def keys(self, actors: Iterable[Actor]) -> frozenset[str]:
        """What two groups of actors share where somebody belongs to both; roles alone are nobody."""
        group = tuple(actors)
        known = self._keys.get(group)
        if known is None:
            known = self._keys[group] = frozenset(key for actor in group for key in self._of(actor))
        return known

    def _of(self, actor: Actor) -> list[str]:
        name = _fold(actor.name)
        if not name:
            body = actor.organisation or actor.party
            return [f"body:{_fold(body)}"] if body else []
        parties = {actor.party} if actor.party else self._parties.get(name) or {""}
        return [f"{self._whole.get((name, party), name)}|{party}" for party in parties]


def _whole_names(parties: dict[str, set[str]]) -> dict[tuple[str, str], str]:
    """The longest spelling of each (name, party) that has a longer one, and no two that differ."""
    groups: dict[tuple[str, str], set[str]] = defaultdict(set)
    for name, its_parties in parties.items():
        for party in its_parties:
            groups[name.split()[0], party].add(name)
    found = {}
    for (_, party), names in groups.items():
        for name in names if len(names) > 1 else ():
            longer = sorted((other for other in names if _holds(other, name)), key=lambda n: (-len(n), n))
            if longer and all(other == longer[0] or _holds(longer[0], other) for other in longer):
                found[name, party] = longer[0]
    return found


def _holds(longer: str, name: str) -> bool:
    """Whether a name has all words of another of two words or more, in order, and more."""
    words, rest = name.split(), iter(longer.split())
    return len(words) > 1 and len(longer) > len(name) and all(word in rest for word in words)


def _fold(name: str) -> str:
    return " ".join(name.casefold().split())
