"""Some vectors of a catalogue that is too large to hold in memory: by their ids, or an even sample."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sqlalchemy import Connection, literal, select, union_all

from index.catalogue import rows
from index.catalogue.schema import vectors
from index.catalogue.vectors import VectorTable
from index.embedding.base import Vectors

WHOLE = 50_000
"""Vectors of a catalogue that is held in memory as a whole (75 MB)."""
_CHUNK = 250  # ids, or parts, in one statement
_PREFIX = 8  # hexadecimal digits that ids are spread by


def more_than(connection: Connection, number: int) -> bool:
    """Whether there are more vectors than that; takes no longer for a thousand times as many."""
    return connection.scalar(select(literal(1)).select_from(vectors).offset(number).limit(1)) is not None


def some(connection: Connection, ids: Sequence[str]) -> VectorTable:
    """The vectors of these ids, in their order; ids without a vector are left out."""
    found: dict[str, bytes] = {}
    for at in range(0, len(ids), _CHUNK):
        query = select(vectors.c.passage_id, vectors.c.vector)
        found |= dict(connection.execute(query.where(vectors.c.passage_id.in_(ids[at : at + _CHUNK]))).all())
    held = [passage_id for passage_id in ids if passage_id in found]
    return VectorTable(tuple(held), rows.matrix([found[passage_id] for passage_id in held]))


def spread(connection: Connection, number: int) -> Vectors:
    """About `number` vectors, shape (n, dimension), evenly spread over the ids, which begin with hexadecimal digits."""
    starts = [f"{at * 16**_PREFIX // number:0{_PREFIX}x}" for at in range(number)]
    found: list[bytes] = []
    for at in range(0, number, _CHUNK):
        place = union_all(*(select(literal(start).label("start")) for start in starts[at : at + _CHUNK])).subquery()
        first = (
            select(vectors.c.vector)
            .where(vectors.c.passage_id >= place.c.start)
            .order_by(vectors.c.passage_id)
            .limit(1)
            .scalar_subquery()
        )
        found += [blob for blob in connection.scalars(select(first).select_from(place)) if blob is not None]
    matrix: Vectors = np.asarray(rows.matrix(found))
    return matrix
