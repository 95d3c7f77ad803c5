"""Who voted at a meeting as a member and who as a substitute, from the ballot lists of one document."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.acts.ballots import BallotList
from corpus.records import Actor, Choice

_Key = tuple[str, str | None]
_JOINTS = re.compile(r"[\s\u00ad‐-―-]+")  # blanks, hyphens and dashes


@dataclass(frozen=True, slots=True)
class Voters:
    """Those who cast a vote, by the capacity in which the lists say that they did."""

    members: frozenset[_Key] = frozenset()
    substitutes: frozenset[_Key] = frozenset()

    def was_member(self, actor: Actor) -> bool:
        """Whether somebody of this name and party voted as a member, and nobody of them as a substitute."""
        return _key(actor) in self.members - self.substitutes


def voters(ballots: Iterable[BallotList]) -> Voters:
    """The voters of all lists; who was absent, or has no capacity beside the name, is none."""
    cast = [row for held in ballots for row in held.rows if row.choice is not Choice.ABSENT]
    return Voters(
        frozenset(_key(row.actor) for row in cast if row.member is True),
        frozenset(_key(row.actor) for row in cast if row.member is False),
    )


def _key(actor: Actor) -> _Key:
    """Name and party as lists of one meeting agree on them: "AnnKarin" is "Ann-Karin"."""
    return _JOINTS.sub("", actor.name).casefold(), actor.party
