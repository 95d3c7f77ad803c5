"""Filters as a caller writes them become filters of the index."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from assistant.contract import FilterSpec
from corpus import case_numbers, parties
from corpus.errors import BadSettings
from corpus.records import ActKind, Genre
from index.records import Filters

Kind = TypeVar("Kind", bound=StrEnum)


def to_filters(spec: FilterSpec | None) -> Filters:
    """The index's filters. Raises `BadSettings` for an unknown genre or act, or a period that ends before it begins."""
    if spec is None:
        return Filters()
    if spec.date_from and spec.date_to and spec.date_from > spec.date_to:
        raise BadSettings(
            f"The filter's period ends ({spec.date_to}) before it begins ({spec.date_from}): swap the dates."
        )
    return Filters(
        genres=_values(Genre, spec.genre, "genre"),
        bodies=tuple(body.casefold() for body in spec.body),
        municipalities=tuple(spec.municipality),
        paths=tuple(spec.path),
        case_numbers=tuple(case_numbers.normalise(number) for number in spec.case_number),
        date_from=spec.date_from,
        date_to=spec.date_to,
        parties=tuple(_party(party) for party in spec.party),
        persons=tuple(spec.person),
        acts=_values(ActKind, spec.act, "act"),
    )


def _party(written: str) -> str:
    """The short form of a party written so, or by its name."""
    named = parties.named_in(written)
    return parties.canonical(written) or (named[0][0] if named else written)


def _values(kind: type[Kind], written: list[str], name: str) -> tuple[Kind, ...]:
    try:
        return tuple(kind(value.strip().casefold()) for value in written)
    except ValueError:
        known = set(kind)
        odd = ", ".join(value for value in written if value.strip().casefold() not in known)
        raise BadSettings(f"The filter {name} has an unknown value, {odd}: use one of {', '.join(kind)}.") from None
