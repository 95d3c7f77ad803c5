"""Who voted at a meeting as a member and who as a substitute, from the ballot lists of one document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from corpus.acts.ballots import BallotList
from corpus.records import Actor, Choice

_Key = tuple[str, str | None]
_JOINTS = re.compile(r"[\s\u00ad‐-―-]+")  # blanks, hyphens and dashes


@dataclass(frozen=True, slots=True)
class Voters:
    """Those who cast a vote, by the capacity in which the lists say that they did."""

    members: frozenset[_Key] = frozenset()
    substitutes: frozenset[_Key] = frozenset()
    names: Mapping[_Key, str] = field(default_factory=dict)  # of everyone listed, as the ballot lists write them

    def was_member(self, actor: Actor) -> bool:
        """Whether somebody of this name and party voted as a member, and nobody of them as a substitute."""
        return _key(actor) in self.members - self.substitutes

    def spelled(self, actor: Actor) -> Actor:
        """The actor with the name as the ballot lists write it: an attendance list may lose its hyphens."""
        return replace(actor, name=self.names.get(_key(actor), actor.name))


def voters(ballots: Iterable[BallotList]) -> Voters:
    """The voters of all lists; who was absent, or has no capacity beside the name, is none."""
    listed = [row for held in ballots for row in held.rows]
    cast = [row for row in listed if row.choice is not Choice.ABSENT]
    names: dict[_Key, str] = {}
    for row in listed:
        names.setdefault(_key(row.actor), row.actor.name)
    return Voters(
        frozenset(_key(row.actor) for row in cast if row.member is True),
        frozenset(_key(row.actor) for row in cast if row.member is False),
        names,
    )


def _key(actor: Actor) -> _Key:
    """Name and party as lists of one meeting agree on them: "AnnKarin" is "Ann-Karin"."""
    return _JOINTS.sub("", actor.name).casefold(), actor.party
