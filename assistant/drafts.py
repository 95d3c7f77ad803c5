"""What a route wants to say: sentences with what carries them, before the gate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from corpus.records import Act, ActKind, Actor, Document


@dataclass(frozen=True, slots=True)
class Support:
    """What carries a claim: exact characters of a document, and the act that they are part of, if any."""

    document: Document
    start: int
    end: int
    act: Act | None = None

    @property
    def quote(self) -> str:
        """The exact characters."""
        return self.document.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence before it is checked. `text` has "{quote}" where the words of its support go.

    `kind` is the kind of act that the sentence reports; `actors` those that it names as doing it. `value` is what
    was asked for, as its support writes it. `also` are further places that carry the same claim. A `free` text is
    in words of its own and needs no "{quote}". A draft with `cells` is a row of a table, one of whose cells holds
    "{quote}"; `header` names the columns, and one more at the end for the markers.
    """

    text: str
    support: Support | None = None
    kind: ActKind | None = None
    actors: tuple[Actor, ...] = ()
    when: date | None = None
    value: str | None = None
    also: tuple[Support, ...] = ()
    free: bool = False
    cells: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
