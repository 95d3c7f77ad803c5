"""Parties by short form and name, national and local."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from corpus.cues import Cue
from corpus.data import load


@cache
def known(municipality: str | None = None) -> dict[str, tuple[str, ...]]:
    """Short form → names, for a municipality; without one, every local list counts too."""
    table = load("parties")
    parties: dict[str, tuple[str, ...]] = {code: tuple(names) for code, names in table["national"].items()}
    for place, lists in table["local"].items():
        if municipality is None or place in ("*", municipality):
            for code, names in lists.items():
                parties.setdefault(code, tuple(names))
    return parties


@lru_cache(maxsize=4096)
def canonical(code: str, municipality: str | None = None) -> str | None:
    """The short form as the party writes it today ("m" → "M", "FP" → "L"); None when it is no known party."""
    parties, older = known(municipality), load("parties")["older"]
    if code in older:
        return str(older[code])
    if code in parties:
        return code
    folded = {c.casefold(): c for c in [*reversed(parties), *load("parties")["national"]]}
    return folded.get(code.casefold()) if len(code) > 1 or code.casefold() in "smcvl" else None


def is_excluded(code: str) -> bool:
    """Whether the bracketed short form is known to be something else than a party."""
    return code.casefold() in _excluded()


@cache
def _excluded() -> frozenset[str]:
    return frozenset(code.casefold() for code in load("parties")["not_parties"]["codes"])


@cache
def _by_name(municipality: str | None) -> tuple[Cue, dict[str, str]]:
    names = {name.casefold(): code for code, all_names in known(municipality).items() for name in all_names}
    for name in list(names):
        names[name.rstrip("s") + "s"] = names[name]  # genitive
    ordered = sorted(names, key=len, reverse=True)
    return Cue(r"(?<!\w)(" + "|".join(map(re.escape, ordered)) + r")(?!\w)", re.IGNORECASE), names


def named_in(text: str, municipality: str | None = None) -> list[tuple[str, int, int]]:
    """(short form, start, end) of every party that stands with its name in the text."""
    pattern, names = _by_name(municipality)
    return [(names[m.group(1).casefold()], m.start(), m.end()) for m in pattern.finditer(text)]
