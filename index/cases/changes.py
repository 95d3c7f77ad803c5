"""Writes what is different in the tables of cases and threads: after a small change nearly every row is as it was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Table, bindparam, delete, insert, select

from index.catalogue.schema import case_parts, case_people, cases, question_threads, thread_replies

Rows = list[dict[str, Any]]
Values = tuple[Any, ...]
# What is written together or not at all, each table with the column that says which rows are one's.
_CASE = (cases.c.id, case_parts.c.case_id, case_people.c.case_id)
_UNITS: tuple[tuple[Column[Any], ...], ...] = (_CASE, (question_threads.c.act_id,), (thread_replies.c.thread_id,))


def write_changes(connection: Connection, new: Mapping[Table, Rows]) -> None:
    """Makes the tables hold the new rows alone, those of one case or thread in the order given."""
    for columns in _UNITS:
        changed = _changed(connection, columns, new)
        gone = [{"key_of_it": key} for key in changed]
        for column in reversed(columns):
            _execute(connection, delete(column.table).where(column == bindparam("key_of_it")), gone)
        for column in columns:
            _execute(connection, insert(column.table), [r for r in new[column.table] if r[column.name] in changed])


def _changed(connection: Connection, columns: Iterable[Column[Any]], new: Mapping[Table, Rows]) -> set[str]:
    """The keys whose rows are not the same, in any of the tables."""
    found: set[str] = set()
    for column in columns:
        table = column.table
        names = [each.name for each in table.columns]
        held = _grouped(map(tuple, connection.execute(select(table))), names.index(column.name))
        wanted = _grouped((tuple(row[name] for name in names) for row in new[table]), names.index(column.name))
        found |= {key for key in held.keys() | wanted.keys() if held.get(key) != wanted.get(key)}
    return found


def _grouped(rows: Iterable[Values], key: int) -> dict[str, list[Values]]:
    groups: dict[str, list[Values]] = defaultdict(list)
    for row in rows:
        groups[row[key]].append(row)
    return groups


def _execute(connection: Connection, statement: Any, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        connection.execute(statement, rows)
