"""Copies whole documents from one catalogue to another, row by row: nothing is read, cut or embedded again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict

from sqlalchemy import ColumnElement, Connection, Table, delete, insert, select

from index.catalogue.entries import File
from index.catalogue.schema import (
    act_actors,
    acts,
    case_numbers,
    documents,
    files,
    passage_acts,
    passages,
    sections,
    vectors,
    votes,
)


def copy_documents(source: Connection, target: Connection, wanted: Mapping[str, Sequence[File]]) -> list[str]:
    """Copies documents with the given files, in the place of what the target has of them; gives their passages' ids.

    No other document of the target may have a file of the same path or location. The cases are not copied: they
    are linked anew from what is there.
    """
    ids = list(wanted)
    target.execute(delete(documents).where(documents.c.id.in_(ids)))
    rows = [dict(row) for row in source.execute(select(documents).where(documents.c.id.in_(ids))).mappings()]
    here = [str(row["id"]) for row in rows]
    _insert(target, documents, [{**row, "path": min(file.path for file in wanted[row["id"]])} for row in rows])
    _insert(target, files, [asdict(file) for document_id in here for file in wanted[document_id]])
    for table, condition in _parts(here):
        found = source.execute(select(table).where(condition)).mappings()
        _insert(target, table, [dict(row) for row in found])
    ordered = select(passages.c.id).where(passages.c.document_id.in_(here))
    return list(target.scalars(ordered.order_by(passages.c.document_id, passages.c.start)))


def _parts(ids: Sequence[str]) -> Iterator[tuple[Table, ColumnElement[bool]]]:
    """The tables that hold parts of documents, each with the condition for theirs, in an order that keeps the keys."""
    its_acts = select(acts.c.id).where(acts.c.document_id.in_(ids))
    its_passages = select(passages.c.id).where(passages.c.document_id.in_(ids))
    for table in (sections, case_numbers, acts, votes, passages):
        yield table, table.c.document_id.in_(ids)
    yield act_actors, act_actors.c.act_id.in_(its_acts)
    yield passage_acts, passage_acts.c.passage_id.in_(its_passages)
    yield vectors, vectors.c.passage_id.in_(its_passages)


def _insert(connection: Connection, table: Table, new: Sequence[dict[str, object]]) -> None:
    if new:
        connection.execute(insert(table), new)
