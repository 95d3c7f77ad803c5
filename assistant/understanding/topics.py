"""What a question is about, without the words that ask."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from assistant.contract import Language
from assistant.tables import table

Spans = Iterable[tuple[int, int]]


def topic(text: str, cut: Spans, language: Language) -> str:
    """The text without some spans, and without small words at its ends."""
    words = _without(text, cut).strip(" ?!.,:;").split()
    padding = set(table("intents", "assistant.understanding")["padding"][language])
    return _trimmed(words, padding)


def listed_topic(text: str, cut: Spans, language: Language) -> str:
    """What is listed is about: what stands behind "om …" up to where the question goes on, else what is left."""
    rules = table("listing", "assistant.understanding")
    fillers = set(rules["fillers"][language]) | set(table("intents", "assistant.understanding")["padding"][language])
    rest = _without(text, cut)
    mark = _pattern("marks").search(rest)
    if mark:
        behind = rest[mark.end() :]
        end = _pattern("ends").search(behind)
        behind = behind[: end.start()] if end else behind
        found = _trimmed(behind.strip(" ?!.,:;").split(), fillers)
        if found:
            return found
    words = [word.strip("?!.,:;") for word in rest.split()]
    return " ".join(word for word in words if word and word.casefold() not in fillers)


@cache
def _pattern(group: str) -> re.Pattern[str]:
    words = "|".join(table("listing", "assistant.understanding")["topic"][group])
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


def _without(text: str, cut: Spans) -> str:
    for start, end in cut:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _trimmed(words: list[str], small: set[str]) -> str:
    while words and words[0].casefold().strip(",.") in small:
        words.pop(0)
    while words and words[-1].casefold().strip(",.") in small:
        words.pop()
    return " ".join(words).strip(" ?!.,:;")
