"""A small document of the invented Tallhamra, with acts and labels made by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from corpus.records import Act, ActKind, Actor, Document, Genre
from evals.fingerprint import fingerprint
from evals.labels import ActLabel, Stretch

TEXT = """Tallhamra kommun
1. Hur många platser har förskolan?
2.
Kommunstyrelsens ordförande Anna Ek (S) svarar att det är fyrtio platser.
Nämnden beslutade följande.
- Förskolan får fler platser.
Sida 1 (2)
- Kön ska kortas.
"""
ANNA, BO = Actor("Anna Ek", "S"), Actor("Bo Lind", "M")
ASKED = "Hur många platser har förskolan?"
ANSWERED = "Kommunstyrelsens ordförande Anna Ek (S) svarar att det är fyrtio platser."
FIRST, SECOND = "Förskolan får fler platser.", "Kön ska kortas."


def where(first: str, last: str = "") -> tuple[int, int]:
    """The stretch of TEXT from one wording to the end of it or of another."""
    start = TEXT.index(first)
    return start, TEXT.index(last or first) + len(last or first)


def label(kind: str, place: tuple[int, int], *actors: str, **given: Any) -> ActLabel:
    """A label of a stretch of TEXT."""
    check = fingerprint(TEXT[slice(*place)])
    return ActLabel(kind=ActKind(kind), start=place[0], end=place[1], check=check, actors=actors, **given)


def act(kind: str, place: tuple[int, int], *actors: Actor, **given: Any) -> Act:
    """An act as the parser would give it."""
    return Act(ActKind(kind), document().span(*place), actors, **given)


def document(*acts: Act, **given: Any) -> Document:
    """TEXT as a document; the page number in it is noise."""
    return Document(
        id="d", path="a.txt", sha256="", format="txt", title="", text=TEXT, acts=acts, noise=(where("Sida 1 (2)"),),
        **({"genre": Genre.MINUTES} | given),
    )  # fmt: skip


def stretch(*acts: ActLabel, place: Sequence[int] = (), **given: Any) -> Stretch:
    """A labelled stretch, the whole of TEXT without a place."""
    offsets = {"start": place[0], "end": place[1]} if place else {}
    return Stretch(**({"path": "a.txt", "genre": Genre.MINUTES, "acts": acts} | offsets | given))
