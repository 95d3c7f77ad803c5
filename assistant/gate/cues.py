"""The word lists of the gate as patterns: whole words, letter case ignored."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from assistant.tables import table

PACKAGE = "assistant.gate"


def words(name: str) -> dict[str, Any]:
    """The parsed `<name>.toml` of the gate; shared, so never changed by a caller."""
    return table(name, PACKAGE)


def whole(cues: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of the cues as whole words; a sign counts wherever it stands."""
    alternatives = "|".join(sorted(cues, key=len, reverse=True)).replace(" ", r"\s+")
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE)


@cache
def negations() -> re.Pattern[str]:
    """What denies."""
    return whole(words("cues")["negation"]["cues"])


@cache
def harmless() -> re.Pattern[str]:
    """What holds a negation and denies nothing."""
    return whole(words("cues")["negation"]["harmless"])


@cache
def ranks() -> tuple[tuple[int, re.Pattern[str]], ...]:
    """How firmly something is said: rank and pattern, weakest first."""
    return tuple((int(rank), whole(cues)) for rank, cues in sorted(words("cues")["modality"]["ranks"].items()))


@cache
def decided() -> re.Pattern[str]:
    """Words that say that something has been decided."""
    return whole(words("cues")["modality"]["decided"]["cues"])


@cache
def outcomes() -> dict[str, re.Pattern[str]]:
    """What became of a matter: name and pattern."""
    return {name: whole(cues) for name, cues in words("cues")["outcomes"].items()}


@cache
def kind_words(group: str) -> dict[str, re.Pattern[str]]:
    """ "says" or "shows" of each kind of act."""
    return {kind: whole(lists[group]) for kind, lists in words("kinds").items() if group in lists}


@cache
def denied_kind() -> re.Pattern[str]:
    """A verb for an act that is itself denied: "never answered", "svarade inte"."""
    verbs = "|".join(cue for lists in words("kinds").values() for cue in lists.get("says", ()))
    no = "|".join(words("cues")["negation"]["beside"])
    return re.compile(
        rf"(?<!\w)(?:(?:{no})\s+(?:{verbs})|(?:{verbs})\s+(?:{no})(?!\s+(?:att|to|that)))(?!\w)", re.IGNORECASE
    )


@cache
def marks(kind: str) -> re.Pattern[str]:
    """Words by which a claim says that it repeats a question or a proposal."""
    return whole(words("kinds")["marks"][kind])


@cache
def any_kind() -> re.Pattern[str]:
    """Any verb that says what was done; it tells of the act, not of its matter."""
    return whole(cue for lists in words("kinds").values() for cue in lists.get("says", ()))
