"""Unions under several prints: one name for each."""

from __future__ import annotations

from functools import cache

from corpus.data import load


@cache
def _names() -> dict[str, str]:
    table = load("actors")
    usual = {print_.casefold(): name for name, prints in table["union_aliases"].items() for print_ in prints}
    whole = {name.casefold(): name for name in table["union_aliases"]}
    return usual | whole


def canonical(name: str) -> str:
    """The usual name of a union ("Saco" is "SACO", "LR" is "Lärarnas Riksförbund"); any other name as it stands."""
    return _names().get(" ".join(name.split()).casefold(), name)


@cache
def unions() -> frozenset[str]:
    """The names that unions go by, in lower case."""
    return frozenset(name.casefold() for name in load("actors")["unions"]) | frozenset(_names())
