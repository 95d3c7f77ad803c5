"""Claims that are as true as the one they come from, in other words: template variants and renderings in English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from assistant.drafts import Draft
from assistant.tables import table
from corpus import dates
from index.lexical.stems import stem
from index.lexical.words import table as lexical

_WORD = re.compile(r"[^\W\d_]+")
_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}\b)")
MONTHS = {
    "sv": [
        "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti",
        "september", "oktober", "november", "december",
    ],
    "en": [
        "January", "February", "March", "April", "May", "June", "July", "August",
        "September", "October", "November", "December",
    ],
}  # fmt: skip


def of(draft: Draft, language: str) -> Iterator[tuple[str, Draft]]:
    """(what was done, the claim) of a free claim with Swedish quotes."""
    yield "as told", draft
    for name, text in (
        ("date in words", _dated(draft.text, language)),
        ("numbers respelt", _respelt(draft.text, language)),
    ):
        if text != draft.text:
            yield name, replace(draft, text=text)
    if language == "en":
        yield "word by word in English", replace(draft, text=in_english(_respelt(_dated(draft.text, "en"), "en")))


def _dated(text: str, language: str) -> str:
    """Every date in words."""
    for day in reversed(dates.find(text)):
        value = day.value
        name = MONTHS[language][value.month - 1]
        told = f"{value.day} {name} {value.year}" if language == "sv" else f"{name} {value.day}, {value.year}"
        text = text[: day.start] + told + text[day.end :]
    return text


def _respelt(text: str, language: str) -> str:
    """Thousands with another separator."""
    return _THOUSANDS.sub("," if language == "en" else "\u00a0", text)


def in_english(text: str) -> str:
    """Each Swedish word by the first English one that the glossary has for it; what it lacks stays as it is."""

    def english(match: re.Match[str]) -> str:
        word = match.group()
        small = table("words", "evals.gate")["english"].get(word.casefold())
        if small is not None:
            return str(small)
        return word if word[0].isupper() else _glossary().get(stem(word.casefold()), word)

    return _WORD.sub(english, text)


@cache
def _glossary() -> dict[str, str]:
    """Swedish stem → English word."""
    found: dict[str, str] = {}
    for english, swedish in lexical("glossary")["terms"].items():
        if " " not in english and swedish and " " not in swedish[0]:
            found.setdefault(stem(swedish[0]), english)
    return found
