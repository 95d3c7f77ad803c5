"""Names of actors in a form in which labels and readings are compared."""

from __future__ import annotations

from corpus import parties, unions
from corpus.records import Actor


def of_label(name: str, municipality: str | None) -> str:
    """A label's name: small letters, single blanks; a party by its short form, whether short or in full."""
    plain = " ".join(name.split())
    code = parties.canonical(plain, municipality)
    if code is None:
        named = parties.named_in(plain, municipality)
        code = named[0][0] if len(named) == 1 and named[0][1:] == (0, len(plain)) else None
    return (code or unions.canonical(plain)).casefold()


def of_actor(actor: Actor, municipality: str | None) -> str:
    """An actor's name as `of_label` would give it; a body is known by its label, a party by its short form."""
    shown = actor.party if actor.party and not actor.name else actor.label
    return of_label(shown, municipality)
