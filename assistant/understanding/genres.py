"""Kinds of document, and of act, that a question takes as its source: "enligt tjänsteutlåtandet"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from assistant.tables import table
from corpus.records import ActKind, Genre

Found = tuple[str, int, int]  # the genre's or the kind's value, start, end


def find_genres(text: str) -> list[Found]:
    """Every kind of document that a text names, with the genres it stands for; the longest reading of a place."""
    found: list[Found] = []
    for kind in _words()["kinds"]:
        for match in _pattern("|".join(kind["words"])).finditer(text):
            if not any(start < match.end() and match.start() < end for _, start, end in found):
                found.extend((Genre(genre).value, *match.span()) for genre in kind["genres"])
    return found


def sources(text: str) -> list[Found]:
    """The genres that are the source asked: "i protokollet", "what does the audit report say"."""
    return [found for found in find_genres(text) if _is_source(text, found[1], found[2])]


def act_sources(text: str) -> Iterator[Found]:
    """The kinds of act that are the source asked: "i reservationerna"."""
    for kind in _words()["acts"]:
        for match in _pattern("|".join(kind["words"])).finditer(text):
            if _is_source(text, *match.span()):
                yield ActKind(kind["act"]).value, *match.span()


def _words() -> dict[str, Any]:
    return table("genres", "assistant.understanding")


@cache
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)


@cache
def _cues() -> tuple[re.Pattern[str], re.Pattern[str]]:
    cues = _words()["cues"]
    before, between, after = ("|".join(cues[key]) for key in ("before", "between", "after"))
    return (
        re.compile(rf"(?<!\w)(?:{before})\s+(?:(?:{between})\s+){{0,2}}$", re.IGNORECASE),
        re.compile(rf"\s+(?:{after})(?!\w)", re.IGNORECASE),
    )


def _is_source(text: str, start: int, end: int) -> bool:
    before, after = _cues()
    return bool(before.search(text[:start]) or after.match(text, end))
