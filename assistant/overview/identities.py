"""Who is who among the names of an index: spellings of one person together, namesakes apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from corpus.records import Actor
from index.cases.persons import Persons

SPELLINGS_KEPT = 8192


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor as one document has it."""

    actor: Actor
    document_id: str


@dataclass(frozen=True, slots=True)
class Identity:
    """One person: the name without case, in its longest spelling, and the party ("" where no document tells it)."""

    name: str
    party: str


class Identities:
    """The people of an index.

    A name with two parties is two people only where both stand in one document: else somebody has changed party,
    and is shown with the one that most documents have. A name without a party is the person of that name; of
    namesakes the one whose party stands in the same document, else somebody on their own.
    """

    def __init__(self, mentions: Iterable[Mention]) -> None:
        known = [mention for mention in mentions if mention.actor.name]
        self._persons = Persons({Actor(mention.actor.name, mention.actor.party) for mention in known})
        self._keys = lru_cache(SPELLINGS_KEPT)(self._found)
        self._places: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for mention in known:
            if mention.actor.party:
                (name, party), *_ = self._keys(mention.actor.name, mention.actor.party)
                self._places[name][party].add(mention.document_id)
        self._shown = {name: apart(places) for name, places in self._places.items()}

    def of(self, actor: Actor, document_id: str) -> Identity | None:
        """Whoever an actor of a document is; None for a body, a party or a role alone."""
        if not actor.name:
            return None
        keys = self._keys(actor.name, actor.party)
        found = {self._identity(name, party) for name, party in keys}
        if len(found) == 1:
            return found.pop()
        here = {self._identity(name, p) for name, p in keys if document_id in self._places[name][p]}
        return here.pop() if len(here) == 1 else Identity(keys[0][0], "")

    def named(self, name: str, party: str | None) -> list[Identity]:
        """The people of a name in any of its spellings, the one in most documents first; of that party, if given."""
        wanted = " ".join(name.split())
        if not wanted:
            return []
        keys = sorted(self._keys(wanted, None), key=self._rank)
        told = [(key, self._identity(*key)) for key in keys]
        if party:
            of_party = party.casefold()
            return list(dict.fromkeys(i for key, i in told if of_party in (key[1].casefold(), i.party.casefold())))
        return list(dict.fromkeys([*(i for _, i in told), Identity(keys[0][0], "")]))

    def _identity(self, name: str, party: str) -> Identity:
        return Identity(name, self._shown.get(name, {}).get(party, party))

    def _found(self, name: str, party: str | None) -> list[tuple[str, str]]:
        keys = self._persons.keys([Actor(name, party)])
        return sorted((name, party) for name, _, party in (key.rpartition("|") for key in keys))

    def _rank(self, key: tuple[str, str]) -> tuple[int, str]:
        name, party = key
        return (-len(self._places[name][party]) if name in self._places else 0, party)


def apart(places: dict[str, set[str]]) -> dict[str, str]:
    """The party that each party of one name is shown with, given the documents in which each stands."""
    ranked = sorted(places, key=lambda party: (-len(places[party]), party))
    first = ranked[0]
    return {party: party if places[party] & places[first] else first for party in ranked}
