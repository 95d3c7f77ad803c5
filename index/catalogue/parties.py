"""The parties that speak in each document."""

from __future__ import annotations

from sqlalchemy import select

from corpus.records import ActKind
from index.catalogue.catalogue import Catalogue
from index.catalogue.schema import act_actors, acts

_PRESENT = (ActKind.ATTENDANCE.value, ActKind.SIGNATURE.value)


def parties_by_document(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """Document id → the parties, in order of the alphabet, of those who asked, answered, proposed and so on in it.

    Whoever only attended or signed does not count, unless nobody else is known of the document.
    """
    query = (
        select(acts.c.document_id, acts.c.kind, act_actors.c.party)
        .join(act_actors, act_actors.c.act_id == acts.c.id)
        .where(act_actors.c.side == "actor", act_actors.c.party.is_not(None))
        .distinct()
    )
    spoke: dict[str, set[str]] = {}
    present: dict[str, set[str]] = {}
    with catalogue.reading() as connection:
        for document_id, kind, party in connection.execute(query):
            into = present if kind in _PRESENT else spoke
            into.setdefault(document_id, set()).add(party)
    return {document_id: tuple(sorted(found)) for document_id, found in {**present, **spoke}.items()}
