"""The people of one document: who is meant by a surname, a genitive, an initial or a role alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from corpus import parties
from corpus.acts.people import Mention, runs, trimmed
from corpus.acts.roles import Office, fits, offices, standing_alone
from corpus.records import Actor


class Register:
    """The people of one document: "Ask" or "Bo Ask" later on gets the party and role of "Bo Ask (M)"."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self.changes = 0  # how often something new was learnt
        self._by_name: dict[str, Actor] = {}
        self._by_surname: dict[str, list[str]] = {}  # the keys of `_by_name` that end in a surname, in order
        for mention in mentions:
            self.add(mention.actor)

    def add(self, actor: Actor) -> None:
        """Remembers an actor; what is known of the person adds up."""
        key = _key(actor.name)
        known = self._by_name.get(key)
        if key and known is not None:
            actor = replace(known, party=known.party or actor.party, role=known.role or actor.role)
        if key and known is None and " " in key:
            self._by_surname.setdefault(key.rpartition(" ")[2], []).append(key)
        if key and actor != known:
            self.changes += 1
            self._by_name[key] = actor

    def named_in(self, text: str) -> list[Mention]:
        """Where people of the document stand by their whole name alone: "Eva Ek svarade"."""
        found = []
        for run, begin in runs(text):
            words, start = trimmed(run, begin)
            known = self._by_name.get(_key(words))
            if known is not None:
                found.append(Mention(known, start, start + len(words)))
        return found

    def surnames_in(self, text: str) -> list[Mention]:
        """Where one of them stands by the surname alone, which nobody else of the document bears: "Ask svarade"."""
        found = []
        for run, begin in runs(text):
            words, start = trimmed(run, begin)
            bearers = self._bearers(words) if words and " " not in words else []
            if len(bearers) == 1 and not parties.named_in(words):
                found.append(Mention(bearers[0], start, start + len(words)))
        return found

    def roles_in(self, text: str) -> list[Mention]:
        """Roles without a name: the one person of the document who holds it, else the role alone."""
        return [Mention(self.holder(role) or Actor(role=role), a, b) for role, a, b in standing_alone(text)]

    def holder(self, role: str) -> Actor | None:
        """The one person of the document who holds a role, or None."""
        asked = offices(role)
        if len(asked) != 1 or not asked[0].word:
            return None
        holders = [a for a in self._by_name.values() if a.role and _holds(a.role, asked[0])]
        return holders[0] if len(holders) == 1 else None

    def resolve(self, actor: Actor) -> Actor:
        """The actor with the party that the document gives the same name, or the only name that ends so."""
        key = _key(actor.name)
        if not key:
            return actor
        if actor.party:
            # "Anna Eks (S) yrkande": the name without its genitive, where the document has it.
            known = self._by_name.get(key.removesuffix("s")) if key.endswith("s") else None
            return replace(known, role=actor.role or known.role) if known and known.party == actor.party else actor
        known = self._by_name.get(key) or self._by_name.get(key.removesuffix("s"))
        if known is None:
            bearers = [a for a in self._bearers(actor.name) if a.party]
            known = bearers[0] if len(bearers) == 1 else None
        return replace(known, role=actor.role or known.role) if known else actor

    def _bearers(self, name: str) -> list[Actor]:
        """The people whose name ends in a surname, an initial before it counted: "Ask", "B. Ask"."""
        words = _key(name).replace(".", "").split()
        if not words or len(words) > 2 or (len(words) == 2 and len(words[0]) > 1):
            return []
        initial = words[0] if len(words) > 1 else ""
        return [self._by_name[key] for key in self._by_surname.get(words[-1], ()) if key.startswith(initial)]


def _holds(role: str, asked: Office) -> bool:
    return any(fits(asked, held) for held in offices(role))


def _key(name: str) -> str:
    return " ".join(name.casefold().split())
