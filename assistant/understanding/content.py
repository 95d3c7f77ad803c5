"""Which words of a text say what it is about: the ones that no list of asking words knows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from assistant.tables import table

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
Word = tuple[str, int, int]  # as written, start, end


def content(text: str, known: Iterable[tuple[int, int]] = ()) -> list[Word]:
    """The words that say what a text is about, in order; `known` are stretches that are read as something else."""
    spans = list(known)
    return [
        (match.group(), *match.span())
        for match in _WORD.finditer(text)
        if match.group().casefold() not in small() and not any(a <= match.start() < b for a, b in spans)
    ]


@cache
def small() -> frozenset[str]:
    """Words of asking, of acts and of talk, lower case."""
    package = "assistant.understanding"
    spelling, language, own = (table(name, package) for name in ("spelling", "language", "followups"))
    padding, fillers = table("intents", package)["padding"], table("listing", package)["fillers"]
    groups = [group[code] for group in (spelling, language, padding, fillers) for code in ("sv", "en")]
    return frozenset(word.casefold() for group in (*groups, own["content"]["words"]) for word in group)
