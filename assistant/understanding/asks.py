"""What else a question asks: what there is on something, which case number, how a vote went."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from assistant.tables import table
from assistant.understanding import numbers

Extreme = Literal["newest", "oldest"]
EXTREMES: tuple[Extreme, ...] = ("newest", "oldest")


@dataclass(frozen=True, slots=True)
class Asks:
    """Flags of a question; `cut` are the words that ask, which are no part of the topic.

    `extreme` is the one document of what there is that is asked for; `times`: how often a matter came up.
    """

    catalogue: bool = False
    case_number: bool = False
    vote: bool = False
    person: bool = False
    addressee: bool = False
    extreme: Extreme | None = None
    times: bool = False
    cut: tuple[tuple[int, int], ...] = ()


def find(text: str) -> Asks:
    """What of these a question asks."""
    catalogue = _search("catalogue", text)
    number = None if numbers.find(text) else _search("case_number", text)
    vote = _search("vote", text) is not None and _search("not_vote", text) is None
    addressee = _search("addressee", text)
    found = {name: match for name in EXTREMES if (match := _search(name, text))}
    extreme, one = next(iter(found.items()), (None, None))
    cut = tuple(_words_of(match) for match in (one or catalogue, number, addressee) if match)
    times = _search("times", text)
    if times is not None:
        cut = (*cut, *(times.span(name) for name in ("lead", "verb") if times[name]))
    if addressee:
        behind = re.search(table("asks", "assistant.understanding")["addressed"], text, re.IGNORECASE)
        cut = (*cut, behind.span()) if behind else cut
    person = _search("person", text) is not None
    there_is = catalogue is not None or one is not None
    return Asks(there_is, number is not None, vote, person, addressee is not None, extreme, times is not None, cut)


def parts(text: str) -> tuple[str, str] | None:
    """ "Vem frågade och vem svarade om X?" as two questions of the same matter; None for one question."""
    match = re.search(table("asks", "assistant.understanding")["second"], text, re.IGNORECASE)
    if match is None or not 1 < len(text[: match.start()].split()) < 5:
        return None
    lead = match["lead"]
    second = f"{lead[:1].upper()}{lead[1:]}{text[match.end('lead') :]}"
    return text[: match.start()] + text[match.end() :], second


def _words_of(match: re.Match[str]) -> tuple[int, int]:
    """Where the words that ask stand; a mark that begins the topic ("om") is left to it."""
    mark = match.groupdict().get("mark")
    return (match.start(), match.start("mark") if mark else match.end())


@cache
def _patterns(group: str) -> tuple[re.Pattern[str], ...]:
    words = table("asks", "assistant.understanding")[group]
    return tuple(re.compile(word, re.IGNORECASE) for word in words)


def _search(group: str, text: str) -> re.Match[str] | None:
    return next((match for pattern in _patterns(group) if (match := pattern.search(text))), None)
