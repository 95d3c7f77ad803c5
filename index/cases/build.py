"""Links the cases and question threads of a catalogue anew, and writes what is different."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Table

from corpus.records import Actor, Genre
from index.cases.changes import Rows, write_changes
from index.cases.linking import SURE, Cluster, link
from index.cases.nodes import Node, read_nodes
from index.cases.persons import Persons
from index.cases.status import status
from index.cases.threads import ThreadInTheMaking, threads
from index.catalogue import Catalogue
from index.catalogue.rows import actor_columns
from index.catalogue.schema import case_parts, case_people, cases, question_threads, thread_replies

_KINDS = (Genre.INTERPELLATION, Genre.SIMPLE_QUESTION, Genre.MOTION, Genre.MEMBER_INITIATIVE, Genre.CITIZEN_PROPOSAL)
MOST_MENTIONED = 4  # numbers that a part may mention and still speak of them: a notice lists a whole meeting's


def rebuild(catalogue: Catalogue, terms: Callable[[str], Iterable[str]]) -> None:
    """Reads all papers and items of minutes, links them, and writes the result in one transaction."""
    with catalogue.transaction() as connection:
        nodes = read_nodes(connection)
        persons = Persons(_everybody(nodes))
        found = sorted(link(nodes, terms, persons), key=_identity)
        asked = list(threads([*found, *_left(nodes, found)], persons))
        write_changes(connection, _rows(found, asked))


def _everybody(nodes: Iterable[Node]) -> Iterator[Actor]:
    for node in nodes:
        yield from (*node.askers, *node.addressees)
        for act in node.acts:
            yield from (*act.actors, *act.addressees)


def _left(nodes: Iterable[Node], found: Sequence[Cluster]) -> list[Cluster]:
    """What belongs to no case, so that its questions have their threads all the same."""
    inside = {id(node) for cluster in found for node in cluster.nodes}
    return [Cluster([(node, SURE, "number")]) for node in nodes if id(node) not in inside]


def _rows(found: Sequence[Cluster], asked: Sequence[tuple[Cluster, ThreadInTheMaking]]) -> dict[Table, Rows]:
    """The rows of each table."""
    ids: dict[int, str] = {}
    taken: set[str] = set()
    for cluster in found:
        ids[id(cluster)] = _unique(_identity(cluster), taken)
    by_number = {number: ids[id(cluster)] for cluster in found for number in cluster.numbers}
    twins = _twins(found, ids)
    answered = {id(cluster) for cluster, thread in asked if thread.replies}
    rows: Rows = []
    parts: Rows = []
    people: Rows = []
    for cluster in found:
        case_id = ids[id(cluster)]
        related = _mentioned(cluster, by_number) | twins[case_id]
        kind = _kind(cluster)
        rows.append(_case_row(cluster, case_id, kind, related - {case_id}, id(cluster) in answered))
        parts.extend(_part_rows(cluster, case_id))
        people.extend(_people_rows(cluster, case_id, kind))
    return {cases: rows, case_parts: parts, case_people: people, **_thread_rows(asked, ids)}


def _thread_rows(asked: Sequence[tuple[Cluster, ThreadInTheMaking]], ids: dict[int, str]) -> dict[Table, Rows]:
    prints = {
        act.id: {"act_id": act.id, "thread_id": thread.id, "case_id": ids.get(id(cluster))}
        for cluster, thread in asked
        for _, act in thread.prints
    }
    replies = [
        {"thread_id": thread.id, "act_id": act_id, "certainty": certainty}
        for _, thread in asked
        for act_id, certainty in thread.replies.items()
    ]
    return {question_threads: list(prints.values()), thread_replies: replies}


def _identity(cluster: Cluster) -> str:
    numbers = cluster.numbers
    if numbers:
        return numbers[0]
    first = min(cluster.nodes, key=_day)
    return f"case-{hashlib.sha256(first.key.encode()).hexdigest()[:12]}"


def _unique(wanted: str, taken: set[str]) -> str:
    name, n = wanted, 2
    while name in taken:
        name, n = f"{wanted}#{n}", n + 1
    taken.add(name)
    return name


def _mentioned(cluster: Cluster, by_number: dict[str, str]) -> set[str]:
    """The cases whose number a part of this one mentions."""
    few = [node for node in cluster.nodes if len(node.mentions) <= MOST_MENTIONED]
    return {by_number[number] for node in few for number in node.mentions if number in by_number}


def _twins(found: Sequence[Cluster], ids: dict[int, str]) -> dict[str, set[str]]:
    """Cases of one place whose numbers differ by the prefix alone, where one has none: "0307/23", "KS 2023/307"."""
    groups: dict[tuple[str | None, str], list[tuple[str, str]]] = defaultdict(list)
    for cluster in found:
        for number in cluster.numbers:
            prefix, _, bare = number.rpartition(" ")
            groups[cluster.nodes[0].source.municipality, bare].append((prefix, ids[id(cluster)]))
    twins: dict[str, set[str]] = defaultdict(set)
    for group in groups.values():
        for prefix, case_id in group:
            twins[case_id] |= {other for other_prefix, other in group if not (prefix and other_prefix)}
    return twins


def _case_row(cluster: Cluster, case_id: str, kind: Genre | None, related: set[str], answered: bool) -> dict[str, Any]:
    days = sorted(node.date for node in cluster.nodes if node.date)
    return {
        "id": case_id,
        "number": next(iter(cluster.numbers), None),
        "kind": kind,
        "title": _title(cluster, kind),
        "first": days[0] if days else None,
        "last": days[-1] if days else None,
        "status": status(cluster, kind, answered),
        "related": json.dumps(sorted(related), ensure_ascii=False),
    }


def _kind(cluster: Cluster) -> Genre | None:
    """The kind of paper that set the case off; a letter counts only where it came first."""
    ranked = sorted(cluster.nodes, key=_day)
    kinds = [node.kind for node in ranked if node.kind is not None]
    return next((kind for kind in _KINDS if kind in kinds), ranked[0].kind)


def _title(cluster: Cluster, kind: Genre | None) -> str:
    """The heading of the paper itself, else of the earliest part of its kind, else of the first item of minutes."""

    def rank(node: Node) -> tuple[bool, bool, bool, str]:
        return (node.kind is not kind, node.genre is not kind, kind is None and node.section is None, _day(node))

    return next((node.title for node in sorted(cluster.nodes, key=rank) if node.title), "")


def _part_rows(cluster: Cluster, case_id: str) -> Rows:
    return [
        {
            "case_id": case_id,
            "document_id": node.source.id,
            "section": node.section,
            "last_section": node.last_section,
            "date": node.date,
            "certainty": certainty,
            "why": why,
        }
        for node, certainty, why in sorted(cluster.parts, key=lambda part: _day(part[0]))
    ]


def _people_rows(cluster: Cluster, case_id: str, kind: Genre | None) -> Rows:
    ranked = sorted((n for n in cluster.nodes if n.kind is kind), key=lambda n: (n.genre is not kind, _day(n)))
    askers = next((node.askers for node in ranked if node.askers), ())
    asked = next((node.addressees for node in ranked if node.addressees), ())
    known = {a.name: a for n in ranked for a in (*n.askers, *n.addressees) if a.name and a.party}
    askers, asked = (
        tuple(known.get(a.name, a) if a.name and not a.party else a for a in side) for side in (askers, asked)
    )
    return [
        {"case_id": case_id, **actor_columns(side, i, actor)}
        for side, actors in (("actor", askers), ("addressee", asked))
        for i, actor in enumerate(actors)
    ]


def _day(node: Node) -> str:
    return node.day
